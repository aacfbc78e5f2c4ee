#include "common/schedule/burst.hpp"

#include <vector>

#include <gtest/gtest.h>

namespace watchword::schedule {
namespace {

using namespace std::chrono_literals;

const Time now = from_rfc3339("2026-11-24T12:00:00Z").value();

Batch batch(std::size_t waiting, std::vector<Time> singly = {}, std::optional<Time> last_together = {}) {
    return next_batch(waiting, {.singly = singly, .last_together = last_together}, now);
}

TEST(Burst, UpToTwentyAlertsGoOneByOne) {
    EXPECT_EQ(batch(1), (Batch{1, now}));
    EXPECT_EQ(batch(20), (Batch{1, now}));
    EXPECT_EQ(batch(5, std::vector<Time>(15, now - 1min)), (Batch{1, now}));
    EXPECT_EQ(batch(0), (Batch{0, now}));
}

TEST(Burst, MoreGoTogetherAtOnce) {
    EXPECT_EQ(batch(21), (Batch{21, now}));
    EXPECT_EQ(batch(6, std::vector<Time>(15, now - 4min)), (Batch{6, now}));
}

TEST(Burst, WhatWasSentLongerAgoDoesNotCount) {
    EXPECT_EQ(batch(20, std::vector<Time>(20, now - 5min)), (Batch{1, now}));
}

TEST(Burst, AlertsThatTrickleInAreGatheredAfterTheTwentieth) {
    EXPECT_EQ(batch(1, std::vector<Time>(20, now - 1min)), (Batch{1, now + 4min}));
    EXPECT_EQ(batch(9, std::vector<Time>(20, now - 4min)), (Batch{9, now + 1min}));
}

TEST(Burst, AFloodThatGoesOnIsGatheredForAWindow) {
    EXPECT_EQ(batch(3, {}, now - 2min), (Batch{3, now + 3min}));
    EXPECT_EQ(batch(3, {}, now - 5min), (Batch{1, now}));
}

TEST(Burst, OneMessageHoldsABoundedNumber) {
    EXPECT_EQ(batch(50'000), (Batch{400, now}));
    EXPECT_EQ(batch(50'000, {}, now - 1s), (Batch{400, now}));
}

}  // namespace
}  // namespace watchword::schedule
