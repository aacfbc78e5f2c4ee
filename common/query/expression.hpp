#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "common/query/hit.hpp"
#include "common/query/query.hpp"

namespace watchword::query {

enum class Kind : std::uint8_t {
    words,     // a word, a phrase, a prefix, or a phrase with prefixes in it
    regex,     // /text/
    all,       // AND
    any,       // OR
    none,      // NOT
    near,      // NEAR/n, ONEAR/n, NOT NEAR/n
    together,  // SENT, PARA
    at_least,  // atleastN( )
    first,     // firstN( )
    in_field,  // title: and the other fields
    appeared,
    removed,
    exact,  // exact: or = before a bracket
    cased,  // case:
    raw,    // raw:
    list,   // @text; its one operand is what the list stands for
};

enum class Forms : std::uint8_t { by_option, off, forced };  // nothing, `=` before, `~` after

enum class Unit : std::uint8_t { sentence, paragraph };

// A stretch of the query's text, or of a list's: an index into Parsed::sources and bytes in it.
struct Place {
    std::uint32_t source = 0;
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
};

// A query as its author wrote it, as a tree. Lists are resolved; nothing else is interpreted.
struct Expression {
    Kind kind = Kind::words;
    std::vector<Expression> operands;
    std::string text;  // words: without quotes and signs of the language; regex, list: without / and @
    Forms forms = Forms::by_option;
    Field field = Field::title;
    Unit unit = Unit::sentence;
    std::uint32_t number = 0;  // near: words between; at_least: occurrences; first: words
    bool ordered = false;
    bool negated = false;
    Place place;
};

// Whether two expressions mean the same; places do not count.
bool same(const Expression& a, const Expression& b);

enum class Brackets { needed, all };  // all: also where the order of the operators says the same

// The expression in the query language, in one spelling: read(print(e)) is the same as e.
std::string print(const Expression& expression, Brackets brackets = Brackets::needed);

}  // namespace watchword::query
