#include "common/query/parser.hpp"

#include <random>
#include <string>
#include <utility>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/query/explain.hpp"
#include "tests/unit/common/query/ask.hpp"

namespace watchword::query {
namespace {

using testing::HasSubstr;

const Lists lists{{"leaders", "nazarbayev OR tokayev"}, {"circle", "a OR @circle"}, {"bad", "(a"}};

std::string printed(std::string_view text) {
    Parsed parsed = read(text, lists);
    return parsed.root ? print(*parsed.root) : "fault: " + parsed.faults.front().message;
}

Fault first_fault(std::string_view text) {
    auto parsed = parse(text, lists);
    return parsed ? Fault{0, 0, "none"} : parsed.error().front();
}

TEST(Parsing, BindsNearThenNotThenAndThenOr) {
    EXPECT_EQ(printed("a b OR c -d"), "a AND b OR c AND NOT d");
    EXPECT_EQ(printed("a NEAR/5 b c"), "a NEAR/5 b AND c");
    EXPECT_EQ(printed("NOT a NEAR/5 b c"), "NOT a NEAR/5 b AND c");
    EXPECT_EQ(printed("(a OR b) c"), "(a OR b) AND c");
}

TEST(Parsing, KnowsTheOtherNamesOfNear) {
    EXPECT_EQ(printed("a W/5 b"), "a NEAR/5 b");
    EXPECT_EQ(printed("a PRE/0 b"), "a ONEAR/0 b");
    EXPECT_EQ(printed("a NOT NEAR/5 b"), "a NOT NEAR/5 b");
    EXPECT_EQ(printed("a SENT b SENT c"), "a SENT b SENT c");
}

TEST(Parsing, TakesTypographicQuotesAndBlanks) {
    EXPECT_EQ(printed("“a b”\u00a0„c d“ «e f»"), "\"a b\" AND \"c d\" AND \"e f\"");
    EXPECT_EQ(printed("\"a «b» c\""), "\"a «b» c\"");
}

TEST(Parsing, SeesWordsWithSignsAsOneWord) {
    EXPECT_EQ(printed("o'neill al-jazeera #tag u.s. AT&T 10:30"),
              "o'neill AND al-jazeera AND #tag AND u.s. AND AT&T AND 10:30");
    EXPECT_EQ(printed("\"@handle\""), "\"@handle\"");
}

TEST(Parsing, LeavesCommentsOut) {
    EXPECT_EQ(printed("a # all of it\n OR b # the end"), "a OR b");
}

TEST(Parsing, ResolvesLists) {
    EXPECT_EQ(printed("title:@leaders"), "title:(@leaders)");
    EXPECT_TRUE(parse("@leaders NEAR/3 visit", lists));
    EXPECT_THAT(first_fault("a @circle").message, HasSubstr("refers to itself"));
    EXPECT_THAT(first_fault("a @bad").message, HasSubstr("in @bad: this bracket is never closed"));
    EXPECT_EQ(first_fault("a @nobody").column, 3u);
}

TEST(Parsing, PrintsWhatItWouldReadAgain) {
    for (auto text : {"a b OR c -d", "title:(a OR b) lead:c", "exact:(a b) case:US raw:\"C++\"", "=a ukrain* майдан~",
                      "atleast3(a OR b) first50(c)", "appeared:(a) -removed:b", "(a SENT b) AND (c PARA d)",
                      "a NOT NEAR/5 (b OR \"c d\")", "url:/a.*b/ NOT (a OR b)", "\"and\" \"NEAR\" \"-a\" \"a:b\"",
                      "=\"x y\" \"x y\"~ @leaders", "NOT NOT a b", "((a OR b) OR c) d"}) {
        Parsed once = read(text, lists);
        ASSERT_TRUE(once.root) << text << ": " << once.faults.front().message;
        Parsed twice = read(print(*once.root), lists);
        ASSERT_TRUE(twice.root) << print(*once.root);
        EXPECT_TRUE(same(*once.root, *twice.root)) << text << " -> " << print(*once.root);
    }
}

TEST(Parsing, PrintsWhatItWouldReadAgainOfAnyMixture) {
    const char* pieces[] = {"a",         "\"b c\"", "(",      ")",         " ",       " OR ", " AND ",
                            "NOT ",      "-",       "title:", "x*",        "NEAR/3 ", "=",    "~",
                            "atleast2(", "«d»",     "#",      "@leaders ", "raw:",    "/",    " SENT "};
    std::mt19937 random(7);
    for (int i = 0; i < 20'000; ++i) {
        std::string text;
        for (unsigned n = random() % 12; n > 0; --n) text += pieces[random() % std::size(pieces)];
        Parsed once = read(text, lists);
        if (!once.root) continue;
        Parsed twice = read(print(*once.root), lists);
        ASSERT_TRUE(twice.root && same(*once.root, *twice.root)) << text << " -> " << print(*once.root);
    }
}

TEST(Faults, TellWhereAndHowToMend) {
    struct Case {
        const char* text;
        std::size_t line, column;
        const char* message;
    };
    for (const Case& c :
         {Case{"NOT a", 1, 1, "nothing but NOT"}, Case{"a OR NOT b", 1, 6, "nothing but NOT"},
          Case{"a *", 1, 3, "bare *"}, Case{"ab*", 1, 1, "too short"}, Case{"a foo:b", 1, 3, "no field `foo`"},
          Case{"a\n (b", 2, 2, "never closed"}, Case{"a)", 1, 2, "closes nothing"},
          Case{"майдан \"b", 1, 8, "never closed"}, Case{"a NEAR/3 (b c)", 1, 11, "compares places"},
          Case{"a NEAR b", 1, 3, "NEAR/5"}, Case{"a OR", 1, 5, "missing"}, Case{"", 1, 1, "nothing to look for"},
          Case{"\"--\"", 1, 1, "no letter"}, Case{"body:/x/", 1, 6, "title, url, author"},
          Case{"title:(body:x)", 1, 8, "one field inside another"}, Case{"url:/(/", 1, 5, "RE2"},
          Case{"source:a* b", 1, 8, "domain"}, Case{"f*o", 1, 1, "end of a word"}}) {
        Fault fault = first_fault(c.text);
        EXPECT_EQ(std::pair(fault.line, fault.column), std::pair(c.line, c.column)) << c.text << ": " << fault.message;
        EXPECT_THAT(fault.message, HasSubstr(c.message)) << c.text;
    }
}

TEST(Faults, AreAllReported) {
    auto parsed = parse("foo:a bar:b (c", lists);
    ASSERT_FALSE(parsed);
    EXPECT_EQ(parsed.error().size(), 3u);
}

TEST(Faults, BoundDepth) {
    EXPECT_THAT(first_fault(std::string(100'000, '(')).message, HasSubstr("deep"));
    std::string negations;
    for (int n = 0; n < 10'000; ++n) negations += "NOT ";
    EXPECT_THAT(first_fault(negations + "a").message, HasSubstr("deep"));
}

TEST(Faults, NameTheNumberThatNearNeeds) {
    for (auto text : {"a NEAR b", "a NEAR/ b", "a NEAR/x b", "a ONEAR/5x b"})
        EXPECT_THAT(first_fault(text).message, HasSubstr("needs the number of words")) << text;
}

TEST(Warnings, SuspectOperatorsInSmallLetters) {
    auto suspected = query("maidan and council");
    ASSERT_EQ(suspected.warnings().size(), 1u);
    EXPECT_EQ(suspected.warnings()[0].column, 8u);
    EXPECT_THAT(query("a & b").warnings()[0].message, HasSubstr("no operator"));
    EXPECT_TRUE(query("\"bread and butter\"").warnings().empty());
}

TEST(Explanations, ShowWhatTheOrderOfOperatorsMeans) {
    EXPECT_EQ(explain("a b OR c NEAR/2 d -e")->parsed, "(a AND b) OR ((c NEAR/2 d) AND NOT e)");
    EXPECT_EQ(explain("title:(a b) OR c")->parsed, "title:(a AND b) OR c");
}

TEST(Explanations, TellFilingAndForms) {
    auto explained = explain("(maidan OR совет) NOT prize");
    ASSERT_TRUE(explained);
    EXPECT_EQ(explained->parsed, "(maidan OR совет) AND NOT prize");
    EXPECT_THAT(explained->filed_under, testing::UnorderedElementsAre("maidan~", "совет~"));
    EXPECT_THAT(to_text(*explained), HasSubstr("совета"));
    EXPECT_THAT(to_json(*explained), HasSubstr("\"maidans\""));
    EXPECT_EQ(to_text(Fault{1, 3, "here"}, "query", "a b"), "query:1:3: here\n  a b\n    ^\n");
}

}  // namespace
}  // namespace watchword::query
