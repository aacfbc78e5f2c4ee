#include "common/schedule/burst.hpp"

#include <gtest/gtest.h>

namespace watchword::schedule {
namespace {

TEST(Burst, UpToTwentyAlertsGoOneByOne) {
    EXPECT_EQ(next_batch(0), 0U);
    EXPECT_EQ(next_batch(1), 1U);
    EXPECT_EQ(next_batch(20), 1U);
}

TEST(Burst, MoreThatWaitAtOnceGoTogether) {
    EXPECT_EQ(next_batch(21), 21U);
    EXPECT_EQ(next_batch(399), 399U);
}

TEST(Burst, OneMessageHoldsABoundedNumber) {
    EXPECT_EQ(next_batch(401), 400U);
    EXPECT_EQ(next_batch(50'000), 400U);
}

TEST(Burst, TheBoundsAreTheSubscriptions) {
    EXPECT_EQ(next_batch(2, {.singly_max = 2}), 1U);
    EXPECT_EQ(next_batch(3, {.singly_max = 2}), 3U);
    EXPECT_EQ(next_batch(401, {.singly_max = 1000}), 1U);
    EXPECT_EQ(next_batch(9, {.singly_max = 2, .together_max = 5}), 5U);
}

}  // namespace
}  // namespace watchword::schedule
