#pragma once

#include <cstdint>
#include <vector>

#include "common/article/blocks.hpp"
#include "common/article/class_words.hpp"
#include "common/article/dom.hpp"

namespace watchword::article {

// A line long enough to be read, with a whole sentence, and not made of links.
bool is_prose(const Block& block);

// What stands within an element.
struct Sums {
    float letters = 0;
    float link_letters = 0;
    float prose = 0;  // letters in lines of prose
    float lines = 0;

    void add(const Sums& other);
};

// The kinds of elements around a line, one bit each.
enum Around : std::uint32_t {
    in_nav = 1,
    in_aside = 1 << 1,
    in_footer = 1 << 2,
    in_header = 1 << 3,
    in_form = 1 << 4,
    in_figure = 1 << 5,
    in_table = 1 << 6,
    in_article = 1 << 7,
    in_main = 1 << 8,
    in_list = 1 << 9,
    in_quote = 1 << 10,
    in_caption = 1 << 11,
    in_heading = 1 << 12,
};

// What is known of every element that holds a line: indexed by node.
struct Surroundings {
    Surroundings(const Dom& dom, const std::vector<Block>& blocks);

    std::vector<Sums> sums;
    std::vector<Hints> near;  // hints of the element and the two around it
    std::vector<Hints> far;   // of all around it
    std::vector<std::uint32_t> around;
    std::vector<NodeIndex> article;  // the innermost <article> around it, or 0
};

// Elements of one template look alike: equal for nodes whose names and classes, `levels` upwards, are equal.
std::uint64_t look_of(const Dom& dom, NodeIndex node, int levels);

}  // namespace watchword::article
