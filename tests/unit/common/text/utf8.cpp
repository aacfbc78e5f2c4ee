#include "common/text/utf8.hpp"

#include <gtest/gtest.h>

using namespace watchword::text;
using namespace std::string_literals;

TEST(Utf8, ValidTextOfAllLengthsIsAccepted) {
    for (std::string text : {"", "plain", "Київ", "日本語", "😀", "a long line of ASCII and then é"})
        EXPECT_TRUE(is_valid_utf8(text)) << text;
}

TEST(Utf8, WhatNoWellFormedSequenceBeginsWithIsRefused) {
    for (std::string text : {"\x80", "\xC0\xAF", "\xC3", "\xE0\x80\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xFF",
                             "eight byte\xE2\x82", "12345678\xC3(", "\xF5\x80\x80\x80"})
        EXPECT_FALSE(is_valid_utf8(text)) << text;
    EXPECT_EQ(valid_utf8_prefix("12345678Київ\xFF rest"), 16u);
}

TEST(Utf8, EveryCodePointSurvivesEncodingAndDecoding) {
    for (char32_t value = 1; value < 0x110000; value += value < 0x3000 ? 1 : 997) {
        if (value >= 0xD800 && value < 0xE000) continue;
        std::string text;
        append_utf8(text, value);
        CodePoint read = first_code_point(text);
        ASSERT_TRUE(read.valid);
        ASSERT_EQ(read.value, value);
        ASSERT_EQ(read.length, text.size());
    }
}

TEST(Utf8, SurrogatesAndNumbersBeyondUnicodeAreWrittenAsTheReplacementCharacter) {
    for (char32_t value : {0xD800, 0xDFFF, 0x110000, 0x7FFFFFFF}) {
        std::string text;
        append_utf8(text, value);
        EXPECT_EQ(text, "\uFFFD");
    }
}

TEST(Utf8, EachMaximalSubpartBecomesOneReplacementCharacter) {
    EXPECT_EQ(repaired_utf8("a\xF0\x9F\x98"s + "b"), "a\uFFFDb");
    EXPECT_EQ(repaired_utf8("\xE0\x80z"), "\uFFFD\uFFFDz");
    EXPECT_EQ(repaired_utf8("caf\xE9"), "caf\uFFFD");
    EXPECT_EQ(repaired_utf8("Київ"), "Київ");
}

TEST(Utf8, SanitisedTextHasNoControlCharactersAndOneKindOfLineEnd) {
    EXPECT_EQ(sanitised("a\0b\x01\x1F\tc\r\nd\re\nf"s), "ab\tc\nd\ne\nf");
    EXPECT_EQ(sanitised("x\xEF\xBF\xBEy\xEF\xBF\xBFz"), "xyz");
    EXPECT_EQ(sanitised("x\xED\xA0\x80y"), "x\uFFFD\uFFFD\uFFFDy");
}

TEST(Utf8, WhatIsCleanIsWhatSanitisingLeavesAlone) {
    for (std::string text :
         {"plain\tand\nlines, long enough for the quick way"s, "Київ, 日本語, 😀 and more"s, "12345678\x01"s,
          "12345678\r"s, "1234567\0"s, "1234567\xEF\xBF\xBE"s, "\xFF"s, "\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\r"s})
        EXPECT_EQ(is_clean(text), sanitised(text) == text) << text;
}

TEST(Utf8, TheFirstCharactersEndAtACharacter) {
    EXPECT_EQ(first_characters("Київ", 2), "Ки");
    EXPECT_EQ(first_characters("Київ", 4), "Київ");
    EXPECT_EQ(first_characters("ab", 0), "");
    EXPECT_EQ(first_characters("abc", 9), "abc");
}

TEST(Utf8, PairsOfCesu8AreRepairedToTheirCharacter) {
    EXPECT_EQ(repaired_utf8("a\xED\xA0\xBD\xED\xB8\x80z"), "a😀z");
    EXPECT_EQ(repaired_utf8("\xED\xA0\xBDz"), "\uFFFD\uFFFD\uFFFDz");
}

TEST(Utf8, ControlsOfTheC1BlockBecomeWhatWindows1252HasInTheirPlaces) {
    EXPECT_EQ(sanitised("don\u0092t \u0080 \u0081"), "don’t € ");
    EXPECT_FALSE(is_clean("don\u0092t"));
}
