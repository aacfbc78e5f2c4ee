#include "common/schedule/revisit.hpp"

#include <gtest/gtest.h>

namespace watchword::schedule {
namespace {

using namespace std::chrono_literals;

constexpr Time midday = std::chrono::sys_days(std::chrono::year(2018) / 4 / 17) + 12h;
const std::vector<Duration> ladder{10min, 20min, 40min, 90min, 3h, 6h, 12h, 24h, 72h, 168h, 720h};

RevisitState read_at(Duration last_read) {
    return {midday, std::nullopt, midday + last_read, false, {}, {}};
}

TEST(NextRevisit, ClimbsTheLadderWhenNothingChangesAndEnds) {
    std::vector<Duration> readings;
    RevisitState state = read_at(0min);
    for (;;) {
        auto next = next_revisit(state, ladder, state.last_read, 0.0);
        if (!next.at) break;
        readings.push_back(*next.at - midday);
        state.last_read = *next.at;
        ASSERT_LE(readings.size(), ladder.size());
    }
    EXPECT_EQ(readings, ladder);
}

TEST(NextRevisit, ClimbsJustAsManyStepsWithAnyJitter) {
    for (double jitter : {0.0, 0.3, 0.999}) {
        RevisitState state = read_at(0min);
        std::size_t readings = 0;
        while (auto at = next_revisit(state, ladder, state.last_read, jitter).at) {
            EXPECT_GT(*at, state.last_read);
            state.last_read = *at;
            ++readings;
        }
        EXPECT_EQ(readings, ladder.size()) << jitter;
    }
}

TEST(NextRevisit, AChangeStartsOverAtTheSecondStep) {
    RevisitState state = read_at(12h);
    state.last_change = midday + 12h;
    auto next = next_revisit(state, ladder, midday + 12h, 0.0);
    EXPECT_EQ(next.at, midday + 12h + 20min);
    EXPECT_EQ(next.reason, "20m after the last change, step 2 of 11");
}

TEST(NextRevisit, APageThatIsAnotherAtEachReadingIsReadLessAndLess) {
    RevisitState state = read_at(0min);
    std::size_t first_day = 0, month = 0;
    std::string reason;
    for (Time when = midday; when < midday + 30 * 24h; ++month) {
        first_day += when < midday + 24h;
        state.last_read = when;
        state.last_change = when;
        state.changes.insert(state.changes.begin(), when);
        auto next = next_revisit(state, ladder, when, 0.0);
        ASSERT_TRUE(next.at);
        when = *next.at;
        reason = next.reason;
    }
    EXPECT_LE(first_day, 30u);
    EXPECT_LE(month, 250u);
    EXPECT_EQ(reason,
              "1d after the last change, step 8 of 11, later since it is unstable: it changes at nearly every reading");
}

TEST(NextRevisit, ALiveReportIsNotAnUnstablePage) {
    RevisitState state = read_at(12h);
    state.last_change = midday + 12h;
    for (int i = 0; i < 24; ++i) state.changes.push_back(midday + 12h - i * 20min);
    EXPECT_EQ(next_revisit(state, ladder, midday + 12h, 0.0).at, midday + 12h + 20min);
    state.changes.push_back(midday + 1h);
    EXPECT_EQ(next_revisit(state, ladder, midday + 12h, 0.0).at, midday + 12h + 40min);
}

TEST(EarliestReading, IsNowButNotWithinSecondsOfTheLast) {
    EXPECT_EQ(earliest_reading(std::nullopt, midday), midday);
    EXPECT_EQ(earliest_reading(midday - 1h, midday), midday);
    EXPECT_EQ(earliest_reading(midday - 1s, midday), midday + 4s);
    EXPECT_EQ(earliest_reading(midday + 1h, midday), midday) << "the clock was set back";
}

TEST(NextRevisit, FeedsThatEditMuchAreReadTwiceAsSoonAtMost) {
    auto at = [](EditShare edits) {
        RevisitState state = read_at(0min);
        state.edits = edits;
        return *next_revisit(state, ladder, midday, 0.0).at - midday;
    };
    EXPECT_EQ(at({0, 0}), 10min);
    EXPECT_EQ(at({1000, 50}), 10min);
    EXPECT_EQ(at({1000, 1000}), 5min);
    EXPECT_LT(at({1000, 400}), 8min);
    EXPECT_GT(at({2, 2}), at({1000, 1000})) << "two articles prove little";
}

TEST(NextRevisit, StepsMissedWhileNothingRanCountAsOne) {
    auto next = next_revisit(read_at(10min), ladder, midday + 4h, 0.0);
    EXPECT_EQ(next.at, midday + 4h);
    RevisitState state = read_at(4h);
    EXPECT_EQ(next_revisit(state, ladder, midday + 4h, 0.0).at, midday + 6h);
}

TEST(NextRevisit, AnAbsenceIsLookedIntoSoonEnoughToBeSureWithinAnHourOrSo) {
    RevisitState state = read_at(24h);
    state.doubtful = true;
    auto next = next_revisit(state, ladder, midday + 24h, 0.0);
    EXPECT_EQ(next.at, midday + 24h + 30min);
    EXPECT_EQ(next.reason, "30m after it was missing, to be sure");
}

TEST(NextRevisit, AnEmptyLadderMeansNever) {
    auto next = next_revisit(read_at(0min), {}, midday, 0.5);
    EXPECT_EQ(next.at, std::nullopt);
    EXPECT_EQ(next.reason, "articles are not read again: revisit is empty");
}

TEST(NextRevisit, AClockSetBackDoesNotReadTwice) {
    auto next = next_revisit(read_at(20min), ladder, midday - 48h, 0.0);
    EXPECT_EQ(next.at, midday + 40min);
}

TEST(NextRevisit, SaysWhenTheLadderHasEnded) {
    auto next = next_revisit(read_at(720h), ladder, midday + 720h, 0.0);
    EXPECT_EQ(next.at, std::nullopt);
    EXPECT_EQ(next.reason, "not read again: 30d have passed since the last change");
}

}  // namespace
}  // namespace watchword::schedule
