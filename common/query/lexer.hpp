#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "common/query/expression.hpp"

namespace watchword::query {

enum class Sign : std::uint8_t {
    end,
    open,
    close,
    word,    // outside quotes, `~` at its end taken off
    phrase,  // what stands between quotes
    regex,
    list,
    and_sign,
    or_sign,
    not_sign,  // NOT, or - before something
    near,      // number, ordered, negated
    together,  // unit
    count,     // atleastN or firstN; `kind` says which
    modifier,  // field:, case: and the like; `kind` says which
};

struct Lexeme {
    Sign sign = Sign::end;
    Kind kind = Kind::words;
    std::string text;
    Field field = Field::title;
    Unit unit = Unit::sentence;
    std::uint32_t number = 0;
    bool ordered = false;
    bool negated = false;
    bool exact = false;   // `=` stands before it
    bool forced = false;  // `~` stands after it
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
};

struct Flaw {
    std::uint32_t at = 0;  // byte in the text
    std::string message;
    bool warning = false;
};

struct Lexemes {
    std::vector<Lexeme> list;  // ends with Sign::end
    std::vector<Flaw> flaws;
};

Lexemes lex(std::string_view text);

// Whether the word, without quotes, would be read as something else.
bool needs_quotes(std::string_view word);

}  // namespace watchword::query
