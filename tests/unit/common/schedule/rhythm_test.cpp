#include "common/schedule/rhythm.hpp"

#include <gtest/gtest.h>

namespace watchword::schedule {
namespace {

using namespace std::chrono_literals;

constexpr Time now = std::chrono::sys_days(std::chrono::year(2018) / 4 / 17);

TEST(Rhythm, OfAFirstWindowIsReadFromItsDates) {
    std::vector<Time> dates;
    for (int i = 0; i < 10; ++i) dates.push_back(now - i * 1h - 1h);
    Rhythm rhythm = with_news({}, dates, 0, now);
    EXPECT_EQ(usual_gap(rhythm, now), 1h);
    EXPECT_EQ(longest_pause(rhythm), 1h);
}

TEST(Rhythm, BelievesNoDateThatIsToComeOrOlderThanTheNewsBefore) {
    Rhythm rhythm = with_news({}, {now - 1h}, 0, now - 30min);
    rhythm = with_news(rhythm, {now + 24h * 365, now - 24h * 3650}, 1, now);
    EXPECT_EQ(rhythm.recent, (std::vector<Time>{now - 1h, now, now, now}));
}

TEST(Rhythm, IsNotKnownFromAFewEntries) {
    Rhythm rhythm = with_news({}, {now - 3h, now - 2h, now - 1h}, 0, now);
    EXPECT_EQ(usual_gap(rhythm, now), std::nullopt);
    EXPECT_EQ(odd_silence(rhythm), std::nullopt);
}

TEST(Rhythm, StaysBounded) {
    Rhythm rhythm;
    for (int i = 0; i < 1000; ++i) rhythm = with_news(rhythm, {}, 1'000'000, now + i * (i % 7) * 1h);
    EXPECT_LE(rhythm.recent.size(), Rhythm::recent_max);
    EXPECT_LE(rhythm.pauses.size(), Rhythm::pauses_max);
}

TEST(Rhythm, ForgetsLongPausesAfterHalfAYear) {
    Rhythm rhythm = with_news({}, {now}, 0, now);
    rhythm = with_news(rhythm, {}, 1, now + 24h * 30);
    for (int day = 31; day < 230; ++day) rhythm = with_news(rhythm, {}, 1, now + 24h * day);
    EXPECT_EQ(longest_pause(rhythm), 24h);
}

}  // namespace
}  // namespace watchword::schedule
