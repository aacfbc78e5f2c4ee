#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace watchword::revision {

// What a character is to a diff in words.
enum class Role : std::uint8_t {
    space,
    invisible,  // soft hyphens, zero-width and direction marks: no reader sees them come or go
    letter,
    digit,
    accent,     // a combining mark: part of the letter before it
    ideograph,  // a word by itself: Han, kana, Thai and other scripts that write no blanks
    double_quote,
    single_quote,
    dash,
    symbol,  // currencies, percent: they belong to numbers
    other
};

struct Character {
    char32_t code = 0;
    Role role = Role::other;
    bool irregular = false;  // may read otherwise in Unicode's form NFKC
    std::size_t size = 1;    // bytes
};

// The character at `position`, which lies inside `text`. A byte that is no UTF-8 counts as a character by
// itself.
Character character_at(std::string_view text, std::size_t position);

// Whether letters of this kind tell capitals from small ones and this one is a capital.
bool is_capital(char32_t code);

}  // namespace watchword::revision
