// Digests, quiet hours and bursts (spec/alerts.md, spec/config.md): later or together, but nothing lost.
#include <algorithm>
#include <set>

#include <boost/json.hpp>

#include "common/schedule/calendar.hpp"
#include "tests/simulation/stories/story.hpp"

namespace watchword::simulation {
namespace {

class DigestStory : public Story {
  protected:
    void watch(const std::string& more, Time from) {
        sim.clock.set(from);
        configure("[poll]\nsilent_after = \"never\"\nadaptive = false\n" + feeds() + desk() + maidan(more));
        sim.start();
    }
    void watch(const std::string& more) { watch(more, start); }

    void publish(int count = 1) {
        for (int i = 0; i < count; ++i) gazette.publish("Maidan, part " + std::to_string(++parts), sim.clock.now());
    }
    // Each alert that came, however it came.
    std::multiset<std::string> alerts() const {
        std::multiset<std::string> ids;
        for (const auto& message : at_the_desk()) ids.insert(message.alerts.begin(), message.alerts.end());
        return ids;
    }
    bool all_came_once(std::size_t count) const {
        auto all = alerts();
        return all.size() == count && std::set<std::string>(all.begin(), all.end()).size() == count;
    }
    std::vector<std::string> times_in(const std::string& zone) const {
        std::vector<std::string> times;
        for (const auto& message : at_the_desk())
            times.push_back(schedule::time_for_people(message.time, *schedule::Zone::find(zone)));
        return times;
    }

    Outlet& gazette = outlet("gazette");
    int parts = 0;
};

TEST_F(DigestStory, AnHourlyDigestGathersWhatTheHourBrought) {
    watch("digest = \"1h\"");
    sim.run_for(2h);
    EXPECT_THAT(types(), IsEmpty()) << "an empty one is not sent";
    publish(3);
    sim.run_for(2h);
    ASSERT_THAT(types(), ElementsAre("digest"));
    EXPECT_TRUE(all_came_once(3));
    EXPECT_THAT(times_in("UTC"), ElementsAre(HasSubstr(":00")));
}

TEST_F(DigestStory, AnEmptyDigestIsSentWhenItIsWanted) {
    watch("digest = \"1h\"\ndigest_empty = true");
    sim.run_for(5h + 30min);
    EXPECT_THAT(types(), SizeIs(5));
}

TEST_F(DigestStory, AClockThatIsSetBackHoldsUpNoDigest) {
    watch("digest = \"1h\"");
    sim.run_for(1h);
    publish();
    sim.run_for(2h);
    for (bool restarts : {false, true}) {
        auto before = types().size();
        sim.clock.set(sim.clock.now() - 72h);
        if (restarts) sim.restart();
        publish();
        sim.run_for(3h);
        EXPECT_THAT(types(), SizeIs(before + 1));
    }
    EXPECT_TRUE(all_came_once(3));
}

TEST_F(DigestStory, ADailyDigestComesAtItsLocalTimeWhenClocksChange) {
    // In the night of 29 March 2026 clocks in Warsaw go from 02:00 to 03:00.
    watch("digest = \"daily 08:00\"\ntime_zone = \"Europe/Warsaw\"", from_rfc3339("2026-03-27T09:30:00Z").value());
    for (int day = 0; day < 4; ++day) {
        sim.run_for(2h);
        publish();
        sim.run_for(22h);
    }
    EXPECT_THAT(times_in("Europe/Warsaw"),
                ElementsAre("28 Mar 2026, 08:00", "29 Mar 2026, 08:00", "30 Mar 2026, 08:00", "31 Mar 2026, 08:00"));
    EXPECT_TRUE(all_came_once(4));
}

TEST_F(DigestStory, ADailyDigestInTheHourThatIsSkippedComesOnce) {
    watch("digest = \"daily 02:30\"\ntime_zone = \"Europe/Warsaw\"", from_rfc3339("2026-03-27T09:30:00Z").value());
    for (int day = 0; day < 4; ++day) {
        sim.run_for(1h);
        publish();
        sim.run_for(23h);
    }
    EXPECT_THAT(times_in("Europe/Warsaw"),
                ElementsAre("28 Mar 2026, 02:30", "29 Mar 2026, 03:30", "30 Mar 2026, 02:30", "31 Mar 2026, 02:30"));
}

TEST_F(DigestStory, AWeeklyDigestComesOnItsDay) {
    watch("digest = \"weekly mon 08:00\"\ntime_zone = \"Asia/Almaty\"");
    for (int day = 0; day < 15; ++day) {
        sim.run_for(1h);
        publish();
        sim.run_for(23h);
    }
    EXPECT_THAT(times_in("Asia/Almaty"), ElementsAre("9 Mar 2026, 08:00", "16 Mar 2026, 08:00"));
    EXPECT_TRUE(all_came_once(14));
}

TEST_F(DigestStory, ADigestSurvivesRestartsAndComesAfterADaemonThatWasDown) {
    watch("digest = \"daily 08:00\"");
    for (int i = 0; i < 6; ++i) {
        sim.run_for(2h);
        publish();
        sim.restart();
    }
    sim.run_for(1h);
    sim.stop();
    sim.clock.run_for(20h);
    sim.start();
    sim.run_for(1h);
    EXPECT_THAT(types(), ElementsAre("digest"));
    EXPECT_TRUE(all_came_once(6));
    sim.run_for(48h);
    EXPECT_THAT(types(), SizeIs(1));
}

TEST_F(DigestStory, AnHourThatIsTooFullForOneMessageComesInSeveral) {
    gazette.window = 1000;
    watch("digest = \"daily 08:00\"");
    sim.run_for(1h);
    publish(700);
    sim.run_for(24h);
    EXPECT_THAT(types(), ElementsAre("digest", "digest"));
    EXPECT_TRUE(all_came_once(700));
    for (const auto& message : at_the_desk()) EXPECT_LE(message.body.size(), 20'000u);
}

TEST_F(DigestStory, WhatWasGatheredIsSentWhenTheDigestIsTakenAway) {
    watch("digest = \"daily 08:00\"");
    sim.run_for(1h);
    publish(3);
    sim.run_for(1h);
    configure("[poll]\nsilent_after = \"never\"\n" + feeds() + desk() + maidan());
    sim.run_for(1h);
    EXPECT_THAT(types(), SizeIs(3));
    EXPECT_TRUE(all_came_once(3));
}

TEST_F(DigestStory, QuietHoursHoldAlertsAndLoseNone) {
    watch("quiet = [\"22:00-07:00\"]\ntime_zone = \"Asia/Almaty\"", from_rfc3339("2026-03-02T16:00:00Z").value());
    sim.run_for(2h);  // 21:00 to 23:00 there
    publish(3);
    sim.run_for(4h);
    sim.restart();
    EXPECT_THAT(types(), IsEmpty());
    sim.run_for(6h);
    EXPECT_TRUE(all_came_once(3));
    for (const auto& time : times_in("Asia/Almaty")) EXPECT_EQ(time, "3 Mar 2026, 07:00");
}

TEST_F(DigestStory, QuietHoursOfOneSubscriptionHoldBackNoneOfAnother) {
    watch(
        "quiet = [\"10:00-20:00\"]\n[[subscription]]\nname = \"At once\"\nquery = \"maidan\"\nreceivers = [\"desk\"]");
    sim.run_for(70min);
    publish();
    sim.run_for(1h);
    ASSERT_THAT(at_the_desk(), SizeIs(1));
    EXPECT_THAT(at_the_desk().front().body, HasSubstr("\"At once\""));
    sim.run_for(12h);
    ASSERT_THAT(at_the_desk(), SizeIs(2));
    EXPECT_THAT(at_the_desk().back().body, HasSubstr("\"Maidan talk\""));
}

TEST_F(DigestStory, ABurstIsOneMessageOfSeveral) {
    gazette.window = 100;
    watch("quiet = [\"10:00-12:00\"]");
    sim.run_for(70min);
    publish(30);
    sim.run_for(4h);
    EXPECT_THAT(types(), ElementsAre("digest"));
    EXPECT_TRUE(all_came_once(30));
}

TEST_F(DigestStory, AlertsThatTrickleInWaitForNothing) {
    gazette.window = 100;
    watch("");
    sim.run_for(70min);
    publish(60);  // read one a second
    sim.run_for(4h);
    EXPECT_THAT(types(), testing::AllOf(SizeIs(60), testing::Each("article.matched")));
    EXPECT_TRUE(all_came_once(60));
    for (const auto& message : at_the_desk()) {
        auto told = from_rfc3339(boost::json::parse(message.body).at("timestamp").as_string());
        ASSERT_TRUE(told);
        EXPECT_LE(message.time - *told, 5s);
    }
}

TEST_F(DigestStory, WhatAnOutageHeldBackComesTogetherAndInOrder) {
    gazette.window = 100;
    watch("");
    sim.run_for(70min);
    bool out = true;
    sim.mailbox.set_manner(hook, [&](const auto&) { return SimMailbox::Reply{out ? 503 : 200}; });
    publish(60);
    sim.run_for(4h);
    out = false;
    sim.run_for(8h);
    // The one that was tried, then the rest of them in the order in which they were made.
    EXPECT_THAT(types(), ElementsAre("article.matched", "digest"));
    EXPECT_TRUE(all_came_once(60));
    publish(1);
    sim.run_for(1h);
    EXPECT_THAT(types(), ElementsAre("article.matched", "digest", "article.matched"));
}

TEST_F(DigestStory, TwentyAlertsGoAtOnceAndSoDoesTheNextAfterAWhile) {
    watch("");
    sim.run_for(70min);
    publish(20);
    sim.run_for(1h);
    publish(1);
    sim.run_for(1h);
    auto got = types();
    EXPECT_EQ(std::count(got.begin(), got.end(), "article.matched"), 21);
    EXPECT_THAT(got, SizeIs(21));
}

TEST_F(DigestStory, TheBoundOfABurstIsTheSubscriptions) {
    watch("max_burst = 2\nquiet = [\"10:00-12:00\"]");
    sim.run_for(70min);
    publish(3);
    sim.run_for(4h);
    EXPECT_THAT(types(), ElementsAre("digest"));
    EXPECT_TRUE(all_came_once(3));
}

}  // namespace
}  // namespace watchword::simulation
