#include "common/revision/presence.hpp"

#include <gtest/gtest.h>

namespace watchword::revision {
namespace {

using namespace std::chrono_literals;
using Event = PresenceStep::Event;

constexpr Time noon = std::chrono::sys_days(std::chrono::year(2018) / 4 / 17) + 12h;

// The readings of one article, one after the other.
class Story {
  public:
    PresenceStep read(Duration after, Sighting sighting, std::string detail = {}) {
        Reading reading{noon + after, sighting, std::move(detail)};
        auto outcome = step(presence_, reading);
        presence_ = outcome.next;
        return outcome;
    }

    const Presence& presence() const { return presence_; }

  private:
    Presence presence_;
};

TEST(Presence, ThreeAbsencesOverAnHourAreARemoval) {
    Story story;
    story.read(0min, Sighting::present);
    EXPECT_EQ(story.read(10min, Sighting::gone).event, Event::none);
    EXPECT_EQ(story.read(40min, Sighting::gone).event, Event::none);
    EXPECT_TRUE(story.presence().doubtful());
    auto removed = story.read(70min, Sighting::gone, "404 Not Found");
    EXPECT_EQ(removed.event, Event::removed);
    EXPECT_EQ(removed.present_at, noon);
    EXPECT_EQ(removed.absent_at, noon + 70min);
    EXPECT_EQ(removed.reason, "present at 2018-04-17T12:00:00Z, absent at 2018-04-17T13:10:00Z: 404 Not Found");
    EXPECT_FALSE(story.presence().doubtful());
}

TEST(Presence, ManyAbsencesWithinAnHourAreNoRemoval) {
    Story story;
    story.read(0min, Sighting::present);
    for (auto minute = 1min; minute <= 60min; ++minute)
        EXPECT_EQ(story.read(minute, Sighting::gone).event, Event::none);
    EXPECT_EQ(story.read(61min, Sighting::gone).event, Event::removed);
}

TEST(Presence, TwoAbsencesADayApartAreNoRemoval) {
    Story story;
    story.read(0min, Sighting::present);
    story.read(1h, Sighting::gone);
    EXPECT_EQ(story.read(25h, Sighting::gone).event, Event::none);
}

TEST(Presence, ARemovalIsToldOnce) {
    Story story;
    story.read(0min, Sighting::present);
    for (auto hour = 1h; hour <= 3h; ++hour) story.read(hour, Sighting::redirected);
    EXPECT_TRUE(story.presence().removed);
    for (auto hour = 4h; hour <= 9h; ++hour) EXPECT_EQ(story.read(hour, Sighting::soft_404).event, Event::none);
}

TEST(Presence, FailuresAndWallsNeitherCountNorBreakTheRow) {
    Story story;
    story.read(0min, Sighting::present);
    for (auto hour = 1h; hour <= 9h; ++hour) {
        EXPECT_EQ(story.read(hour, Sighting::unreachable).event, Event::none);
        EXPECT_EQ(story.read(hour + 1min, Sighting::walled).event, Event::none);
    }
    EXPECT_EQ(story.presence().absences, 0U);
    story.read(10h, Sighting::gone);
    story.read(11h, Sighting::unreachable);
    story.read(12h, Sighting::gone);
    story.read(13h, Sighting::walled);
    EXPECT_EQ(story.read(14h, Sighting::gone).event, Event::removed);
}

TEST(Presence, OneSightStartsTheCountAnew) {
    Story story;
    story.read(0min, Sighting::present);
    story.read(1h, Sighting::gone);
    story.read(2h, Sighting::gone);
    EXPECT_EQ(story.read(3h, Sighting::present).event, Event::none);
    story.read(4h, Sighting::gone);
    story.read(5h, Sighting::gone);
    EXPECT_EQ(story.presence().absent_since, noon + 4h);
    EXPECT_EQ(story.read(6h, Sighting::gone).present_at, noon + 3h);
}

TEST(Presence, WhatComesBackIsRestoredOnce) {
    Story story;
    story.read(0min, Sighting::present);
    for (auto hour = 1h; hour <= 3h; ++hour) story.read(hour, Sighting::gone);
    EXPECT_EQ(story.read(4h, Sighting::unreachable).event, Event::none);
    auto restored = story.read(5h, Sighting::present);
    EXPECT_EQ(restored.event, Event::restored);
    EXPECT_EQ(restored.reason, "present at 2018-04-17T17:00:00Z, absent since 2018-04-17T13:00:00Z");
    EXPECT_EQ(story.read(6h, Sighting::present).event, Event::none);
}

TEST(Presence, OfWhatWasNeverSeenNothingIsClaimed) {
    Story story;
    for (auto hour = 1h; hour <= 9h; ++hour) EXPECT_EQ(story.read(hour, Sighting::gone).event, Event::none);
    EXPECT_EQ(story.read(10h, Sighting::present).event, Event::none);
}

TEST(Presence, AClockThatRunsBackwardsRemovesNothing) {
    Story story;
    story.read(0min, Sighting::present);
    story.read(10h, Sighting::gone);
    story.read(9h, Sighting::gone);
    EXPECT_EQ(story.read(8h, Sighting::gone).event, Event::none);
}

TEST(Sightings, AreReadBackFromTheirText) {
    for (auto sighting : {Sighting::present, Sighting::redirected, Sighting::gone, Sighting::soft_404, Sighting::walled,
                          Sighting::unreachable})
        EXPECT_EQ(sighting_from_text(to_text(sighting)), sighting);
    EXPECT_EQ(sighting_from_text("lost"), std::nullopt);
}

}  // namespace
}  // namespace watchword::revision
