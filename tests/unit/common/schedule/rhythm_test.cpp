#include "common/schedule/rhythm.hpp"

#include <gtest/gtest.h>

namespace watchword::schedule {
namespace {

using namespace std::chrono_literals;

constexpr Time midnight = std::chrono::sys_days(std::chrono::year(2018) / 4 / 17);

TEST(Rhythm, OfAFirstWindowIsReadFromItsDates) {
    std::vector<Time> dates;
    for (int i = 0; i < 10; ++i) dates.push_back(midnight - i * 1h - 1h);
    Rhythm rhythm = with_news({}, dates, 0, midnight);
    EXPECT_EQ(usual_gap(rhythm, midnight), 1h);
    EXPECT_EQ(longest_pause(rhythm), 1h);
}

TEST(Rhythm, BelievesNoDateThatIsToComeOrOlderThanTheNewsBefore) {
    Rhythm rhythm = with_news({}, {midnight - 1h}, 0, midnight - 30min);
    rhythm = with_news(rhythm, {midnight + 24h * 365, midnight - 24h * 3650}, 1, midnight);
    EXPECT_EQ(rhythm.recent, (std::vector<Time>{midnight - 1h, midnight, midnight, midnight}));
}

TEST(Rhythm, IsNotKnownFromAFewEntries) {
    Rhythm rhythm = with_news({}, {midnight - 3h, midnight - 2h, midnight - 1h}, 0, midnight);
    EXPECT_EQ(usual_gap(rhythm, midnight), std::nullopt);
    EXPECT_EQ(odd_silence(rhythm), std::nullopt);
}

TEST(Rhythm, StaysBounded) {
    Rhythm rhythm;
    for (int i = 0; i < 1000; ++i) rhythm = with_news(rhythm, {}, 1'000'000, midnight + i * (i % 7) * 1h);
    EXPECT_LE(rhythm.recent.size(), Rhythm::recent_max);
    EXPECT_LE(rhythm.pauses.size(), Rhythm::pauses_max);
}

TEST(Rhythm, ForgetsLongPausesAfterHalfAYear) {
    Rhythm rhythm = with_news({}, {midnight}, 0, midnight);
    rhythm = with_news(rhythm, {}, 1, midnight + 24h * 30);
    for (int day = 31; day < 230; ++day) rhythm = with_news(rhythm, {}, 1, midnight + 24h * day);
    EXPECT_EQ(longest_pause(rhythm), 24h);
}

TEST(Rhythm, IsNotLearntFromWhenAFeedWasFirstRead) {
    Rhythm rhythm = with_news({}, {}, 30, midnight);
    EXPECT_EQ(usual_gap(rhythm, midnight + 1h), std::nullopt);
    EXPECT_EQ(with_news({}, {midnight + 24h}, 30, midnight), rhythm) << "a date to come is none";
    const std::vector<Time> dates{midnight - 3h, midnight - 2h, midnight - 1h};
    EXPECT_EQ(with_news({}, dates, 30, midnight), with_news({}, dates, 0, midnight));
    EXPECT_TRUE(usual_gap(with_news(rhythm, {}, 3, midnight + 1h), midnight + 2h))
        << "what comes later is as old as its discovery";
}

}  // namespace
}  // namespace watchword::schedule
