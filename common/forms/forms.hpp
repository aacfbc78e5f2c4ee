#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace watchword::forms {

// Inflected forms of a word, by what may follow its stem in a language; documents are never stemmed. Words
// are keys (common/text/tokens.hpp); languages are ISO 639-1. A language without a table has no forms but the
// word itself; an empty language is guessed from the letters of the word.

// Whether `candidate` is the word or a form of it.
bool is_form(std::string_view word, std::string_view candidate, std::string_view language);

// Beginnings such that each form of the word, in any language, begins with one of them: under these a word is
// filed.
std::vector<std::string> beginnings(std::string_view word);

// The forms of the word in the language, in the order of its table, at most `most`. Chains of endings are not
// followed: one ending each.
std::vector<std::string> examples(std::string_view word, std::string_view language, std::size_t most);

// The languages that have a table.
std::vector<std::string> languages();

// The language whose table is used for a word in a text of unknown language; empty when the letters do not
// tell.
std::string guess_language(std::string_view word);

}  // namespace watchword::forms
