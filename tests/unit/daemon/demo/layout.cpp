#include "daemon/demo/layout.hpp"

#include <boost/json.hpp>
#include <gtest/gtest.h>

namespace watchword::demo {
namespace {

TEST(Layout, LinesBreakBetweenWords) {
    EXPECT_EQ(paragraph("one two three\n\nfour", 2, 9), "  one two\n  three\n\n  four\n");
}

TEST(Layout, AWordThatIsTooLongStaysWhole) {
    EXPECT_EQ(paragraph("a incomprehensible b", 0, 5), "a\nincomprehensible\nb\n");
}

TEST(Layout, ColoursAndAccentsTakeNoMoreRoomThanTheirCharacters) {
    EXPECT_EQ(paragraph("\x1b[1mдва\x1b[0m дня", 0, 7), "\x1b[1mдва\x1b[0m дня\n");
}

TEST(Layout, WhatFitsIntoALineStandsOnOne) {
    auto value = boost::json::parse(R"({"a":[1,2],"b":{"c":"long enough to be broken"}})");
    EXPECT_EQ(indented(value, 1, 30),
              " {\n   \"a\": [1,2],\n   \"b\": {\n     \"c\": \"long enough to be broken\"\n   }\n }\n");
    EXPECT_EQ(indented(value, 0, 100), boost::json::serialize(value) + "\n");
}

}  // namespace
}  // namespace watchword::demo
