#include "common/base/printable.hpp"

#include <gtest/gtest.h>

namespace watchword {
namespace {

TEST(Printable, LeavesWhatPeopleWriteAlone) {
    for (auto text : {"", "plain", "Маидан — 首脑", "c:\\temp", "👩‍👩‍👧"})
        EXPECT_EQ(printable(text, 100), text);
}

TEST(Printable, KeepsAForgedLogLineOnItsLine) {
    EXPECT_EQ(printable("title\nMESSAGE=all is well\r\n", 100), R"(title\nMESSAGE=all is well\r\n)");
}

TEST(Printable, DisarmsTerminalSequencesInTheirOneByteAndTwoByteForms) {
    EXPECT_EQ(printable("\x1b[2J", 100), R"(\x1b[2J)");
    EXPECT_EQ(printable("\xc2\x9b"
                        "2J",
                        100),
              R"(\x9b2J)");
    EXPECT_EQ(printable(std::string_view("a\0b", 3), 100), R"(a\x00b)");
}

TEST(Printable, ShowsDirectionMarksAndSeparators) {
    EXPECT_EQ(printable("a\u202Eb\u2028c", 100), R"(a\u202eb\u2028c)");
}

TEST(Printable, ShowsBytesThatAreNoUtf8) {
    EXPECT_EQ(printable("caf\xe9!", 100), R"(caf\xe9!)");
    EXPECT_EQ(printable("\xed\xa0\x80", 100), R"(\xed\xa0\x80)");
}

TEST(Printable, CutsAtACharacterAndSaysSo) {
    EXPECT_EQ(printable("абвгд", 10), "абвгд");
    EXPECT_EQ(printable("абвгд", 9), "абв…");
    EXPECT_EQ(printable("ab\n\n", 5), "ab…");
}

}  // namespace
}  // namespace watchword
