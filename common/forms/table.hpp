#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace watchword::forms {

// What may follow a stem: one of `closed`, or one ending of each slot of `chain`, in their order, of which
// every one may be left out, but not all.
struct EndingSet {
    std::vector<std::string> closed;   // "" where the stem is a form by itself
    std::vector<std::uint32_t> chain;  // slots; may be empty
    bool operator==(const EndingSet&) const = default;
};

// One line of a table: words that end in `from` have the stem that ends in `to` instead.
struct Rule {
    std::u32string from;  // capital Latin letters stand for any letter of that class
    std::u32string to;
    std::uint16_t endings;  // into Table::ending_sets
};

// What one file of languages/ holds; its README tells the format. All its letters are Latin or Cyrillic.
struct Table {
    static constexpr std::size_t code_points = 0x530;

    // A letter, or several that stand for one, and how they are spelled in the other script.
    struct Respelling {
        std::u32string from;
        std::u32string to;
    };

    std::vector<std::string> languages;
    std::vector<Rule> rules;
    std::vector<EndingSet> ending_sets;
    std::uint16_t itself = 0;  // the set of the empty ending alone
    std::vector<std::vector<std::string>> slots;
    std::array<std::uint32_t, code_points> classes_of{};  // by letter: bit 0 is class A
    // The same letters in the other script, one way and the other, by the first letter; the longest first.
    using Respellings = std::vector<std::vector<Respelling>>;
    std::array<Respellings, 2> respellings;                 // empty in a language of one script
    std::vector<std::vector<std::uint16_t>> rules_by_last;  // by letter: the rules for words that end in it
};

// Throws std::invalid_argument with the line when the text is no table: the tables are part of the program.
Table parse_table(std::string_view text);

// Calls found(stem, endings) with each stem of the word, given by its letters, by the rules of the first ending that
// fits, and what may follow it: a number of Table::ending_sets. Words under three letters have none.
void cut(const Table& table, std::u32string_view letters,
         const std::function<void(std::u32string_view stem, std::uint16_t endings)>& found);

std::u32string letters_of(std::string_view word);
std::string bytes_of(std::u32string_view letters);

// The word in the other script of the language, both ways; empty when it has none.
std::vector<std::u32string> other_spellings(const Table& table, std::u32string_view word);

}  // namespace watchword::forms
