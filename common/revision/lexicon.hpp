#pragma once

#include <string>
#include <string_view>

namespace watchword::revision {

// What single words and phrases of many languages mean to an edit. Words are given in their normal form.

// Case folded: "Straße" and "STRASSE" are the same.
std::string folded(std::string_view text);
// Folded, and without accents and marks where leaving them out is a matter of spelling: "café", "ё"; but "й"
// stays.
std::string bare(std::string_view text);

// "not", "never", "не", "kein", "لا", ...; also contracted: "isn't".
bool is_negation(std::string_view word);

// Months and days of the week, as the language writes them; an empty language knows them all.
bool is_calendar_word(std::string_view word, std::string_view language);

// A number written out from two up: "seven", "миллион", "deux"; an empty language knows English only.
bool is_number_word(std::string_view word, std::string_view language);

// Articles and the like, which carry no meaning of their own.
bool is_empty_word(std::string_view word);

// Whether a text opens as corrections, clarifications and editor's notes do: "Correction: ...", "Уточнение.",
// "An earlier version of this article ...".
bool is_correction_note(std::string_view text);

}  // namespace watchword::revision
