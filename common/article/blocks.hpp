#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "common/article/dom.hpp"

namespace watchword::article {

// A line of the page as a reader sees it: the text between two breaks, white space folded.
struct Block {
    std::string text;
    NodeIndex node = 0;   // the innermost block element around it
    NodeIndex first = 0;  // its first and last run of text
    NodeIndex last = 0;
    std::uint32_t letters = 0;       // letters and digits; a Han, kana or Hangul character counts for more than one
    std::uint32_t link_letters = 0;  // those within links
    std::uint32_t words = 0;
    std::uint32_t sentences = 0;  // ends of sentences in any script
    std::uint32_t commas = 0;
};

// White space in any script.
bool is_blank(char32_t character);
// Marks that change nothing a reader sees but would split a word in two, and control characters.
bool is_invisible_mark(char32_t character);

bool is_block_element(Tag tag);

// Whether elements that a browser would not show, but a script might, count: `hidden`, aria-hidden,
// display:none. What is no text to anybody (scripts, templates, form fields) never does.
enum class Visibility { shown, any };

// No article has more lines; a page that has them is cut there.
constexpr std::size_t lines_max = 20'000;

// The lines within `root`, in reading order.
std::vector<Block> blocks_of(const Dom& dom, NodeIndex root = 0, Visibility visibility = Visibility::shown);

}  // namespace watchword::article
