#include "common/schedule/feed_health.hpp"

#include <gmock/gmock.h>

namespace watchword::schedule {
namespace {

using namespace std::chrono_literals;
using Kind = HealthNotice::Kind;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr Time start = std::chrono::sys_days(std::chrono::year(2018) / 4 / 16) + 9h;  // a Monday

// A feed over its polls, with the notices it gave.
class Feed {
  public:
    explicit Feed(PollPolicy policy = {}) : policy_(policy) {}

    void fails(std::string why = "503 Service Unavailable") {
        PollOutcome outcome;
        outcome.kind = PollOutcome::Kind::failed;
        outcome.failure = std::move(why);
        poll(outcome);
    }
    void is_unchanged() { poll({}); }
    void is_gone() {
        PollOutcome outcome;
        outcome.kind = PollOutcome::Kind::gone;
        poll(outcome);
    }
    void lists(std::size_t listed, std::size_t added, std::vector<Time> dates = {}) {
        PollOutcome outcome;
        outcome.kind = PollOutcome::Kind::fetched;
        outcome.listed = listed;
        outcome.added = added;
        outcome.added_dates = std::move(dates);
        poll(outcome);
    }
    void later(Duration by) { now += by; }

    FeedHealth health() const { return health_of(history); }
    std::vector<Kind> told() const {
        std::vector<Kind> kinds;
        for (auto& notice : notices) kinds.push_back(notice.kind);
        return kinds;
    }

    Time now = start;
    FeedHistory history;
    std::vector<HealthNotice> notices;

  private:
    void poll(const PollOutcome& outcome) {
        auto observed = observe(history, outcome, policy_, now);
        history = observed.history;
        notices.insert(notices.end(), observed.notices.begin(), observed.notices.end());
    }
    PollPolicy policy_;
};

TEST(FeedHealth, FailingIsToldOncePerEpisodeAfterAsManyFailuresAsConfigured) {
    Feed feed;
    for (int i = 0; i < 2; ++i) feed.fails(), feed.later(15min);
    EXPECT_THAT(feed.notices, IsEmpty());
    EXPECT_EQ(feed.health(), FeedHealth::ok);
    for (int i = 0; i < 10; ++i) feed.fails(), feed.later(15min);
    ASSERT_THAT(feed.told(), ElementsAre(Kind::failing));
    EXPECT_EQ(feed.notices[0].reason, "3 polls in a row failed: 503 Service Unavailable");
    EXPECT_EQ(feed.notices[0].since, start);
    EXPECT_EQ(feed.health(), FeedHealth::failing);
}

TEST(FeedHealth, RecoveryIsToldOnce) {
    Feed feed;
    for (int i = 0; i < 3; ++i) feed.fails(), feed.later(1h);
    feed.is_unchanged();
    feed.is_unchanged();
    ASSERT_THAT(feed.told(), ElementsAre(Kind::failing, Kind::recovered));
    EXPECT_EQ(feed.notices[1].reason, "it can be read again, after 3h");
    EXPECT_EQ(feed.health(), FeedHealth::ok);
}

TEST(FeedHealth, AFewFailuresAreNoEpisodeAndNoRecovery) {
    Feed feed;
    for (int i = 0; i < 5; ++i) feed.fails(), feed.fails(), feed.is_unchanged();
    EXPECT_THAT(feed.notices, IsEmpty());
}

TEST(FeedHealth, GoneIsToldAtOnceAndOnce) {
    Feed feed;
    feed.is_gone();
    feed.is_gone();
    EXPECT_THAT(feed.told(), ElementsAre(Kind::failing));
    EXPECT_EQ(feed.health(), FeedHealth::gone);
    EXPECT_THAT(feed.notices[0].reason, HasSubstr("410"));
}

TEST(FeedHealth, AWindowThatSharesNothingWithTheLastOneOverflowed) {
    Feed feed;
    feed.lists(20, 20);
    EXPECT_THAT(feed.notices, IsEmpty()) << "the first window has none before it";
    feed.later(15min);
    feed.lists(20, 19);
    EXPECT_THAT(feed.notices, IsEmpty());
    feed.later(15min);
    feed.lists(20, 20);
    ASSERT_THAT(feed.told(), ElementsAre(Kind::overflow));
    EXPECT_THAT(feed.notices[0].reason, HasSubstr("all 20 entries"));
}

TEST(FeedHealth, AnOverflowEndsAfterADayWithoutOne) {
    Feed feed;
    feed.lists(20, 20);
    feed.lists(20, 20);
    for (int i = 0; i < 23; ++i) feed.later(1h), feed.lists(20, 3);
    EXPECT_THAT(feed.told(), ElementsAre(Kind::overflow));
    feed.lists(20, 20);
    for (int i = 0; i < 25; ++i) feed.later(1h), feed.lists(20, 3);
    EXPECT_THAT(feed.told(), ElementsAre(Kind::overflow, Kind::recovered));
}

TEST(FeedHealth, AFeedThatWasEmptyOrShowsOneEntryDoesNotOverflow) {
    Feed feed;
    feed.lists(0, 0);
    feed.lists(20, 20);
    Feed single;
    for (int i = 0; i < 3; ++i) single.lists(1, 1);
    EXPECT_THAT(feed.notices, IsEmpty());
    EXPECT_THAT(single.notices, IsEmpty());
}

// Three entries a day, at noon and after, Monday to Friday.
void run_weeks(Feed& feed, int weeks) {
    feed.lists(10, 0);
    for (int day = 0; day < weeks * 7; ++day, feed.later(15h))
        for (int hour = 0; hour < 9; ++hour, feed.later(1h)) {
            if (day % 7 < 5 && hour % 3 == 0)
                feed.lists(10, 1);
            else
                feed.is_unchanged();
        }
}

TEST(FeedHealth, AFeedThatWasSilentBeforeItWasWatchedIsToldOnceItStayedSo) {
    FeedHistory history;
    PollOutcome outcome;
    outcome.kind = PollOutcome::Kind::fetched;
    outcome.listed = outcome.added = 20;
    for (int i = 0; i < 20; ++i) outcome.added_dates.push_back(start - 30 * 24h - i * 3h);
    auto first = observe(history, outcome, PollPolicy(), start);
    EXPECT_TRUE(first.notices.empty());
    outcome = {};
    outcome.kind = PollOutcome::Kind::unchanged;
    auto next_day = observe(first.history, outcome, PollPolicy(), start + 24h);
    EXPECT_TRUE(next_day.notices.empty());
    auto later = observe(next_day.history, outcome, PollPolicy(), start + 5 * 24h);
    ASSERT_EQ(later.notices.size(), 1U);
    EXPECT_EQ(later.notices[0].kind, HealthNotice::Kind::silent);
}

TEST(FeedHealth, AFeedWithItsUsualWeekendsIsNeverSilent) {
    Feed feed;
    run_weeks(feed, 8);
    EXPECT_THAT(feed.notices, IsEmpty());
}

TEST(FeedHealth, SilenceBeyondTheFeedsRhythmIsToldOnceAndItsEndToo) {
    Feed feed;
    run_weeks(feed, 4);
    for (int hour = 0; hour < 7 * 24; ++hour) feed.later(1h), feed.is_unchanged();
    ASSERT_THAT(feed.told(), ElementsAre(Kind::silent));
    EXPECT_THAT(feed.notices[0].reason, HasSubstr("its longest pause of late was"));
    EXPECT_EQ(feed.health(), FeedHealth::silent);
    feed.lists(10, 1);
    EXPECT_THAT(feed.told(), ElementsAre(Kind::silent, Kind::recovered));
    EXPECT_THAT(feed.notices[1].reason, HasSubstr("new entries again"));
}

TEST(FeedHealth, OfAFeedWhoseRhythmIsNotKnownSilenceIsNotJudged) {
    Feed feed;
    feed.lists(3, 3);
    for (int day = 0; day < 400; ++day) feed.later(24h), feed.is_unchanged();
    EXPECT_THAT(feed.notices, IsEmpty());
}

TEST(FeedHealth, SilenceMayBeConfigured) {
    PollPolicy policy;
    policy.silent_after = {.kind = PollPolicy::Silence::Kind::after, .after = 48h};
    Feed feed(policy);
    feed.lists(3, 3);
    feed.later(48h);
    feed.is_unchanged();
    EXPECT_THAT(feed.notices, IsEmpty());
    feed.later(1h);
    feed.is_unchanged();
    ASSERT_THAT(feed.told(), ElementsAre(Kind::silent));
    EXPECT_EQ(feed.notices[0].reason, "no new entry for 2d1h");
}

TEST(FeedHealth, SilenceMayBeIgnored) {
    PollPolicy policy;
    policy.silent_after.kind = PollPolicy::Silence::Kind::never;
    Feed feed(policy);
    run_weeks(feed, 4);
    feed.later(9000h);
    feed.is_unchanged();
    EXPECT_THAT(feed.notices, IsEmpty());
}

TEST(FeedHealth, AFailingFeedIsNotSilentAsWell) {
    Feed feed;
    run_weeks(feed, 4);
    for (int hour = 0; hour < 14 * 24; ++hour) feed.later(1h), feed.fails();
    EXPECT_THAT(feed.told(), ElementsAre(Kind::failing));
    feed.lists(10, 1);
    EXPECT_THAT(feed.told(), ElementsAre(Kind::failing, Kind::recovered));
}

TEST(FeedHistory, IsTheSameAfterItWasStored) {
    Feed feed;
    run_weeks(feed, 5);
    feed.history.wishes = {.ttl = 1h, .update_period = 2h, .skip_hours = {1, 2}, .skip_days = {0}};
    feed.history.move = {.to = "https://example.org/new.xml", .seen = 2, .first = start, .last = start + 1h};
    for (int i = 0; i < 4; ++i) feed.fails();
    auto json = to_json(feed.history);
    EXPECT_EQ(feed_history_from_json(json), feed.history);
    EXPECT_LE(json.size(), 1200u);
}

TEST(FeedHistory, OfANewFeedIsEmpty) {
    EXPECT_EQ(to_json({}), "{}");
    EXPECT_EQ(feed_history_from_json("{}"), FeedHistory{});
}

TEST(FeedHistory, ThatIsDamagedIsRefused) {
    for (auto damaged :
         {"", "[]", "{\"failures\":\"3\"}", "{\"failures\":-1}", "{\"recent\":[\"x\"]}", "{\"recent\":3}"})
        EXPECT_EQ(feed_history_from_json(damaged), std::nullopt) << damaged;
}

}  // namespace
}  // namespace watchword::schedule
