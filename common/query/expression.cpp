#include "common/query/expression.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include "common/query/lexer.hpp"

namespace watchword::query {

namespace {

// How tightly an expression holds together; an operand that holds less tightly than its place asks for needs
// brackets.
enum class Binding { any, all, none, near, operand };

Binding binding_of(const Expression& expression) {
    switch (expression.kind) {
        case Kind::any:
            return Binding::any;
        case Kind::all:
            return Binding::all;
        case Kind::none:
            return Binding::none;
        case Kind::near:
        case Kind::together:
            return Binding::near;
        default:
            return Binding::operand;
    }
}

std::string_view field_name(Field field) {
    switch (field) {
        case Field::title:
            return "title:";
        case Field::standfirst:
            return "lead:";
        case Field::body:
            return "body:";
        case Field::author:
            return "author:";
        case Field::tag:
            return "tag:";
        case Field::feed:
            return "feed:";
        case Field::source:
            return "source:";
        case Field::url:
            return "url:";
        case Field::language:
            return "lang:";
    }
    return {};
}

void put(const Expression& expression, Binding wanted, std::string& out);

void put_group(const Expression& expression, std::string_view before, std::string& out) {
    out += before;
    out += '(';
    put(expression.operands.front(), Binding::any, out);
    out += ')';
}

void put_joined(const Expression& expression, std::string_view sign, Binding wanted, std::string& out) {
    bool first = true;
    for (const Expression& operand : expression.operands) {
        if (!std::exchange(first, false)) out += sign;
        put(operand, wanted, out);
    }
}

void put_near(const Expression& expression, std::string& out) {
    put(expression.operands[0], Binding::operand, out);
    out += expression.negated ? " NOT " : " ";
    out += expression.ordered ? "ONEAR/" : "NEAR/";
    out += std::to_string(expression.number) + " ";
    put(expression.operands[1], Binding::operand, out);
}

void put_words(const Expression& expression, std::string& out) {
    if (expression.forms == Forms::off) out += '=';
    // A phrase that holds a straight quote was written in typographic ones.
    bool straight = expression.text.find('"') == std::string::npos;
    if (needs_quotes(expression.text)) {
        out += straight ? "\"" : "«";
        out += expression.text;
        out += straight ? "\"" : "»";
    } else {
        out += expression.text;
    }
    if (expression.forms == Forms::forced) out += '~';
}

void put(const Expression& expression, Binding wanted, std::string& out) {
    bool brackets = binding_of(expression) < wanted;
    if (brackets) out += '(';
    switch (expression.kind) {
        case Kind::words:
            put_words(expression, out);
            break;
        case Kind::regex:
            out += "/" + expression.text + "/";
            break;
        case Kind::list:
            out += "@" + expression.text;
            break;
        case Kind::any:
            put_joined(expression, " OR ", Binding::all, out);
            break;
        case Kind::all:
            put_joined(expression, " AND ", Binding::none, out);
            break;
        case Kind::none:
            out += "NOT ";
            put(expression.operands.front(), Binding::none, out);
            break;
        case Kind::near:
            put_near(expression, out);
            break;
        case Kind::together:
            put_joined(expression, expression.unit == Unit::sentence ? " SENT " : " PARA ", Binding::operand,
                       out);
            break;
        case Kind::at_least:
            put_group(expression, "atleast" + std::to_string(expression.number), out);
            break;
        case Kind::first:
            put_group(expression, "first" + std::to_string(expression.number), out);
            break;
        case Kind::in_field:
            put_group(expression, field_name(expression.field), out);
            break;
        case Kind::appeared:
            put_group(expression, "appeared:", out);
            break;
        case Kind::removed:
            put_group(expression, "removed:", out);
            break;
        case Kind::exact:
            put_group(expression, "exact:", out);
            break;
        case Kind::cased:
            put_group(expression, "case:", out);
            break;
        case Kind::raw:
            put_group(expression, "raw:", out);
            break;
    }
    if (brackets) out += ')';
}

}  // namespace

bool same(const Expression& a, const Expression& b) {
    auto own = [](const Expression& e) {
        return std::tie(e.kind, e.text, e.forms, e.field, e.unit, e.number, e.ordered, e.negated);
    };
    return own(a) == own(b) && std::ranges::equal(a.operands, b.operands, same);
}

std::string print(const Expression& expression) {
    std::string out;
    put(expression, Binding::any, out);
    return out;
}

}  // namespace watchword::query
