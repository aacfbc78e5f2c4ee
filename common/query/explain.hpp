#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "common/query/query.hpp"

namespace watchword::query {

// What `query check` shows of a query.
struct Explanation {
    // Forms of one word, and the languages (ISO 639-1) in which it has just these.
    struct WordForms {
        std::string word;
        std::vector<std::string> languages;
        std::vector<std::string> forms;  // at most `forms_shown`, the word first
    };

    std::string parsed;                    // the query with every bracket that the grammar puts in
    std::vector<std::string> filed_under;  // any match has one of these words; empty: asked about every article
    std::vector<WordForms> forms;  // of the words that are looked for in all their forms; only where there are any
    std::vector<Fault> warnings;
};

constexpr std::size_t forms_shown = 12;

// Where a word has no forms in a language but itself, the language is left out.
Result<Explanation, std::vector<Fault>> explain(std::string_view text, const Lists& lists = {},
                                                const Options& options = {});

// For a person, several lines; and one JSON object. The warnings are in the JSON alone.
std::string to_text(const Explanation& explanation);
std::string to_json(const Explanation& explanation);

// One JSON object with the faults of a query that was refused.
std::string to_json(const std::vector<Fault>& faults);

// The fault as "name:line:column: message", the line of the query it is in, or what of it stands around the
// place, and a caret under the place.
std::string to_text(const Fault& fault, std::string_view name, std::string_view query);

}  // namespace watchword::query
