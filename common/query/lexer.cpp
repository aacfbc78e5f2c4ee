#include "common/query/lexer.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <utility>

#include <unicode/uchar.h>
#include <unicode/utf8.h>

namespace watchword::query {

namespace {

constexpr std::array<std::pair<std::string_view, Field>, 10> fields{{{"title", Field::title},
                                                                     {"lead", Field::standfirst},
                                                                     {"standfirst", Field::standfirst},
                                                                     {"body", Field::body},
                                                                     {"author", Field::author},
                                                                     {"tag", Field::tag},
                                                                     {"feed", Field::feed},
                                                                     {"source", Field::source},
                                                                     {"url", Field::url},
                                                                     {"lang", Field::language}}};

constexpr std::array<std::pair<std::string_view, Kind>, 5> modifiers{{{"exact", Kind::exact},
                                                                      {"case", Kind::cased},
                                                                      {"raw", Kind::raw},
                                                                      {"appeared", Kind::appeared},
                                                                      {"removed", Kind::removed}}};

constexpr std::uint32_t number_max = 100'000;

std::string lower_ascii(std::string_view text) {
    std::string result(text);
    std::ranges::transform(result, result.begin(),
                           [](char c) { return 'A' <= c && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return result;
}

// The number that is the whole of `text`; too large a one counts as number_max + 1.
std::optional<std::uint32_t> number_of(std::string_view text) {
    if (text.empty() || !std::ranges::all_of(text, [](char c) { return '0' <= c && c <= '9'; })) return std::nullopt;
    std::uint32_t number = 0;
    auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{}) return number_max + 1;
    return std::min(number, number_max + 1);
}

struct Proximity {
    std::uint32_t number;
    bool ordered;
};

std::optional<Proximity> proximity_of(std::string_view word) {
    static constexpr std::array<std::pair<std::string_view, bool>, 4> names{
        {{"NEAR/", false}, {"W/", false}, {"ONEAR/", true}, {"PRE/", true}}};
    for (auto [name, ordered] : names) {
        if (!word.starts_with(name)) continue;
        if (auto number = number_of(word.substr(name.size()))) return Proximity{*number, ordered};
    }
    return std::nullopt;
}

bool is_quote(char32_t c) {
    return c == '"' || c == 0x201C || c == 0x201D || c == 0x201E || c == 0x201F || c == 0xAB || c == 0xBB ||
           c == 0xFF02;
}

bool closes(char32_t opening, char32_t c) {
    if (opening == '"') return c == '"';
    if (opening == 0xAB || opening == 0xBB) return c == 0xAB || c == 0xBB;
    return is_quote(c) && c != 0xAB && c != 0xBB;
}

bool is_space(char32_t c) {
    return u_isUWhiteSpace(static_cast<UChar32>(c)) || c == 0xFEFF;
}

class Lexer {
  public:
    explicit Lexer(std::string_view text) : text_(text) {}

    Lexemes run() {
        while (skip_space()) next();
        add(Sign::end, at_);
        return std::move(result_);
    }

  private:
    char32_t peek(std::uint32_t at, std::uint32_t* after = nullptr) const {
        if (at >= text_.size()) return 0;
        auto i = static_cast<std::int32_t>(at);
        UChar32 c;
        U8_NEXT(text_.data(), i, static_cast<std::int32_t>(text_.size()), c);
        if (after) *after = static_cast<std::uint32_t>(i);
        return c < 0 ? 0xFFFD : static_cast<char32_t>(c);
    }

    bool at_space(std::uint32_t at) const { return at >= text_.size() || is_space(peek(at)); }

    // Past white space and comments; false at the end.
    bool skip_space() {
        while (at_ < text_.size()) {
            std::uint32_t after = 0;
            char32_t c = peek(at_, &after);
            if (is_space(c)) {
                at_ = after;
            } else if (c == '#' && (at_space(after) || peek(after) == '#')) {
                std::size_t newline = text_.find('\n', at_);
                at_ = static_cast<std::uint32_t>(std::min(newline, text_.size()));
            } else {
                return true;
            }
        }
        return false;
    }

    Lexeme& add(Sign sign, std::uint32_t begin) {
        Lexeme& lexeme = result_.list.emplace_back();
        lexeme.sign = sign;
        lexeme.begin = begin;
        lexeme.end = at_;
        return lexeme;
    }

    void flaw(std::uint32_t at, std::string message, bool warning = false) {
        result_.flaws.push_back({at, std::move(message), warning});
    }

    void next() {
        std::uint32_t begin = at_;
        std::uint32_t after = 0;
        char32_t c = peek(at_, &after);
        if (c == '(' || c == ')') {
            at_ = after;
            add(c == '(' ? Sign::open : Sign::close, begin);
        } else if (is_quote(c)) {
            phrase(begin, false);
        } else if (c == '-' && !at_space(after) && peek(after) != '-' && peek(after) != ')') {
            at_ = after;
            add(Sign::not_sign, begin);
        } else if (c == '=' && is_quote(peek(after))) {
            at_ = after;
            phrase(begin, true);
        } else if (c == '=' && peek(after) == '(') {
            at_ = after;
            add(Sign::modifier, begin).kind = Kind::exact;
        } else if (c == '=' && !at_space(after) && peek(after) != ')') {
            at_ = after;
            plain_word(begin, word_end(after), true);
        } else if (c == '/' && !at_space(after)) {
            regex(begin);
        } else {
            word(begin);
        }
    }

    void phrase(std::uint32_t begin, bool exact) {
        std::uint32_t inside = 0;
        char32_t opening = peek(at_, &inside);
        auto find_end = [&](auto is_end) -> std::optional<std::uint32_t> {
            std::uint32_t after = 0;
            for (std::uint32_t i = inside; i < text_.size(); i = after) {
                if (is_end(peek(i, &after))) return i;
            }
            return std::nullopt;
        };
        auto end = find_end([opening](char32_t c) { return closes(opening, c); });
        if (!end) end = find_end(is_quote);
        if (!end) {
            flaw(begin, "this quote is never closed; put a \" after the last word of the phrase");
            end = static_cast<std::uint32_t>(text_.size());
            at_ = *end;
        } else {
            peek(*end, &at_);
        }
        bool forced = at_ < text_.size() && text_[at_] == '~';
        if (forced) ++at_;
        Lexeme& lexeme = add(Sign::phrase, begin);
        lexeme.text = text_.substr(inside, *end - inside);
        lexeme.exact = exact;
        lexeme.forced = forced;
    }

    void regex(std::uint32_t begin) {
        for (std::uint32_t i = begin + 1; i < text_.size() && text_[i] != '\n'; ++i) {
            if (text_[i] == '\\') {
                ++i;
            } else if (text_[i] == '/') {
                at_ = i + 1;
                add(Sign::regex, begin).text = text_.substr(begin + 1, i - begin - 1);
                return;
            }
        }
        flaw(begin, "a regular expression needs a closing /; to find the words, put them in quotes");
        at_ = word_end(begin);
    }

    std::uint32_t word_end(std::uint32_t from) const {
        std::uint32_t after = from;
        for (std::uint32_t i = from; i < text_.size(); i = after) {
            char32_t c = peek(i, &after);
            if (is_space(c) || c == '(' || c == ')' || is_quote(c)) return i;
        }
        return static_cast<std::uint32_t>(text_.size());
    }

    void word(std::uint32_t begin) {
        if (modifier(begin)) return;
        std::uint32_t end = word_end(begin);
        std::string_view word = text_.substr(begin, end - begin);
        if (count(begin, end, word) || operator_word(begin, end, word)) return;
        if (word.starts_with('@') && word.size() > 1) {
            at_ = end;
            add(Sign::list, begin).text = word.substr(1);
            return;
        }
        plain_word(begin, end, false);
    }

    // `title:` and the like, only where a name of letters stands right before the colon.
    bool modifier(std::uint32_t begin) {
        std::uint32_t colon = begin;
        std::uint32_t after = begin;
        while (colon < text_.size() && u_isalpha(static_cast<UChar32>(peek(colon, &after)))) colon = after;
        if (colon == begin || colon >= text_.size() || text_[colon] != ':') return false;
        if (text_.substr(colon + 1, 2) == "//") return false;
        std::string name = lower_ascii(text_.substr(begin, colon - begin));
        at_ = colon + 1;
        auto field = std::ranges::find(fields, name, [](auto& entry) { return entry.first; });
        if (field != fields.end()) {
            Lexeme& lexeme = add(Sign::modifier, begin);
            lexeme.kind = Kind::in_field;
            lexeme.field = field->second;
            return true;
        }
        auto other = std::ranges::find(modifiers, name, [](auto& entry) { return entry.first; });
        if (other != modifiers.end()) {
            add(Sign::modifier, begin).kind = other->second;
            return true;
        }
        flaw(begin, "there is no field `" + name +
                        "`; there are title, lead, body, author, tag, feed, source, url and lang; to find the words, "
                        "put them in quotes");
        return true;
    }

    // atleast3( and first50(
    bool count(std::uint32_t begin, std::uint32_t end, std::string_view word) {
        if (end >= text_.size() || text_[end] != '(') return false;
        std::string name = lower_ascii(word);
        for (auto [prefix, kind] : {std::pair{std::string_view("atleast"), Kind::at_least}, {"first", Kind::first}}) {
            if (!name.starts_with(prefix)) continue;
            auto number = number_of(std::string_view(name).substr(prefix.size()));
            if (!number) continue;
            at_ = end;
            Lexeme& lexeme = add(Sign::count, begin);
            lexeme.kind = kind;
            lexeme.number = checked(begin, *number, 1);
            return true;
        }
        return false;
    }

    std::uint32_t checked(std::uint32_t at, std::uint32_t number, std::uint32_t least) {
        if (least <= number && number <= number_max) return number;
        flaw(at, "the number must be from " + std::to_string(least) + " to " + std::to_string(number_max));
        return least;
    }

    bool operator_word(std::uint32_t begin, std::uint32_t end, std::string_view word) {
        at_ = end;
        if (word == "AND") return add(Sign::and_sign, begin), true;
        if (word == "OR") return add(Sign::or_sign, begin), true;
        if (word == "NOT") {
            negated_near(begin);
            return true;
        }
        if (word == "SENT" || word == "PARA") {
            add(Sign::together, begin).unit = word == "SENT" ? Unit::sentence : Unit::paragraph;
            return true;
        }
        if (auto near = proximity_of(word)) {
            add_near(begin, *near, false);
            return true;
        }
        std::string_view name = word.substr(0, word.find('/'));
        if (name == "NEAR" || name == "ONEAR") {
            flaw(begin, std::string(name) + " needs the number of words that may stand between: " + std::string(name) +
                            "/5; to find the word, put it in quotes");
            add_near(begin, {5, name == "ONEAR"}, false);
            return true;
        }
        at_ = begin;
        return false;
    }

    // NOT, or NOT NEAR/5 when that follows.
    void negated_near(std::uint32_t begin) {
        std::uint32_t after_not = at_;
        if (skip_space()) {
            std::uint32_t end = word_end(at_);
            if (auto near = proximity_of(text_.substr(at_, end - at_))) {
                at_ = end;
                add_near(begin, *near, true);
                return;
            }
        }
        at_ = after_not;
        add(Sign::not_sign, begin);
    }

    void add_near(std::uint32_t begin, Proximity near, bool negated) {
        Lexeme& lexeme = add(Sign::near, begin);
        lexeme.ordered = near.ordered;
        lexeme.negated = negated;
        lexeme.number = near.number;
        checked(begin, near.number, 0);
    }

    void plain_word(std::uint32_t begin, std::uint32_t end, bool exact) {
        std::uint32_t inside = begin + (exact ? 1 : 0);
        std::string_view word = text_.substr(inside, end - inside);
        bool forced = word.size() > 1 && word.ends_with('~');
        if (forced) word.remove_suffix(1);
        at_ = end;
        Lexeme& lexeme = add(Sign::word, begin);
        lexeme.text = word;
        lexeme.exact = exact;
        lexeme.forced = forced;
    }

    std::string_view text_;
    std::uint32_t at_ = 0;
    Lexemes result_;
};

}  // namespace

Lexemes lex(std::string_view text) {
    return Lexer(text).run();
}

bool needs_quotes(std::string_view word) {
    // What may stand after it: the bracket of its group, or a blank.
    return std::ranges::any_of(std::array{")", " )"}, [word](const char* after) {
        Lexemes lexemes = lex(std::string(word) + after);
        return !lexemes.flaws.empty() || lexemes.list.size() != 3 || lexemes.list[0].sign != Sign::word ||
               lexemes.list[0].text != word || lexemes.list[0].exact;
    });
}

}  // namespace watchword::query
