#include <gtest/gtest.h>

#include "tests/unit/common/query/ask.hpp"

namespace watchword::query {
namespace {

const Subject press{
    .title = "US and C++ news",
    .body = "Mr. Smith met Freddie Mercury. The mercury fell in us all.\nC++ is old; C+ is not. Maidan maidan.",
    .authors = {"Anna Li", "Li Wei"},
    .tags = {"central-asia"},
    .url = "https://example.org/maidan",
    .language = "en",
    .appeared = "brought words",
    .removed = "taken words"};

TEST(Operators, CompareSpellingWhenAsked) {
    EXPECT_TRUE(matches("case:US", press));
    EXPECT_FALSE(matches("body:case:US", press));
    EXPECT_TRUE(matches("case:Mercury", press));
    EXPECT_FALSE(matches("case:FREDDIE", press));
    EXPECT_TRUE(matches("raw:\"C++\"", press));
    EXPECT_TRUE(matches("raw:C+", press));
    EXPECT_FALSE(matches("title:raw:C+", press));
    EXPECT_FALSE(matches("raw:c++", press));
    EXPECT_TRUE(matches("raw:\"++\"", press));
}

TEST(Operators, KeepSentencesAndParagraphsApart) {
    EXPECT_TRUE(matches("smith SENT freddie", press));
    EXPECT_FALSE(matches("smith SENT fell", press));
    EXPECT_TRUE(matches("smith PARA fell", press));
    EXPECT_FALSE(matches("smith PARA old", press));
}

TEST(Operators, ExcludeAContext) {
    EXPECT_TRUE(matches("mercury NOT NEAR/0 freddie", press));
    EXPECT_FALSE(matches("mercury NOT NEAR/5 freddie", press));
    EXPECT_EQ(hits_of("mercury NOT NEAR/0 freddie", press).size(), 1u);
}

TEST(Operators, CountOccurrences) {
    EXPECT_TRUE(matches("atleast2(maidan)", press));
    EXPECT_FALSE(matches("atleast3(maidan)", press));
    EXPECT_TRUE(matches("atleast3(maidan OR freddie)", press));
}

TEST(Operators, LookAtTheBeginning) {
    EXPECT_TRUE(matches("first4(freddie)", press));
    EXPECT_FALSE(matches("first3(freddie)", press));
    EXPECT_TRUE(matches("first1(news)", press));
}

TEST(Operators, LookIntoOtherFields) {
    EXPECT_TRUE(matches("author:\"anna li\"", press));
    EXPECT_FALSE(matches("author:\"li li\"", press));
    EXPECT_TRUE(matches("tag:central-asia", press));
    EXPECT_FALSE(matches("anna", press));
    EXPECT_TRUE(matches("url:example.org", press));
}

TEST(Operators, LookAtWhatAnEditChanged) {
    EXPECT_TRUE(matches("appeared:brought", press));
    EXPECT_TRUE(matches("removed:(taken words)", press));
    EXPECT_FALSE(matches("appeared:taken", press));
    EXPECT_FALSE(matches("brought", press));
    EXPECT_TRUE(query("a appeared:b").watches_edits());
    EXPECT_EQ(hits_of("removed:taken", press).at(0).field, Field::body);
}

TEST(Operators, FindBeginningsOfWords) {
    EXPECT_TRUE(matches("merc*", press));
    EXPECT_TRUE(matches("\"freddie merc*\"", press));
    EXPECT_TRUE(matches("中国*", Subject{.title = "在中国人"}));
    EXPECT_FALSE(matches("ercury*", press));
}

}  // namespace
}  // namespace watchword::query
