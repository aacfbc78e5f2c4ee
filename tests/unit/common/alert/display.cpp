#include "common/alert/display.hpp"

#include <gtest/gtest.h>

#include "common/text/utf8.hpp"
#include "samples.hpp"

namespace watchword::alert {
namespace {

TEST(OneLine, IsOneLine) {
    EXPECT_EQ(one_line("  a\r\n b\t\tc\u2028d\u00a0e \x1b[31m ", 100), "a b c d e [31m");
    EXPECT_EQ(one_line(std::string("nul\0byte", 8), 100), "nul byte");
    EXPECT_EQ(one_line("", 100), "");
}

TEST(OneLine, IsolatesWhatSteersTheWritingDirection) {
    EXPECT_EQ(one_line("\u202Eevil", 100), "\u2068\u202Eevil\u202C\u2069");
    EXPECT_EQ(one_line("\u2066a", 100), "\u2068\u2066a\u2069\u2069");
    EXPECT_EQ(one_line("out\u2069\u202C of it", 100), "\u2068out of it\u2069");
    EXPECT_EQ(one_line("مرحبا", 100), "مرحبا") << "letters steer by themselves and stay as they are";
}

TEST(Cut, EndsWithAnEllipsisWithinTheBound) {
    EXPECT_EQ(cut("12345", 5), "12345");
    EXPECT_EQ(cut("123456", 5), "1234…");
    EXPECT_EQ(cut("Тариф на воду", 6), "Тариф…");
    EXPECT_EQ(cut("abc", 0), "");
}

TEST(Cut, LeavesLettersWhole) {
    EXPECT_EQ(cut("abe\u0301f", 4), "ab…");    // not a bare e
    EXPECT_EQ(cut("ab👩\u200D🚀cd", 5), "ab…");  // not a lone woman
}

TEST(CutForJson, CountsWhatJsonWillTake) {
    EXPECT_EQ(cut_for_json("\"\"\"\"", 8), "\"\"\"\"");
    EXPECT_EQ(cut_for_json("\"\"\"\"", 7), "\"\"…");
    EXPECT_EQ(cut_for_json("\x01\x01", 11), "\x01…");
}

TEST(Display, IsValidUtf8AndBoundedWhateverComes) {
    for (const auto& text : samples::hostile_texts()) {
        for (std::size_t max : {0u, 1u, 2u, 10u, 300u}) {
            EXPECT_LE(code_points(cut(text, max)), max);
            EXPECT_LE(cut_for_json(text, max).size(), max);
            EXPECT_TRUE(text::is_valid_utf8(one_line(text, max)));
            EXPECT_TRUE(text::is_valid_utf8(cut_for_json(text, max)));
        }
    }
}

}  // namespace
}  // namespace watchword::alert
