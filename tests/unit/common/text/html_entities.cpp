#include "common/text/html_entities.hpp"

#include <gtest/gtest.h>

#include "common/text/html_entity_table.hpp"

using namespace watchword::text;

TEST(HtmlEntities, NamesAreDecoded) {
    EXPECT_EQ(decode_html_entities("&lt;b&gt; &amp; &quot;&apos;"), "<b> & \"'");
    EXPECT_EQ(decode_html_entities("caf&eacute;&nbsp;&ndash;&hellip;"), "café\u00A0–…");
    EXPECT_EQ(decode_html_entities("&CounterClockwiseContourIntegral;&acE;"), "∳∾̳");
}

TEST(HtmlEntities, EveryNameOfTheTableIsFound) {
    for (const NamedEntity& entity : named_entities())
        ASSERT_EQ(decode_html_entities("&" + std::string(entity.name) + ";"), entity.text) << entity.name;
}

TEST(HtmlEntities, NumbersAreDecodedInBothBases) {
    EXPECT_EQ(decode_html_entities("&#228;&#xE4;&#Xe4;&#x1F600;"), "äää😀");
    EXPECT_EQ(decode_html_entities("&#8217s"), "’s");
}

TEST(HtmlEntities, NumbersOfTheC1BlockMeanWindows1252) {
    EXPECT_EQ(decode_html_entities("&#146;&#128;&#x9f;"), "’€Ÿ");
}

TEST(HtmlEntities, ASurrogatePairIsTheCharacterItEncodes) {
    EXPECT_EQ(decode_html_entities("&#xD83D;&#xDD25;"), "🔥");
    EXPECT_EQ(decode_html_entities("&#xD83D;x"), "\uFFFDx");
}

TEST(HtmlEntities, ImpossibleNumbersAreReplacedAndControlsVanish) {
    EXPECT_EQ(decode_html_entities("&#99999999999999999999;"), "\uFFFD");
    EXPECT_EQ(decode_html_entities("a&#0;b&#1;c&#x7f;&#xFFFE;d&#9;e"), "abcd\te");
}

TEST(HtmlEntities, WhatIsNoReferenceStays) {
    for (std::string text :
         {"AT&T", "a & b", "&", "&;", "&#;", "&#x;", "&nosuchname;", "?a=1&copy=2", "&copyright", "&x"})
        EXPECT_EQ(decode_html_entities(text), text);
}

TEST(HtmlEntities, OldNamesMayLackTheirSemicolon) {
    EXPECT_EQ(decode_html_entities("&copy 2018 &amp &lt"), "© 2018 & <");
    EXPECT_EQ(decode_html_entities("&hellip 2018"), "&hellip 2018");
}

TEST(HtmlEntities, DecodingHappensOnce) {
    EXPECT_EQ(decode_html_entities("&amp;lt;"), "&lt;");
}
