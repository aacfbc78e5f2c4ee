#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "common/query/query.hpp"

namespace watchword::query {

// What `query check` shows of a query.
struct Explanation {
    struct WordForms {
        std::string word;
        std::map<std::string, std::vector<std::string>>
            by_language;  // at most `forms_shown` each, the word first
    };

    std::string parsed;  // the query with every bracket that the grammar puts in
    std::vector<std::string>
        filed_under;               // any match has one of these words; empty: asked about every article
    std::vector<WordForms> forms;  // of the words that are looked for in all their forms
    std::vector<Fault> warnings;
};

constexpr std::size_t forms_shown = 8;

// `languages`: those whose forms are shown, ISO 639-1. Where a word has no forms but itself, the language is
// left out.
Result<Explanation, std::vector<Fault>> explain(std::string_view text, const Lists& lists,
                                                const Options& options,
                                                const std::vector<std::string>& languages);

// For a person, several lines; and one JSON object.
std::string to_text(const Explanation& explanation);
std::string to_json(const Explanation& explanation);

// The fault as "line:column: message", the line of the query it is in, and a caret under its place.
std::string to_text(const Fault& fault, std::string_view query);

}  // namespace watchword::query
