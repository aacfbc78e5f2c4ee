#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "common/forms/endings.hpp"

namespace watchword::forms {

// Inflected forms of a word, by what may follow its stem in a language; documents are never stemmed. Words
// are keys (common/text/tokens.hpp); languages are ISO 639-1. A language without a table has no forms but the
// word itself; in an unknown one the letters of the word decide which language's are meant.

// Tables by number; languages that share their forms share one.
using TableId = std::uint8_t;
constexpr TableId no_table = 255;

std::size_t table_count();
TableId table_of(std::string_view language);
const Endings& endings_of(TableId table);

// What may follow a stem in texts of the table's languages: a set of its endings.
struct Following {
    TableId table;
    bool guessed;  // so too in a text of unknown language
    std::uint16_t endings;
    auto operator<=>(const Following&) const = default;
};

struct Stem {
    std::string text;
    std::vector<Following> following;  // each table once
};

// Every stem of the word in any language, each once. A form of the word is the word itself, in any language,
// or a stem with an ending that may follow it.
std::vector<Stem> stems(std::string_view word);

// Whether `candidate` is the word or a form of it. For single questions; a matcher asks for stems and
// endings.
bool is_form(std::string_view word, std::string_view candidate, std::string_view language);

// Beginnings such that each form of the word, in any language, begins with one of them.
std::vector<std::string> beginnings(std::string_view word);

// The forms of the word in the language, in the order of its table, at most `most`. Chains of endings are not
// followed: one ending each.
std::vector<std::string> examples(std::string_view word, std::string_view language, std::size_t most);

// The languages that have a table.
std::vector<std::string> languages();

// The language whose table is used for a word in a text of unknown language; empty when the letters do not
// tell.
std::string_view guess_language(std::string_view word);

}  // namespace watchword::forms
