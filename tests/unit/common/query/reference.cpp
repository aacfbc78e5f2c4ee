// The matcher against a second evaluator that follows the definitions word for word and knows no index:
// random queries, random texts of many scripts. A failure prints the query, the text and the number of the
// round, which is its seed.

#include <algorithm>
#include <random>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include <gtest/gtest.h>

#include "common/text/tokens.hpp"
#include "tests/unit/common/query/ask.hpp"

namespace watchword::query {
namespace {

const std::vector<std::string> pieces = {"maidan",
                                         "Maidan",
                                         "MAIDAN",
                                         "maid",
                                         "café",
                                         "cafe\u0301",
                                         "cafe",
                                         "ﬁnance",
                                         "finance",
                                         "ＦＵＬＬ",
                                         "full",
                                         "full\u00ADest",
                                         "fullest",
                                         "straße",
                                         "STRASSE",
                                         "σίσυφος",
                                         "ΣΊΣΥΦΟΣ",
                                         "ёлка",
                                         "елка",
                                         "й",
                                         "и\u0306",
                                         "o'neill",
                                         "O’Neill",
                                         "пʼять",
                                         "al-jazeera",
                                         "u.s.",
                                         "ไทย",
                                         "กรุงเทพ",
                                         "ลาว",
                                         "ភ្នំពេញ",
                                         "မြန်မာ",
                                         "中国",
                                         "中",
                                         "國",
                                         "日本",
                                         "ニュース",
                                         "ﾆｭｰｽ",
                                         "한국",
                                         "😀",
                                         "a😀b",
                                         "x²",
                                         "٣",
                                         "12",
                                         "1,2",
                                         "İzmir",
                                         "izmir",
                                         "ǅ",
                                         "e\u0301\u0323",
                                         "\u200Dzero\u200C"};
const std::vector<std::string> gaps = {" ", " ", " ", "\u00A0", "-", ", ", ". ", "\n", "", "\u3000", "’", "–", "…"};

using Random = std::mt19937;

std::size_t below(Random& random, std::size_t bound) {
    return random() % bound;
}

std::string text_of(Random& random, std::size_t most) {
    std::string text;
    for (std::size_t i = below(random, most); i-- > 0;)
        text += pieces[below(random, pieces.size())] + gaps[below(random, gaps.size())];
    return text;
}

struct Text {
    Field field;
    std::string text;
    text::Tokens tokens;
    std::vector<std::string> keys, written;
    std::vector<int> paragraphs;  // by token

    Text(Field f, std::string t) : field(f), text(std::move(t)) {
        text::tokenize(text, tokens);
        keys = text::keys_of(text);
        written = text::keys_of(text, text::Letters::as_written);
        for (const text::Token& token : tokens.list) {
            auto end = text.begin() + token.begin;
            paragraphs.push_back(static_cast<int>(std::count(text.begin(), end, '\n')));
        }
    }
};

// Words [begin, end) of a field.
using Place = std::tuple<std::size_t, std::size_t, std::size_t>;
using PlaceSet = std::set<Place>;

struct Ast {
    enum { words, prefix, cased, all, any, none, near, para, at_least, first, title } op;
    std::string text;
    std::size_t number = 0;
    bool ordered = false, negated = false;
    std::vector<Ast> operands{};
};

Ast leaf_of(Random& random) {
    while (true) {
        Ast leaf{Ast::words, text_of(random, 4)};
        std::ranges::replace(leaf.text, '\n', ' ');
        auto keys = text::keys_of(leaf.text);
        if (keys.empty()) continue;
        if (random() % 8 == 0) leaf.op = Ast::cased;
        if (random() % 6 == 0)
            leaf = {Ast::prefix, std::vector<std::string>{"maid", "ful", "caf", "мав", "σίσ"}[random() % 5]};
        return leaf;
    }
}

Ast place_of(Random& random) {
    if (random() % 3 > 0) return leaf_of(random);
    Ast either{Ast::any, {}};
    for (std::size_t i = 2 + random() % 2; i-- > 0;) either.operands.push_back(leaf_of(random));
    return either;
}

Ast query_of(Random& random, int depth) {
    switch (depth == 0 ? 0 : random() % 11) {
        case 3:
        case 4: {
            Ast both{Ast::all, {}};
            for (std::size_t i = 2 + random() % 2; i-- > 0;) both.operands.push_back(query_of(random, depth - 1));
            if (random() % 2) both.operands.push_back({Ast::none, {}, 0, false, false, {query_of(random, depth - 1)}});
            return both;
        }
        case 5: {
            Ast either{Ast::any, {}};
            for (std::size_t i = 2 + random() % 3; i-- > 0;) either.operands.push_back(query_of(random, depth - 1));
            return either;
        }
        case 6:
        case 7: {
            Ast near{Ast::near,         {},
                     random() % 5,      random() % 2 == 0,
                     random() % 3 == 0, {place_of(random), place_of(random)}};
            return near;
        }
        case 8:
            return {Ast::para, {}, 0, false, false, {place_of(random), place_of(random)}};
        case 9:
            return {random() % 2 ? Ast::at_least : Ast::first, {}, 1 + random() % 4, false, false, {place_of(random)}};
        case 10:
            return {Ast::title, {}, 0, false, false, {query_of(random, 0)}};
        default:
            return leaf_of(random);
    }
}

std::string written(const Ast& ast) {
    auto group = [&](std::string before) { return before + "(" + written(ast.operands[0]) + ")"; };
    std::string joint;
    switch (ast.op) {
        case Ast::words:
            return "=\"" + ast.text + "\"";
        case Ast::cased:
            return "case:\"" + ast.text + "\"";
        case Ast::prefix:
            return "=" + ast.text + "*";
        case Ast::none:
            return "NOT " + written(ast.operands[0]);
        case Ast::at_least:
            return group("atleast" + std::to_string(ast.number));
        case Ast::first:
            return group("first" + std::to_string(ast.number));
        case Ast::title:
            return group("title:");
        case Ast::all:
            joint = " AND ";
            break;
        case Ast::any:
            joint = " OR ";
            break;
        case Ast::para:
            joint = " PARA ";
            break;
        case Ast::near:
            joint = std::string(ast.negated ? " NOT" : "") + (ast.ordered ? " ONEAR/" : " NEAR/") +
                    std::to_string(ast.number) + " ";
    }
    std::string text;
    for (const Ast& operand : ast.operands) text += (text.empty() ? "(" : joint) + written(operand);
    return text + ")";
}

class Reference {
  public:
    explicit Reference(const std::vector<Text>& fields) : fields_(fields) {}

    bool holds(const Ast& ast, std::size_t first_words = SIZE_MAX, bool title_only = false) const {
        auto each = [&](const Ast& operand) { return holds(operand, first_words, title_only); };
        switch (ast.op) {
            case Ast::all:
                return std::ranges::all_of(ast.operands, each);
            case Ast::any:
                return std::ranges::any_of(ast.operands, each);
            case Ast::none:
                return !each(ast.operands[0]);
            case Ast::title:
                return holds(ast.operands[0], first_words, true);
            case Ast::at_least:
                return places(ast.operands[0], first_words, title_only).size() >= ast.number;
            default:
                return !places(ast, first_words, title_only).empty();
        }
    }

    // Every place to be marked in an article that matches.
    void mark(const Ast& ast, PlaceSet& marks, std::size_t first_words = SIZE_MAX, bool title_only = false) const {
        switch (ast.op) {
            case Ast::none:
                return;
            case Ast::title:
                return mark(ast.operands[0], marks, first_words, true);
            case Ast::all:
            case Ast::any:
                for (const Ast& operand : ast.operands) mark(operand, marks, first_words, title_only);
                return;
            case Ast::at_least:
                return mark(ast.operands[0], marks, first_words, title_only);
            default:
                marks.merge(places(ast, first_words, title_only));
        }
    }

  private:
    // The occurrences that satisfy a leaf, an OR of leaves, or what stands in a satisfying NEAR or PARA.
    PlaceSet places(const Ast& ast, std::size_t first_words, bool title_only) const {
        PlaceSet found;
        switch (ast.op) {
            case Ast::any:
                for (const Ast& operand : ast.operands) found.merge(places(operand, first_words, title_only));
                return found;
            case Ast::first:
                return places(ast.operands[0], std::min(first_words, ast.number), title_only);
            case Ast::near:
            case Ast::para:
                return pairs(ast, first_words, title_only);
            default:
                break;
        }
        auto letters = ast.op == Ast::cased ? text::Letters::as_written : text::Letters::folded;
        std::vector<std::string> wanted = text::keys_of(ast.text, letters);
        for (std::size_t f = 0; f < fields_.size(); ++f) {
            const Text& field = fields_[f];
            if (title_only && field.field != Field::title) continue;
            const std::vector<std::string>& words = ast.op == Ast::cased ? field.written : field.keys;
            for (std::size_t begin = 0; begin + wanted.size() <= words.size(); ++begin) {
                std::size_t end = begin + wanted.size();
                if (field.field == Field::body && end > first_words) continue;
                bool same = true;
                for (std::size_t i = 0; i < wanted.size(); ++i)
                    same &=
                        ast.op == Ast::prefix ? words[begin + i].starts_with(wanted[i]) : words[begin + i] == wanted[i];
                if (same) found.emplace(f, begin, end);
            }
        }
        return found;
    }

    PlaceSet pairs(const Ast& ast, std::size_t first_words, bool title_only) const {
        PlaceSet first = places(ast.operands[0], first_words, title_only);
        PlaceSet second = places(ast.operands[1], first_words, title_only);
        PlaceSet found;
        for (const Place& a : first) {
            bool alone = true;
            for (const Place& b : second) {
                if (!agree(ast, a, b)) continue;
                alone = false;
                if (!ast.negated) found.insert({a, b});
            }
            if (ast.negated && alone) found.insert(a);
        }
        return found;
    }

    bool agree(const Ast& ast, const Place& a, const Place& b) const {
        auto [field, a_begin, a_end] = a;
        auto [other, b_begin, b_end] = b;
        if (field != other) return false;
        if (ast.op == Ast::para) {
            const std::vector<int>& paragraph = fields_[field].paragraphs;
            return paragraph[a_begin] == paragraph[a_end - 1] && paragraph[b_begin] == paragraph[b_end - 1] &&
                   paragraph[a_begin] == paragraph[b_begin];
        }
        if (a_end <= b_begin) return b_begin - a_end <= ast.number;
        if (b_end <= a_begin) return !ast.ordered && a_begin - b_end <= ast.number;
        return ast.negated && a != b;  // what overlaps stands as near as can be
    }

    const std::vector<Text>& fields_;
};

std::size_t characters(std::string_view text) {
    return static_cast<std::size_t>(std::ranges::count_if(text, [](char c) { return (c & 0xC0) != 0x80; }));
}

TEST(Reference, AgreesOnRandomQueriesAndTexts) {
    std::size_t matched = 0;
    for (unsigned round = 0; round < 1'000; ++round) {
        Random random(round);
        std::vector<Text> fields;
        fields.emplace_back(Field::title, text_of(random, 6));
        fields.emplace_back(Field::standfirst, text_of(random, 6));
        fields.emplace_back(Field::body, text_of(random, 40));
        Subject subject{
            .title = fields[0].text, .standfirst = fields[1].text, .body = fields[2].text, .language = "en"};
        Reference reference(fields);
        Matcher matcher;
        std::vector<Ast> asts;
        for (std::uint64_t key = 0; key < 8; ++key) {
            asts.push_back(query_of(random, 2));
            matcher.add(key, query(written(asts.back())));
        }
        auto snapshot = matcher.snapshot();
        std::vector<std::uint64_t> matches = snapshot->match(subject);
        for (std::uint64_t key = 0; key < 8; ++key) {
            bool found = std::ranges::binary_search(matches, key);
            ASSERT_EQ(found, reference.holds(asts[key]))
                << "round " << round << ": " << written(asts[key]) << "\nin " << subject.title << "\n| "
                << subject.standfirst << "\n| " << subject.body;
            if (!found) continue;
            ++matched;
            PlaceSet marks;
            reference.mark(asts[key], marks);
            std::set<std::tuple<Field, std::size_t, std::size_t>> expected, hits;
            for (auto [field, begin, end] : marks) {
                const Text& in = fields[field];
                auto before = [&](std::size_t byte) { return characters(std::string_view(in.text).substr(0, byte)); };
                expected.emplace(in.field, before(in.tokens.list[begin].begin), before(in.tokens.list[end - 1].end));
            }
            for (const Hit& hit : snapshot->hits(key, subject)) hits.emplace(hit.field, hit.start, hit.end);
            ASSERT_EQ(hits, expected) << "round " << round << ": " << written(asts[key]) << "\nin " << subject.body;
        }
    }
    EXPECT_GT(matched, 250u);
}

}  // namespace
}  // namespace watchword::query
