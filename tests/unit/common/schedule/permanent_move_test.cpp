#include "common/schedule/permanent_move.hpp"

#include <vector>

#include <gtest/gtest.h>

namespace watchword::schedule {
namespace {

using namespace std::chrono_literals;

constexpr Time first_seen = std::chrono::sys_days(std::chrono::year(2018) / 4 / 17);
const std::string old_address = "http://example.org/old.xml";
const std::string new_address = "http://example.org/new.xml";

// A feed that is polled, as far as its address goes.
struct Polled {
    Move move{};
    unsigned failures = 0;

    std::string asks(Time when) const { return address_to_ask(old_address, move, failures, when); }
    void answers(Time when, std::vector<Hop> hops, bool well = true) {
        move = after_answer(move, old_address, asks(when), hops, well, when);
        failures = well ? 0 : failures + 1;
    }
};

TEST(PermanentMove, IsFollowedAtOnceSoThatTheOldAddressIsLeftAlone) {
    Polled feed;
    feed.answers(first_seen, {{301, new_address}});
    EXPECT_EQ(feed.asks(first_seen + 15min), new_address);
    EXPECT_FALSE(is_settled(feed.move));
}

TEST(PermanentMove, IsSettledAfterThreeEqualAnswersOverThreeDays) {
    Polled feed;
    int asked_old = 0;
    for (Time when = first_seen; when <= first_seen + 72h + 15min; when += 15min) {
        bool old = feed.asks(when) == old_address;
        asked_old += old;
        feed.answers(when, old ? std::vector<Hop>{{308, new_address}} : std::vector<Hop>{});
    }
    EXPECT_TRUE(is_settled(feed.move));
    EXPECT_EQ(asked_old, 3);
    EXPECT_EQ(feed.asks(first_seen + 2400h), new_address);
}

TEST(PermanentMove, LeavesTheOldAddressAloneForADay) {
    Polled feed;
    feed.answers(first_seen, {{301, new_address}});
    EXPECT_EQ(feed.asks(first_seen + 24h), new_address);
}

TEST(PermanentMove, ThatIsTakenBackBeforeItSettlesIsForgotten) {
    Polled feed;
    feed.answers(first_seen, {{301, new_address}});
    ASSERT_EQ(feed.asks(first_seen + 36h), old_address);
    feed.answers(first_seen + 36h, {});
    EXPECT_EQ(feed.asks(first_seen + 37h), old_address);
}

TEST(PermanentMove, ToAnotherPlaceStartsTheCountAnew) {
    Polled feed;
    feed.answers(first_seen, {{301, new_address}});
    feed.answers(first_seen + 36h, {{301, "http://example.org/newer.xml"}});
    EXPECT_EQ(feed.move.seen, 1u);
    EXPECT_EQ(feed.asks(first_seen + 37h), "http://example.org/newer.xml");
}

TEST(PermanentMove, BackToTheConfiguredAddressEndsIt) {
    Polled feed{.move = {.to = new_address, .seen = 3, .first = first_seen, .last = first_seen + 72h}};
    feed.answers(first_seen + 96h, {{301, old_address}});
    EXPECT_EQ(feed.asks(first_seen + 97h), old_address);
}

TEST(PermanentMove, TemporaryRedirectsMoveNothing) {
    Polled feed;
    feed.answers(first_seen, {{302, new_address}});
    EXPECT_EQ(feed.asks(first_seen + 1h), old_address);
    feed.answers(first_seen, {{301, new_address}, {307, "http://cdn.example.org/"}});
    EXPECT_EQ(feed.asks(first_seen + 1h), new_address) << "what follows a temporary one is not permanent";
}

TEST(PermanentMove, ToAPlaceThatFailsDoesNotCount) {
    Polled feed;
    feed.answers(first_seen, {{301, new_address}}, false);
    EXPECT_EQ(feed.asks(first_seen + 1h), old_address);
}

TEST(PermanentMove, AsksTheConfiguredAddressWhenTheNewOneFails) {
    Polled feed{.move = {.to = new_address, .seen = 1, .first = first_seen, .last = first_seen}};
    feed.answers(first_seen + 1h, {}, false);
    EXPECT_EQ(feed.asks(first_seen + 2h), old_address);

    Polled settled{.move = {.to = new_address, .seen = 3, .first = first_seen, .last = first_seen + 72h},
                   .failures = 1};
    EXPECT_EQ(settled.asks(first_seen + 96h), new_address);
    settled.failures = 3;
    EXPECT_EQ(settled.asks(first_seen + 96h), old_address);
}

}  // namespace
}  // namespace watchword::schedule
