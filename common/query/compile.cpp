#include <algorithm>
#include <bit>
#include <optional>
#include <utility>

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "common/query/compiled.hpp"
#include "common/query/fold.hpp"
#include "common/query/parser.hpp"
#include "common/text/tokens.hpp"

namespace watchword::query {

namespace {

constexpr std::size_t terms_max = 10'000;
constexpr std::size_t near_max = 1'000;
constexpr std::int64_t regex_memory_max = 1 << 20;

enum class Spelling { folded, cased, raw };

// What the operators around a leaf ask of it.
struct Context {
    Scope scope;
    std::optional<Field> field;
    Spelling spelling = Spelling::folded;
    bool exact = false;
    bool edit = false;
};

std::uint16_t section_of(Field field) {
    switch (field) {
        case Field::title:
            return title_section;
        case Field::standfirst:
            return standfirst_section;
        case Field::body:
            return body_section;
        case Field::author:
            return author_section;
        case Field::tag:
            return tag_section;
        case Field::feed:
            return feed_section;
        case Field::url:
            return url_section;
        case Field::source:
        case Field::language:
            return 0;
    }
    return 0;
}

bool is_alone_field(const std::optional<Field>& field) {
    return field == Field::source || field == Field::language;
}

// Whether any match needs a word of its own to be there: what a query, and each side of an OR, must have.
bool needs_something(const Query::Compiled& compiled, std::uint32_t at) {
    const Node& node = compiled.nodes[at];
    auto holds = [&](std::uint32_t child) { return needs_something(compiled, child); };
    switch (node.op) {
        case Op::none:
            return false;
        case Op::all:
        case Op::any: {
            for (std::uint32_t child = at + 1; child < node.extent; child = compiled.end(child)) {
                if (holds(child) != (node.op == Op::any)) return node.op == Op::all;
            }
            return node.op == Op::any;
        }
        default:
            return true;
    }
}

// The leading alternative of a query that needs nothing, for the fault's place.
const Expression& culprit(const Expression& expression) {
    if (expression.kind == Kind::none || expression.operands.empty()) return expression;
    for (const Expression& operand : expression.operands) {
        const Expression& found = culprit(operand);
        if (found.kind == Kind::none) return found;
    }
    return expression.operands.front();
}

class Compiler {
  public:
    Compiler(const std::vector<std::string>& sources, const Options& options, std::vector<Fault>& faults)
        : sources_(sources), options_(options), faults_(faults), compiled_(std::make_shared<Query::Compiled>()) {
        compiled_->text = sources.front();
        if (sources.size() > 1) rare().lists.assign(sources.begin() + 1, sources.end());
    }

    std::shared_ptr<const Query::Compiled> run(const Expression& root) {
        add(root, Context{});
        if (terms_ > terms_max) {
            fault(root.place, "there are more than 10,000 words and phrases in this query; split it into several");
        }
        if (nears_ > near_max) fault(root.place, "there are more than 1,000 NEAR in this query; split it into several");
        if (!failed_ && !needs_something(*compiled_, 0)) {
            fault(culprit(root).place,
                  "this would match nearly every article, for nothing but NOT stands here; say what to find "
                  "beside "
                  "what to leave out: peace AND NOT prize");
        }
        if (failed_) return nullptr;
        if (!faults_.empty()) rare().warnings = faults_;
        compiled_->text.shrink_to_fit();
        compiled_->nodes.shrink_to_fit();
        compiled_->places.shrink_to_fit();
        compiled_->words.shrink_to_fit();
        return compiled_;
    }

  private:
    void fault(const Place& place, std::string message, bool warning = false) {
        // Lists are the configuration's; what is wrong in one is told by its text, at the place that names
        // it.
        Place shown = place.source == 0 ? place : list_place_;
        if (place.source != 0) {
            message = "in `" +
                      sources_[place.source].substr(place.begin, std::min<std::size_t>(place.end - place.begin, 60)) +
                      "` of a list: " + message;
        }
        faults_.push_back(fault_at(sources_.front(), shown.begin, std::move(message), warning));
        failed_ |= !warning;
    }

    Query::Compiled::Rare& rare() {
        if (!compiled_->rare) compiled_->rare = std::make_unique<Query::Compiled::Rare>();
        return *compiled_->rare;
    }

    std::uint16_t scope_index(const Scope& scope) {
        if (scope == Scope{}) return 0;
        std::vector<Scope>& scopes = rare().scopes;
        auto found = std::ranges::find(scopes, scope);
        if (found == scopes.end()) found = scopes.insert(found, scope);
        return static_cast<std::uint16_t>(found - scopes.begin() + 1);
    }

    Node& add_leaf(Op op, const Expression& expression, const Scope& scope) {
        Node node{.op = op};
        node.scope = scope_index(scope);
        node.extent = static_cast<std::uint32_t>(word_count_);
        compiled_->nodes.push_back(node);
        compiled_->places.add(expression.place);
        return compiled_->nodes.back();
    }

    void add_joined(Op op, const Expression& expression, const Context& context) {
        Node node{.op = op};
        node.ordered = expression.ordered;
        node.negated = expression.negated;
        node.number = expression.number;
        std::size_t at = compiled_->nodes.size();
        compiled_->nodes.push_back(node);
        for (const Expression& operand : expression.operands) add(operand, context);
        compiled_->nodes[at].extent = static_cast<std::uint32_t>(compiled_->nodes.size());
    }

    void add(const Expression& expression, Context context) {
        switch (expression.kind) {
            case Kind::words:
                return add_words(expression, context);
            case Kind::regex:
                return add_regex(expression, context);
            case Kind::all:
                return add_joined(Op::all, expression, context);
            case Kind::any:
                return add_joined(Op::any, expression, context);
            case Kind::none:
                return add_joined(Op::none, expression, context);
            case Kind::near:
                ++nears_;
                need_positions(expression, expression.negated ? "NOT NEAR" : expression.ordered ? "ONEAR" : "NEAR");
                return add_joined(Op::near, expression, context);
            case Kind::together:
                need_positions(expression, expression.unit == Unit::sentence ? "SENT" : "PARA");
                return add_joined(expression.unit == Unit::sentence ? Op::sentence : Op::paragraph, expression,
                                  context);
            case Kind::at_least:
                need_positions(expression, "atleast" + std::to_string(expression.number));
                return add_joined(Op::at_least, expression, context);
            case Kind::first:
                context.scope.first_words = std::min(context.scope.first_words, expression.number);
                break;
            case Kind::in_field:
                if (!enter_field(expression, context)) return;
                break;
            case Kind::appeared:
            case Kind::removed:
                if (!enter_edit(expression, context)) return;
                break;
            case Kind::exact:
                context.exact = true;
                break;
            case Kind::cased:
                context.spelling = Spelling::cased;
                break;
            case Kind::raw:
                context.spelling = Spelling::raw;
                break;
            case Kind::list: {
                Place outer = std::exchange(list_place_, expression.place.source == 0 ? expression.place : list_place_);
                add(expression.operands.front(), context);
                list_place_ = outer;
                return;
            }
        }
        add(expression.operands.front(), context);
    }

    bool enter_field(const Expression& expression, Context& context) {
        if (context.field && *context.field != expression.field) {
            fault(expression.place, "one field inside another finds nothing; write them beside each other with AND");
            return false;
        }
        if (context.edit) {
            fault(expression.place,
                  "appeared: and removed: look at the text of title, lead and body together; take the field "
                  "out");
            return false;
        }
        context.field = expression.field;
        context.scope.sections = section_of(expression.field);
        return true;
    }

    bool enter_edit(const Expression& expression, Context& context) {
        if (context.edit || context.field) {
            fault(expression.place,
                  "appeared: and removed: cannot stand inside a field or each other; write them beside it "
                  "with AND");
            return false;
        }
        context.edit = true;
        context.scope.sections = expression.kind == Kind::appeared ? appeared_section : removed_section;
        compiled_->watches_edits = true;
        return true;
    }

    // NEAR and its like compare places: their operands are words, phrases and prefixes, or ORs of these.
    void need_positions(const Expression& expression, const std::string& name) {
        for (const Expression& operand : expression.operands) need_position(operand, name);
    }

    void need_position(const Expression& operand, const std::string& name) {
        switch (operand.kind) {
            case Kind::words:
                return;
            case Kind::any:
            case Kind::first:
            case Kind::appeared:
            case Kind::removed:
            case Kind::exact:
            case Kind::cased:
            case Kind::raw:
                return need_positions(operand, name);
            case Kind::list: {
                Place outer = std::exchange(list_place_, operand.place.source == 0 ? operand.place : list_place_);
                need_positions(operand, name);
                list_place_ = outer;
                return;
            }
            case Kind::in_field:
                if (!is_alone_field(operand.field)) return need_positions(operand, name);
                [[fallthrough]];
            default:
                fault(operand.place, name +
                                         " compares places in the text, and this part has none; use words, phrases, "
                                         "prefixes or (a OR b), and join the rest with AND");
        }
    }

    void add_regex(const Expression& expression, const Context& context) {
        ++terms_;
        constexpr std::uint16_t allowed = title_section | url_section | author_section;
        bool everywhere = !context.field && !context.edit;
        if (context.edit ||
            (context.field && context.field != Field::source && (section_of(*context.field) & allowed) == 0)) {
            return fault(expression.place, "a regular expression looks at title, url, author or source only");
        }
        re2::RE2::Options options(re2::RE2::Quiet);
        options.set_max_mem(regex_memory_max);
        auto regex = std::make_unique<re2::RE2>(expression.text, options);
        if (!regex->ok()) {
            return fault(expression.place, "this is no regular expression of RE2: " + regex->error());
        }
        Node& node = add_leaf(Op::regex, expression, {everywhere ? allowed : context.scope.sections});
        node.on_source = everywhere || context.field == Field::source;
        node.number = static_cast<std::uint32_t>(rare().regexes.size());
        rare().regexes.push_back(std::move(regex));
    }

    void add_value(const Expression& expression, const Context& context) {
        std::string value;
        for (char c : expression.text) {
            if (!u_isspace(static_cast<unsigned char>(c)))
                value += static_cast<char>('A' <= c && c <= 'Z' ? c + 32 : c);
        }
        bool source = context.field == Field::source;
        while (source && value.starts_with('.')) value.erase(0, 1);
        if (value.empty() || value.find('*') != std::string::npos || value.find('/') != std::string::npos) {
            return fault(expression.place, source ? "source: takes a domain such as example.org, which finds what is "
                                                    "below it too"
                                                  : "lang: takes a code of two letters such as kk");
        }
        Node& node = add_leaf(source ? Op::source : Op::language, expression, context.scope);
        node.number = add_spelling(std::move(value));
    }

    void add_words(const Expression& expression, const Context& context) {
        ++terms_;
        if (is_alone_field(context.field)) return add_value(expression, context);
        if (!options_.fold || context.spelling != Spelling::folded) return add_leaf_of_words(expression, context);
        // The signs for an apostrophe part two words, the letters join them to one.
        Expression apart = expression;
        Expression joined = expression;
        apart.text = with_apostrophes(expression.text, "’");
        joined.text = with_apostrophes(expression.text, "ʼ");
        if (apart.text == joined.text) return add_leaf_of_words(expression, context);
        std::size_t at = compiled_->nodes.size();
        compiled_->nodes.push_back({.op = Op::any});
        add_leaf_of_words(apart, context);
        add_leaf_of_words(joined, context);
        compiled_->nodes[at].extent = static_cast<std::uint32_t>(compiled_->nodes.size());
    }

    void add_leaf_of_words(const Expression& expression, const Context& context) {
        const std::string& text = expression.text;
        text::Tokens tokens;
        text::tokenize(text, tokens);
        Op op = context.spelling == Spelling::folded  ? Op::words
                : context.spelling == Spelling::cased ? Op::cased
                                                      : Op::raw;
        if (!check_words(expression, tokens, op)) return;
        Node& node = add_leaf(op, expression, context.scope);
        node.word_count = static_cast<std::uint16_t>(tokens.list.size());
        bool forms = op == Op::words && (expression.forms == Forms::forced ||
                                         (expression.forms == Forms::by_option && options_.forms && !context.exact));
        bool fold = op == Op::words && options_.fold;
        for (std::size_t i = 0; i < tokens.list.size(); ++i) {
            const text::Token& token = tokens.list[i];
            bool prefix = op != Op::raw && prefix_at(text, token);
            WordKind kind = prefix ? WordKind::prefix : forms ? WordKind::forms : WordKind::exact;
            if (fold) {
                compiled_->words.add({without_accents(tokens.key(token)), kind, true});
            } else {
                compiled_->words.add({tokens.key(token), kind, false});
            }
            ++word_count_;
            const text::Token& longest = tokens.list[node.pivot];
            if (tokens.key(token).size() > tokens.key(longest).size()) node.pivot = static_cast<std::uint16_t>(i);
        }
        if (op != Op::words) node.number = add_spelling(op == Op::raw ? text : spelled(text));
    }

    std::uint32_t add_spelling(std::string spelling) {
        rare().spellings.push_back(std::move(spelling));
        return static_cast<std::uint32_t>(rare().spellings.size() - 1);
    }

    // The words as written, separated by blanks, which no word holds.
    static std::string spelled(std::string_view text) {
        std::string result;
        for (const std::string& key : text::keys_of(text, text::Letters::as_written)) {
            if (!result.empty()) result += ' ';
            result += key;
        }
        return result;
    }

    // A star right after a word, and no word right after the star.
    static bool prefix_at(std::string_view text, const text::Token& token) {
        return token.end < text.size() && text[token.end] == '*' &&
               (token.end + 1 == text.size() || !word_character_at(text, token.end + 1));
    }

    static bool word_character_at(std::string_view text, std::size_t at) {
        auto i = static_cast<std::int32_t>(at);
        UChar32 c;
        U8_NEXT(text.data(), i, static_cast<std::int32_t>(text.size()), c);
        return c >= 0 && (U_GET_GC_MASK(c) & (U_GC_L_MASK | U_GC_M_MASK | U_GC_N_MASK)) != 0;
    }

    bool check_words(const Expression& expression, const text::Tokens& tokens, Op op) {
        const std::string& text = expression.text;
        auto refuse = [&](std::string message) {
            fault(expression.place, std::move(message));
            return false;
        };
        if (tokens.list.empty()) {
            if (op == Op::raw && text.find_first_not_of(" \t\r\n") != std::string::npos) return true;
            if (text == "*") return refuse("a bare * would find everything; write the beginning of a word before it");
            return refuse("there is no letter or digit in this; to find signs, write raw:\"…\"");
        }
        if (tokens.list.size() > phrase_words_max) return refuse("this phrase has more than 1,000 words; shorten it");
        for (const text::Token& token : tokens.list) {
            if (tokens.key(token).size() > key_bytes_max) return refuse("this word is too long to be one; shorten it");
        }
        if (op == Op::raw) return true;
        bool quoted = !expression.place.source && sources_.front()[expression.place.begin] == '"';
        for (std::size_t at = text.find('*'); at != std::string::npos; at = text.find('*', at + 1)) {
            bool after_word = std::ranges::any_of(tokens.list, [&](auto& token) { return token.end == at; });
            bool before_word = at + 1 < text.size() && word_character_at(text, at + 1);
            if (!after_word) return refuse("a * stands only at the end of a word, as in ukrain*");
            if (before_word && !quoted) return refuse("a * stands only at the end of a word, as in ukrain*");
        }
        for (std::size_t i = 0; i < tokens.list.size(); ++i) {
            if (prefix_at(text, tokens.list[i]) && !long_enough(text, tokens, i)) {
                return refuse(
                    "this beginning is too short; write at least three letters (two in Chinese) before the "
                    "*");
            }
        }
        return true;
    }

    // Three characters, or two where each is a word of its own and they follow each other.
    static bool long_enough(std::string_view text, const text::Tokens& tokens, std::size_t index) {
        std::string_view key = tokens.key(tokens.list[index]);
        auto characters = [](std::string_view bytes) {
            return std::ranges::count_if(bytes, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; });
        };
        if (!text::stands_alone(key)) return characters(key) >= 3;
        std::size_t first = index;
        while (first > 0 && tokens.list[first - 1].end == tokens.list[first].begin &&
               text::stands_alone(tokens.key(tokens.list[first - 1]))) {
            --first;
        }
        std::int32_t at = 0;
        UChar32 c;
        U8_NEXT(text.data() + tokens.list[index].begin, at,
                static_cast<std::int32_t>(text.size() - tokens.list[index].begin), c);
        std::size_t least = u_hasBinaryProperty(c, UCHAR_IDEOGRAPHIC) ? 2 : 3;
        return index - first + 1 >= least;
    }

    const std::vector<std::string>& sources_;
    const Options& options_;
    std::vector<Fault>& faults_;
    std::shared_ptr<Query::Compiled> compiled_;
    Place list_place_;
    std::size_t terms_ = 0;
    std::size_t nears_ = 0;
    std::size_t word_count_ = 0;
    bool failed_ = false;
};

}  // namespace

std::shared_ptr<const Query::Compiled> compile(const Expression& root, const std::vector<std::string>& sources,
                                               const Options& options, std::vector<Fault>& faults) {
    return Compiler(sources, options, faults).run(root);
}

}  // namespace watchword::query
