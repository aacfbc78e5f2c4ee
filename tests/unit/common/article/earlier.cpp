#include "common/article/earlier.hpp"

#include <gtest/gtest.h>

namespace watchword::article {
namespace {

constexpr std::string_view first = "The ferry to the northern islands sailed again on Monday.";
constexpr std::string_view second = "Passengers queued from six in the morning.";

Earlier ferry() {
    return {std::string(first), {std::string(second), "* * *", std::string(second)}};
}

TEST(EarlierLines, ALineIsTakenAsOftenAsItStoodThere) {
    EarlierLines lines(ferry());
    EXPECT_TRUE(lines.take("The ferry to the northern islands sailed again – on Monday"));
    EXPECT_FALSE(lines.take(first));
    EXPECT_TRUE(lines.take(second));
    EXPECT_TRUE(lines.take("* * *"));
    EXPECT_FALSE(lines.take("* *"));
    EXPECT_GT(lines.bytes(), 0U);
    EXPECT_TRUE(lines.take(second));
    EXPECT_FALSE(lines.take(second));
    EXPECT_FALSE(lines.take(""));
}

TEST(EarlierLines, AnEditedJoinedOrSplitLineResemblesThem) {
    EarlierLines lines(ferry());
    EXPECT_TRUE(lines.resemble("The ferry to the southern islands sailed again on Monday."));
    EXPECT_TRUE(lines.resemble(std::string(first) + ' ' + std::string(second)));
    EXPECT_TRUE(lines.resemble("The ferry to the northern islands"));
    EXPECT_FALSE(lines.resemble("Bridge closed for repairs until the end of May"));
    EXPECT_FALSE(lines.resemble("ferry"));
}

TEST(EarlierLines, AnEditedLineIsTakenForTheOneItWas) {
    EarlierLines lines(ferry());
    EXPECT_FALSE(lines.take_edited("Bridge closed for repairs until the end of May"));
    EXPECT_FALSE(lines.take_edited("northern islands"));
    EXPECT_TRUE(lines.take_edited("The ferry to the southern islands sailed again on Monday."));
    EXPECT_FALSE(lines.take(first));
}

TEST(EarlierLines, ALineWithinALongOneIsNotThatOneEdited) {
    EXPECT_TRUE(resemble_each_other(first, "The ferry to the southern islands sailed again on Monday."));
    EXPECT_TRUE(resemble_each_other("Boat", "boat"));
    EXPECT_FALSE(resemble_each_other("northern islands", first));
    EXPECT_FALSE(resemble_each_other(first, second));
}

}  // namespace
}  // namespace watchword::article
