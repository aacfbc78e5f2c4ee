#include "common/text/tokens.hpp"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace watchword::text {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> places(std::string_view text) {
    Tokens tokens;
    tokenize(text, tokens);
    std::vector<std::string> result;
    for (const Token& token : tokens.list) {
        result.push_back(std::string(tokens.key(token)) + "@" + std::to_string(token.begin) + "-" +
                         std::to_string(token.end));
    }
    return result;
}

TEST(Tokens, AreRunsOfLettersMarksAndNumbers) {
    EXPECT_THAT(keys_of("The U.S. Council's vote"), ElementsAre("the", "u", "s", "council", "s", "vote"));
    EXPECT_THAT(keys_of("7,08 #tag_two"), ElementsAre("7", "08", "tag", "two"));
    EXPECT_THAT(keys_of("--- 🎉"), IsEmpty());
}

TEST(Tokens, FoldCaseInFull) {
    EXPECT_THAT(keys_of("Straße STRASSE"), ElementsAre("strasse", "strasse"));
    EXPECT_THAT(keys_of("ΟΔΥΣΣΕΥΣ"), ElementsAre("οδυσσευσ"));
    EXPECT_THAT(keys_of("İstanbul ıstanbul"), ElementsAre("i̇stanbul", "ıstanbul"));
}

TEST(Tokens, KeepDiacriticsApart) {
    EXPECT_THAT(keys_of("ёлка елка Łódź"), ElementsAre("ёлка", "елка", "łódź"));
}

TEST(Tokens, AreComposedByNfkcWhereverTheMarksStand) {
    EXPECT_THAT(places("cafe\u0301 caf\u00e9"), ElementsAre("caf\u00e9@0-6", "caf\u00e9@7-12"));
    EXPECT_THAT(keys_of("ﬁnance № ２０２４"), ElementsAre("finance", "no", "2024"));
    EXPECT_THAT(places("½"), ElementsAre("1@0-2", "2@0-2"));
    EXPECT_THAT(keys_of("ｶﾞｽ"), ElementsAre("ガ", "ス"));
}

TEST(Tokens, LoseInvisibleCharactersButCoverThem) {
    EXPECT_THAT(places("co\u00adoperate x\u200b"), ElementsAre("cooperate@0-11", "x@12-13"));
}

TEST(Tokens, AreSingleCharactersInScriptsWithoutSpaces) {
    EXPECT_THAT(keys_of("中国2024年"), ElementsAre("中", "国", "2024", "年"));
    EXPECT_THAT(keys_of("สวัสดี"), ElementsAre("ส", "วั", "ส", "ดี"));
    EXPECT_THAT(keys_of("서울특별시 한국"), ElementsAre("서울특별시", "한국"));
    EXPECT_TRUE(stands_alone("国"));
    EXPECT_FALSE(stands_alone("서울"));
}

TEST(Tokens, AreTheSameOnesAsWritten) {
    EXPECT_THAT(keys_of("US Straße ½", Letters::as_written), ElementsAre("US", "Straße", "1", "2"));
}

TEST(Tokens, ReorderMarksAsNormalisationDoes) {
    EXPECT_EQ(keys_of("\u0628\u064f\u0651"), keys_of("\u0628\u0651\u064f"));
    EXPECT_EQ(keys_of("e\u0328\u0301"), keys_of("e\u0301\u0328"));
}

TEST(Tokens, OfBrokenBytesAreWhatStandsBetweenThem) {
    EXPECT_THAT(keys_of("ab\xff"
                        "cd"),
                ElementsAre("ab", "cd"));
}

TEST(Tokens, CanBeGatheredFromSeveralTexts) {
    Tokens tokens;
    tokenize("one two", tokens);
    tokenize("cafe\u0301 three", tokens);
    ASSERT_EQ(tokens.list.size(), 4u);
    EXPECT_EQ(tokens.key(tokens.list[1]), "two");
    EXPECT_EQ(tokens.key(tokens.list[3]), "three");
    EXPECT_EQ(tokens.list[3].hash, hash_key("three"));
}

}  // namespace
}  // namespace watchword::text
