#include "common/query/necessary.hpp"

#include "tests/unit/common/query/ask.hpp"

namespace watchword::query {
namespace {

std::string shown(const Necessary& condition) {
    switch (condition.kind) {
        case Necessary::Kind::anything:
            return "anything";
        case Necessary::Kind::word:
            return condition.key;
        case Necessary::Kind::prefix:
            return condition.key + "*";
        default:
            break;
    }
    std::string text = condition.kind == Necessary::Kind::all ? "all(" : "any(";
    for (const Necessary& part : condition.parts) text += (text.size() > 4 ? " " : "") + shown(part);
    return text + ")";
}

std::string of(std::string_view text, const Options& options = {.forms = false}) {
    return shown(necessary(query(text, options)));
}

TEST(Necessary, WordsOfAQuery) {
    EXPECT_EQ(of("Maidan"), "maidan");
    EXPECT_EQ(of("\"security council\""), "all(security council)");
    EXPECT_EQ(of("ukrain* kyiv"), "all(ukrain* kyiv)");
    EXPECT_EQ(of("a OR b OR (c d)"), "any(a b all(c d))");
    EXPECT_EQ(of("a a"), "a");
    EXPECT_EQ(of("a NEAR/5 (b OR c)"), "all(a any(b c))");
    EXPECT_EQ(of("atleast3(x) title:y first50(z)"), "all(x y z)");
    EXPECT_EQ(of("case:US raw:\"C++\""), "all(us c)");
    EXPECT_EQ(of("东京"), "all(东 京)");
}

TEST(Necessary, WordFormsAreTheirBeginnings) {
    EXPECT_EQ(of("майдан", {}), "any(maidan* maydan* майдан*)");
}

TEST(Necessary, WhatMayBeMissingIsNone) {
    EXPECT_EQ(of("a -b"), "a");
    EXPECT_EQ(of("a NOT NEAR/3 b"), "a");
    EXPECT_EQ(of("source:press.example"), "anything");
    EXPECT_EQ(of("a OR lang:ru"), "anything");
    EXPECT_EQ(of("a AND lang:ru"), "a");
    EXPECT_EQ(of("a OR /x+/"), "anything");
}

TEST(Necessary, WhatStandsOutsideTitleLeadAndBodyIsNone) {
    EXPECT_EQ(of("author:kumenov"), "anything");
    EXPECT_EQ(of("removed:(a) b"), "b");
    EXPECT_EQ(of("url:press OR a"), "anything");
    EXPECT_EQ(of("café", {.forms = false, .fold = true}), "anything");
}

TEST(Necessary, OfAQueryWithoutEndIsBounded) {
    std::string many = "w0";
    for (int i = 1; i < 9'000; ++i) many += " w" + std::to_string(i);
    EXPECT_EQ(necessary(query(many, {.forms = false})).parts.size(), necessary_words_max);
    std::string deep = "x";
    for (int i = 0; i < 60; ++i) deep = "(" + deep + (i % 2 == 0 ? " OR " : " ") + "y" + std::to_string(i) + ")";
    EXPECT_NE(of(deep), "");
}

}  // namespace
}  // namespace watchword::query
