#include "common/schedule/next_poll.hpp"

#include <random>

#include <gmock/gmock.h>

namespace watchword::schedule {
namespace {

using namespace std::chrono_literals;
using Reason = NextPoll::Reason;
using testing::HasSubstr;

constexpr Time now = std::chrono::sys_days(std::chrono::year(2018) / 4 / 17) + 9h + 30min;

// A poll of a feed with the default policy, of which nothing is known.
struct Poll {
    FeedHistory history{};
    PollOutcome outcome{};
    PollPolicy policy{};

    NextPoll next(double jitter = 0) const { return next_poll(history, outcome, policy, now, jitter); }
    Duration wait(double jitter = 0) const { return *next(jitter).at - now; }
};

Poll failed(unsigned times) {
    Poll poll;
    poll.outcome.kind = PollOutcome::Kind::failed;
    poll.history.failures = times;
    return poll;
}

// A feed with news at even distances up to now.
Poll with_gap(Duration gap) {
    Poll poll;
    for (int i = Rhythm::recent_max; i > 0; --i) poll.history.rhythm.recent.push_back(now - i * gap);
    return poll;
}

TEST(NextPoll, ComesAfterTheConfiguredInterval) {
    EXPECT_EQ(Poll().wait(), 15min);
    EXPECT_EQ(Poll().next().why, "every 15m, as configured");
}

TEST(NextPoll, JitterOnlyAdds) {
    EXPECT_EQ(Poll().wait(0.5), 15min + 45s);
    EXPECT_LT(Poll().wait(0.999), 16min + 30s);
}

TEST(NextPoll, RetryAfterDelaysTheNextPollByThatLong) {
    Poll poll = failed(1);
    poll.outcome.server.retry_after = 2h;
    EXPECT_EQ(poll.wait(), 2h);
    EXPECT_EQ(poll.next().reason, Reason::retry_after);
    EXPECT_EQ(poll.next().why, "the server asked to wait for 2h");
}

TEST(NextPoll, ARetryAfterOfADayIsObeyed) {
    Poll poll = failed(1);
    poll.outcome.server.retry_after = 24h;
    EXPECT_GE(poll.wait(), 24h);
}

TEST(NextPoll, AnAbsurdRetryAfterIsCutToADayAndSaysSo) {
    Poll poll = failed(1);
    poll.outcome.server.retry_after = std::chrono::seconds(1LL << 31);
    EXPECT_EQ(poll.wait(), 24h);
    EXPECT_THAT(poll.next().why, HasSubstr("1d is the most that is waited"));
}

TEST(NextPoll, AShortRetryAfterDoesNotHasten) {
    Poll poll = failed(3);
    poll.outcome.server.retry_after = 1min;
    EXPECT_EQ(poll.wait(), 1h);
}

TEST(NextPoll, MaxAgeIsAFloorEvenBeyondTheLongestInterval) {
    Poll poll;
    poll.outcome.server.fresh_for = 1h;
    EXPECT_EQ(poll.wait(), 1h);
    EXPECT_EQ(poll.next().why, "the server says its answer holds for 1h");
    poll.outcome.server.fresh_for = 20h;
    EXPECT_EQ(poll.wait(), 20h);
    poll.outcome.server.fresh_for = 1min;
    EXPECT_EQ(poll.wait(), 15min);
}

TEST(NextPoll, TheFeedsTtlDelaysUpToFourTimesTheWantedInterval) {
    Poll poll;
    poll.history.wishes.ttl = 40min;
    EXPECT_EQ(poll.wait(), 40min);
    EXPECT_EQ(poll.next().reason, Reason::ttl);
    poll.history.wishes.ttl = 24h;
    EXPECT_EQ(poll.wait(), 1h);
    EXPECT_EQ(poll.next().why, "the feed asks not to be polled for 1d; 1h is the most that is waited");
    poll.policy.interval = 6h;
    EXPECT_EQ(poll.wait(), 12h) << "nor longer than the longest interval";
}

TEST(NextPoll, TheServersWordGoesBeyondTheFeeds) {
    Poll poll;
    poll.history.wishes.ttl = 24h;
    poll.outcome.server.fresh_for = 2h;
    EXPECT_EQ(poll.wait(), 2h);
    EXPECT_EQ(poll.next().reason, Reason::fresh);
}

TEST(NextPoll, AvoidsTheHoursTheFeedSkips) {
    Poll poll;
    poll.policy.interval = 1h;
    poll.history.wishes.skip_hours = {9, 10, 11};
    EXPECT_EQ(*poll.next().at, now + 2h + 30min);
    EXPECT_EQ(poll.next().reason, Reason::skipped);
}

TEST(NextPoll, WhatIsSkippedIsStillLookedAtNowAndThen) {
    Poll poll;
    poll.history.wishes.skip_days = {2, 3, 4};
    EXPECT_EQ(poll.wait(), 1h);
    EXPECT_THAT(poll.next().why, HasSubstr("1h is the most that is waited"));
    poll.outcome.server.fresh_for = 3h;
    EXPECT_EQ(poll.wait(), 3h);
}

TEST(NextPoll, FailuresDoubleTheWaitUpToTheLongestInterval) {
    EXPECT_EQ(failed(1).wait(), 15min);
    EXPECT_EQ(failed(2).wait(), 30min);
    EXPECT_EQ(failed(3).wait(), 1h);
    EXPECT_EQ(failed(10).wait(), 12h);
    EXPECT_EQ(failed(4'000'000'000).wait(), 12h);
    EXPECT_EQ(failed(2).next().why, "2 polls in a row failed: trying again after 30m");
}

TEST(NextPoll, NeverComesOnceTheFeedIsGone) {
    Poll poll;
    poll.outcome.kind = PollOutcome::Kind::gone;
    EXPECT_EQ(poll.next().at, std::nullopt);
}

TEST(NextPoll, ABusyFeedIsPolledTwiceForEachEntryWithinBounds) {
    EXPECT_EQ(with_gap(20min).wait(), 10min);
    EXPECT_EQ(with_gap(1min).wait(), 5min);
    EXPECT_EQ(with_gap(20min).next().why, "every 10m: it has an entry every 20m or so");
}

TEST(NextPoll, ASlowFeedIsPolledSeldomerWithinBounds) {
    EXPECT_EQ(with_gap(3h).wait(), 15min);
    EXPECT_EQ(with_gap(12h).wait(), 30min);
    EXPECT_EQ(with_gap(720h).wait(), 1h) << "four times the wanted interval, whatever it is";
    Poll poll = with_gap(720h);
    poll.policy.interval = 10s;
    EXPECT_EQ(poll.wait(), 5min) << "the least interval comes first";
    poll.policy.interval_min = 5s;
    EXPECT_EQ(poll.wait(), 40s);
    poll.policy.interval = 6h;
    EXPECT_EQ(poll.wait(), 12h);
}

TEST(NextPoll, LearnsNothingWhenItIsNotToBeAdaptive) {
    Poll poll = with_gap(1min);
    poll.policy.adaptive = false;
    EXPECT_EQ(poll.wait(), 15min);
}

TEST(NextPoll, UntilARhythmIsKnownTheFeedsOwnClaimCounts) {
    Poll poll;
    poll.history.wishes.update_period = 24h;
    EXPECT_EQ(poll.wait(), 1h);
    poll.history.wishes.update_period = 1min;
    EXPECT_EQ(poll.wait(), 15min) << "a claim does not make us ask more often";
}

TEST(NextPoll, AnOverflowingFeedIsPolledAsOftenAsMayBe) {
    Poll poll;
    poll.history.overflowing = poll.history.overflowed = now - 1h;
    EXPECT_EQ(poll.wait(), 5min);
}

TEST(NextPoll, IsNeverSoonerThanAskedForNorThanTheLeastIntervalWhateverHappens) {
    std::mt19937_64 random(1);
    auto upto = [&](std::int64_t most) {
        return Duration(std::uniform_int_distribution<std::int64_t>(0, most)(random));
    };
    constexpr std::int64_t two_days = 2LL * 24 * 3600 * 1000;
    for (int i = 0; i < 20'000; ++i) {
        Poll poll = with_gap(upto(two_days));
        poll.outcome.kind = i % 2 ? PollOutcome::Kind::failed : PollOutcome::Kind::unchanged;
        poll.history.failures = static_cast<unsigned>(i % 7);
        if (i % 3 == 0) poll.outcome.server.retry_after = upto(two_days);
        if (i % 5 == 0) poll.outcome.server.fresh_for = upto(two_days);
        if (i % 11 == 0) poll.history.wishes.skip_hours = {i % 24, (i + 1) % 24};
        double jitter = std::uniform_real_distribution<double>(0, 1)(random);

        auto wait = poll.wait(jitter);
        ASSERT_GE(wait, poll.policy.interval_min);
        ASSERT_GE(wait, std::min(poll.outcome.server.retry_after.value_or(0ms), asked_wait_max));
        ASSERT_GE(wait, std::min(poll.outcome.server.fresh_for.value_or(0ms), asked_wait_max));
        ASSERT_LE(wait, asked_wait_max + 2h + 10min);
        ASSERT_FALSE(poll.next(jitter).why.empty());
    }
}

TEST(AnchoredPoll, StaysWhereItWasAfterARestart) {
    EXPECT_EQ(anchored(now + 10min, now - 5min, {}, now, 0), now + 10min);
    EXPECT_EQ(anchored(now - 3h, now - 4h, {}, now, 0), now - 3h);
    EXPECT_EQ(anchored(now + 24h, now - 1h, {}, now, 0), now + 24h);
}

TEST(AnchoredPoll, KeepsTheLengthOfItsWaitWhenTheClockWentBack) {
    EXPECT_EQ(anchored(now + 10h + 15min, now + 10h, {}, now, 0), now + 15min);
}

TEST(AnchoredPoll, ThatNoDecisionCouldHaveGivenComesWithinTwoIntervals) {
    EXPECT_EQ(anchored(now + 2400h, std::nullopt, {}, now, 0), now + 15min);
    EXPECT_EQ(anchored(now + 2400h, now - 1h, {}, now, 0.5), now + 22min + 30s);
}

TEST(NextPoll, OfAFeedWhoseHubTellsOfNewsIsOnlyToBeSure) {
    Poll poll;
    poll.outcome.told_until = now + 24h;
    EXPECT_EQ(poll.wait(), 1h);
    EXPECT_EQ(poll.next().reason, Reason::told);
    EXPECT_EQ(poll.next().why, "its hub tells of news; polled every 1h to be sure");
    poll.policy.interval_max = 20min;
    EXPECT_EQ(poll.wait(), 20min);
}

TEST(NextPoll, NobodyTellsAfterTheEndOfALease) {
    Poll poll;
    poll.outcome.told_until = now + 40min;
    EXPECT_EQ(poll.wait(), 40min);
    poll.outcome.told_until = now + 1min;
    EXPECT_EQ(poll.wait(), 15min);
    poll.outcome.told_until = now - 1h;
    EXPECT_EQ(poll.wait(), 15min);
}

TEST(NextPoll, AHubDelaysNoFeedThatFailsOrOverflows) {
    Poll poll = failed(1);
    poll.outcome.told_until = now + 24h;
    EXPECT_EQ(poll.wait(), 15min);
    poll = Poll();
    poll.outcome.told_until = now + 24h;
    poll.history.overflowing = poll.history.overflowed = now;
    EXPECT_EQ(poll.wait(), 5min);
}

TEST(PollWhenTold, IsAtOnceButHalfAMinuteAfterTheLast) {
    FeedHistory history;
    PollPolicy policy;
    history.not_before = now + 1h;  // the last answer would have held as long
    EXPECT_EQ(poll_when_told(history, std::nullopt, policy, now), now);
    EXPECT_EQ(poll_when_told(history, now - 10min, policy, now), now);
    EXPECT_EQ(poll_when_told(history, now - 10s, policy, now), now + 20s);
    EXPECT_EQ(poll_when_told(history, now + 24h, policy, now), now);
    policy.interval_min = 1s;
    EXPECT_EQ(poll_when_told(history, now, policy, now), now + 1s);
}

TEST(PollWhenTold, OfAFeedThatFailsKeepsItsDistance) {
    FeedHistory history;
    history.failures = 1;
    EXPECT_EQ(poll_when_told(history, now - 10s, PollPolicy(), now), now + 5min - 10s);
    history.not_before = now + 1h;
    EXPECT_EQ(poll_when_told(history, now - 10s, PollPolicy(), now), now + 1h);
}

}  // namespace
}  // namespace watchword::schedule
