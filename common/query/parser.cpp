#include "common/query/parser.hpp"

#include <algorithm>
#include <utility>

#include "common/query/lexer.hpp"
#include "common/text/tokens.hpp"

namespace watchword::query {

namespace {

// Brackets and lists within each other. A person writes five; the bound keeps recursion off the stack's end.
constexpr unsigned depth_max = 100;

struct Reader {
    const Lists& lists;
    std::vector<std::string> sources;
    std::vector<Fault> faults;
    std::vector<std::string> open_lists;  // from the outermost to the one being read
    unsigned depth = 0;
};

class Parser {
  public:
    // `blame` is where faults are reported when the text is a list's: the place of its name in the query.
    Parser(Reader& reader, std::uint32_t source, std::optional<Fault> blame)
        : reader_(reader), source_(source), text_(reader.sources[source]), blame_(std::move(blame)) {
        Lexemes lexemes = lex(text_);
        for (Flaw& flaw : lexemes.flaws) report(flaw.at, std::move(flaw.message), flaw.warning);
        lexemes_ = std::move(lexemes.list);
    }

    std::optional<Expression> run() {
        if (peek().sign == Sign::end) {
            report(0, "there is nothing to look for; write a word");
            return std::nullopt;
        }
        std::optional<Expression> result = disjunction();
        while (peek().sign == Sign::close) {
            report(peek().begin, "this bracket closes nothing; take it out or put a ( before");
            take();
            if (peek().sign != Sign::end && peek().sign != Sign::close) disjunction();
        }
        return result;
    }

  private:
    using Operand = std::optional<Expression>;

    const Lexeme& peek(std::size_t ahead = 0) const { return lexemes_[std::min(at_ + ahead, lexemes_.size() - 1)]; }
    const Lexeme& take() { return at_ + 1 < lexemes_.size() ? lexemes_[at_++] : lexemes_[at_]; }

    void report(std::uint32_t byte, std::string message, bool warning = false) {
        if (blame_) {
            Fault fault = *blame_;
            fault.message = "in @" + reader_.open_lists.back() + ": " + message;
            fault.warning = warning;
            reader_.faults.push_back(std::move(fault));
        } else {
            reader_.faults.push_back(fault_at(text_, byte, std::move(message), warning));
        }
    }

    static bool starts_operand(Sign sign) {
        switch (sign) {
            case Sign::open:
            case Sign::word:
            case Sign::phrase:
            case Sign::regex:
            case Sign::list:
            case Sign::not_sign:
            case Sign::count:
            case Sign::modifier:
                return true;
            default:
                return false;
        }
    }

    Expression node(Kind kind, const Lexeme& from) const {
        Expression expression;
        expression.kind = kind;
        expression.place = {source_, from.begin, from.end};
        return expression;
    }

    // The operands joined; one stands for itself. Nothing when any is missing, which has been reported.
    static Operand joined(Kind kind, std::vector<Operand> operands) {
        if (operands.size() == 1) return std::move(operands.front());
        Expression result;
        result.kind = kind;
        for (Operand& operand : operands) {
            if (!operand) return std::nullopt;
            result.operands.push_back(std::move(*operand));
        }
        result.place = {result.operands.front().place.source, result.operands.front().place.begin,
                        result.operands.back().place.end};
        return result;
    }

    Operand disjunction() {
        std::vector<Operand> operands;
        operands.push_back(conjunction());
        while (peek().sign == Sign::or_sign) {
            take();
            operands.push_back(conjunction());
        }
        return joined(Kind::any, std::move(operands));
    }

    Operand conjunction() {
        std::vector<Operand> operands;
        operands.push_back(negation());
        while (true) {
            if (peek().sign == Sign::and_sign) {
                take();
            } else if (starts_operand(peek().sign)) {
                suspect_operator();
                if (skip_lone_signs()) continue;
            } else {
                break;
            }
            operands.push_back(negation());
        }
        return joined(Kind::all, std::move(operands));
    }

    // A word in small letters between two operands that looks like an operator.
    void suspect_operator() {
        const Lexeme& word = peek();
        if (word.sign != Sign::word || word.exact || !starts_operand(peek(1).sign)) return;
        static constexpr std::pair<std::string_view, std::string_view> operators[] = {
            {"and", "AND"}, {"And", "AND"}, {"or", "OR"}, {"Or", "OR"}, {"not", "NOT"}, {"Not", "NOT"}};
        for (auto [written, meant] : operators) {
            if (word.text != written) continue;
            report(word.begin,
                   "`" + word.text + "` is looked for as a word here; write " + std::string(meant) +
                       " for the operator, or \"" + word.text + "\" for the word",
                   true);
        }
        for (std::string_view name : {"near/", "onear/", "w/", "pre/"}) {
            if (!word.text.starts_with(name) || word.text.size() == name.size()) continue;
            report(word.begin, "`" + word.text + "` is looked for as words here; operators are written in capitals",
                   true);
        }
    }

    // Takes words without a letter or digit, such as &, and says what was meant by them.
    bool skip_lone_signs() {
        const Lexeme& word = peek();
        if (word.sign != Sign::word || word.text == "*" || !text::keys_of(word.text).empty()) return false;
        std::string meant = word.text.find('|') != std::string::npos ? "for either, write OR"
                                                                     : "words beside each other must all be there";
        report(word.begin, "`" + word.text + "` is no operator and is left out; " + meant, true);
        take();
        return true;
    }

    Operand negation() {
        if (peek().sign != Sign::not_sign) return proximity();
        const Lexeme sign = take();
        if (!enter(sign.begin)) return std::nullopt;
        Operand operand = negation();
        --reader_.depth;
        if (!operand) return std::nullopt;
        Expression result = node(Kind::none, sign);
        result.place.end = operand->place.end;
        result.operands.push_back(std::move(*operand));
        return result;
    }

    Operand proximity() {
        Operand left = operand();
        bool chain = false;  // `left` was joined here, not in brackets of its own
        while (peek().sign == Sign::near || peek().sign == Sign::together) {
            const Lexeme sign = take();
            Operand right = operand();
            if (!left || !right) {
                left = std::nullopt;
                continue;
            }
            bool near = sign.sign == Sign::near;
            if (!near && left->kind == Kind::together && left->unit == sign.unit && chain) {
                left->place.end = right->place.end;
                left->operands.push_back(std::move(*right));
                continue;
            }
            Expression result = node(near ? Kind::near : Kind::together, sign);
            result.number = sign.number;
            result.ordered = sign.ordered;
            result.negated = sign.negated;
            result.unit = sign.unit;
            result.place = {source_, left->place.begin, right->place.end};
            result.operands.push_back(std::move(*left));
            result.operands.push_back(std::move(*right));
            left = std::move(result);
            chain = true;
        }
        return left;
    }

    bool enter(std::uint32_t at) {
        if (reader_.depth >= depth_max) {
            if (!too_deep_) {
                report(at, "brackets and operators stand more than " + std::to_string(depth_max) +
                               " deep here; take some out");
            }
            too_deep_ = true;
            at_ = lexemes_.size() - 1;
            return false;
        }
        ++reader_.depth;
        return true;
    }

    Operand operand() {
        const Lexeme sign = peek();
        switch (sign.sign) {
            case Sign::open:
                return group();
            case Sign::word:
            case Sign::phrase:
                return words(take());
            case Sign::regex: {
                Expression result = node(Kind::regex, take());
                result.text = sign.text;
                return result;
            }
            case Sign::list:
                return list(take());
            case Sign::count:
            case Sign::modifier:
                return modified(take());
            case Sign::not_sign:
                report(sign.begin, "NOT cannot stand here; put what it belongs to in brackets");
                return negation();
            case Sign::end:
            case Sign::close:
                report(sign.begin, "a word is missing here");
                return std::nullopt;
            default:
                report(sign.begin, "a word is missing before this operator; to find the word itself, put it in quotes");
                take();
                return starts_operand(peek().sign) ? negation() : std::nullopt;
        }
    }

    Operand group() {
        const Lexeme open = take();
        if (!enter(open.begin)) return std::nullopt;
        Operand inside = disjunction();
        --reader_.depth;
        if (peek().sign == Sign::close) {
            take();
        } else if (!too_deep_) {
            report(open.begin, "this bracket is never closed; put a ) where its part ends");
        }
        return inside;
    }

    Operand words(const Lexeme& lexeme) {
        Expression result = node(Kind::words, lexeme);
        result.text = lexeme.text;
        result.forms = lexeme.exact ? Forms::off : lexeme.forced ? Forms::forced : Forms::by_option;
        return result;
    }

    Operand modified(const Lexeme lexeme) {
        if (!enter(lexeme.begin)) return std::nullopt;
        Operand inside;
        if (lexeme.kind == Kind::raw && peek().sign == Sign::list) {
            Lexeme handle = take();
            handle.text.insert(0, 1, '@');
            inside = words(handle);
        } else if (starts_operand(peek().sign) && peek().sign != Sign::not_sign) {
            inside = operand();
        } else {
            std::string written = text_.substr(lexeme.begin, lexeme.end - lexeme.begin);
            report(lexeme.begin, "after `" + written + "` a word, a phrase or a group in brackets is missing");
        }
        --reader_.depth;
        if (!inside) return std::nullopt;
        Expression result = node(lexeme.kind, lexeme);
        result.field = lexeme.field;
        result.number = lexeme.number;
        result.place.end = inside->place.end;
        result.operands.push_back(std::move(*inside));
        return result;
    }

    Operand list(const Lexeme& lexeme) {
        auto found = reader_.lists.find(lexeme.text);
        if (found == reader_.lists.end()) {
            report(lexeme.begin, "there is no list @" + lexeme.text + "; define it under [lists], or write \"@" +
                                     lexeme.text + "\" to find the words");
            return std::nullopt;
        }
        if (std::ranges::find(reader_.open_lists, lexeme.text) != reader_.open_lists.end()) {
            report(lexeme.begin, "@" + lexeme.text + " refers to itself; take it out of the list");
            return std::nullopt;
        }
        if (!enter(lexeme.begin)) return std::nullopt;
        Fault blame = blame_ ? *blame_ : fault_at(text_, lexeme.begin, {});
        reader_.open_lists.push_back(lexeme.text);
        reader_.sources.push_back(found->second);
        Operand inside = Parser(reader_, static_cast<std::uint32_t>(reader_.sources.size() - 1), blame).run();
        reader_.open_lists.pop_back();
        --reader_.depth;
        if (!inside) return std::nullopt;
        Expression result = node(Kind::list, lexeme);
        result.text = lexeme.text;
        result.operands.push_back(std::move(*inside));
        return result;
    }

    Reader& reader_;
    std::uint32_t source_;
    std::string text_;
    std::optional<Fault> blame_;
    std::vector<Lexeme> lexemes_;
    std::size_t at_ = 0;
    bool too_deep_ = false;
};

}  // namespace

Parsed read(std::string_view text, const Lists& lists) {
    Reader reader{lists, {std::string(text)}, {}, {}, 0};
    std::optional<Expression> root = Parser(reader, 0, std::nullopt).run();
    auto place = [](const Fault& fault) { return std::pair(fault.line, fault.column); };
    std::ranges::stable_sort(reader.faults, {}, place);
    bool failed = std::ranges::any_of(reader.faults, [](const Fault& fault) { return !fault.warning; });
    if (failed) root.reset();
    return {std::move(root), std::move(reader.sources), std::move(reader.faults)};
}

Fault fault_at(std::string_view text, std::size_t byte, std::string message, bool warning) {
    Fault fault{1, 1, std::move(message), warning};
    for (std::size_t i = 0; i < std::min(byte, text.size()); ++i) {
        if (text[i] == '\n') {
            ++fault.line;
            fault.column = 1;
        } else if ((static_cast<unsigned char>(text[i]) & 0xC0) != 0x80) {
            ++fault.column;
        }
    }
    return fault;
}

}  // namespace watchword::query
