#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace watchword::forms {

// One line of a table: words that end in `from` have the stem that ends in `to` instead, and forms that go on
// with one of `endings` or with any of the `chains`, each a row of slots of which every one may be left out.
struct Rule {
    std::u32string from;  // capital Latin letters stand for any letter of that class
    std::u32string to;
    std::vector<std::string> endings;
    std::vector<std::uint32_t> chain;  // slots; may be empty
};

// What one file of languages/ holds; its README tells the format.
struct Table {
    std::vector<std::string> languages;
    std::vector<Rule> rules;
    std::vector<std::vector<std::string>> slots;
    std::map<char32_t, std::u32string> classes;
    std::vector<std::pair<std::string, std::string>> spellings;  // the same letters in the other script
};

// A word cut to a stem, with the rule that tells what may follow.
struct Stem {
    std::string text;
    const Rule* rule;
};

// Throws std::invalid_argument with the line when the text is no table: the tables are part of the program.
Table parse_table(std::string_view text);

// The stems of the word: the rules of the first ending that fits. Words under three letters have none.
std::vector<Stem> stems(const Table& table, std::string_view word);

// Whether `rest` may follow a stem of the rule.
bool may_follow(const Table& table, const Rule& rule, std::string_view rest);

// The word in the other script of the language, both ways; empty when it has none.
std::vector<std::string> other_spellings(const Table& table, std::string_view word);

}  // namespace watchword::forms
