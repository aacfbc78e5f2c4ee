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

class Printer {
  public:
    explicit Printer(Brackets brackets) : brackets_(brackets) {}

    std::string print(const Expression& expression) {
        put(expression, Binding::any);
        return std::move(out_);
    }

  private:
    void put_group(const Expression& expression, std::string_view before) {
        out_ += before;
        out_ += '(';
        put(expression.operands.front(), Binding::any);
        out_ += ')';
    }

    void put_joined(const Expression& expression, std::string_view sign, Binding wanted) {
        bool first = true;
        for (const Expression& operand : expression.operands) {
            if (!std::exchange(first, false)) out_ += sign;
            put(operand, wanted);
        }
    }

    void put_near(const Expression& expression) {
        put(expression.operands[0], Binding::operand);
        out_ += expression.negated ? " NOT " : " ";
        out_ += expression.ordered ? "ONEAR/" : "NEAR/";
        out_ += std::to_string(expression.number) + " ";
        put(expression.operands[1], Binding::operand);
    }

    void put_words(const Expression& expression) {
        if (expression.forms == Forms::off) out_ += '=';
        // A phrase that holds a straight quote was written in typographic ones.
        bool straight = expression.text.find('"') == std::string::npos;
        if (needs_quotes(expression.text)) {
            out_ += straight ? "\"" : "«";
            out_ += expression.text;
            out_ += straight ? "\"" : "»";
        } else {
            out_ += expression.text;
        }
        if (expression.forms == Forms::forced) out_ += '~';
    }

    void put(const Expression& expression, Binding wanted) {
        Binding binding = binding_of(expression);
        bool joins = binding == Binding::all || binding == Binding::near;
        bool brackets = binding < wanted || (brackets_ == Brackets::all && joins && wanted != Binding::any);
        if (brackets) out_ += '(';
        switch (expression.kind) {
            case Kind::words:
                put_words(expression);
                break;
            case Kind::regex:
                out_ += "/" + expression.text + "/";
                break;
            case Kind::list:
                out_ += "@" + expression.text;
                break;
            case Kind::any:
                put_joined(expression, " OR ", Binding::all);
                break;
            case Kind::all:
                put_joined(expression, " AND ", Binding::none);
                break;
            case Kind::none:
                out_ += "NOT ";
                put(expression.operands.front(), Binding::none);
                break;
            case Kind::near:
                put_near(expression);
                break;
            case Kind::together:
                put_joined(expression, expression.unit == Unit::sentence ? " SENT " : " PARA ", Binding::operand);
                break;
            case Kind::at_least:
                put_group(expression, "atleast" + std::to_string(expression.number));
                break;
            case Kind::first:
                put_group(expression, "first" + std::to_string(expression.number));
                break;
            case Kind::in_field:
                put_group(expression, field_name(expression.field));
                break;
            case Kind::appeared:
                put_group(expression, "appeared:");
                break;
            case Kind::removed:
                put_group(expression, "removed:");
                break;
            case Kind::exact:
                put_group(expression, "exact:");
                break;
            case Kind::cased:
                put_group(expression, "case:");
                break;
            case Kind::raw:
                put_group(expression, "raw:");
                break;
        }
        if (brackets) out_ += ')';
    }

    Brackets brackets_;
    std::string out_;
};

}  // namespace

bool same(const Expression& a, const Expression& b) {
    auto own = [](const Expression& e) {
        return std::tie(e.kind, e.text, e.forms, e.field, e.unit, e.number, e.ordered, e.negated);
    };
    return own(a) == own(b) && std::ranges::equal(a.operands, b.operands, same);
}

std::string print(const Expression& expression, Brackets brackets) {
    return Printer(brackets).print(expression);
}

}  // namespace watchword::query
