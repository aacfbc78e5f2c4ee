// SIGHUP: all or nothing, without losing a schedule (spec/config.md, "Reload").
#include "tests/simulation/stories/story.hpp"

namespace watchword::simulation {
namespace {

class ReloadStory : public Story {};

TEST_F(ReloadStory, AReloadKeepsTheSchedule) {
    Outlet& gazette = outlet("gazette");
    gazette.publish("One", start);
    auto toml = "[poll]\nadaptive = false\nsilent_after = \"never\"\n" + feeds() + desk() + maidan();
    configure(toml);
    sim.start();
    sim.run_for(2h);
    for (int i = 0; i < 100; ++i) {
        sim.run_for(1min);
        configure(toml);
    }
    auto visits = sim.web.visits(gazette.feed_url());
    EXPECT_GE(visits.size(), 13u);
    for (std::size_t i = 1; i < visits.size(); ++i) EXPECT_GE(visits[i].time - visits[i - 1].time, 15min);
}

TEST_F(ReloadStory, AFeedThatIsAddedIsPolledAndOneThatIsTakenOutIsNot) {
    Outlet& gazette = outlet("gazette");
    configure(feeds() + desk() + maidan());
    sim.start();
    sim.run_for(2h);
    auto without = feeds();
    Outlet& herald = outlet("herald");
    configure(feeds() + desk() + maidan());
    sim.run_for(2h);
    herald.publish("The Maidan fills again", sim.clock.now());
    sim.run_for(1h);
    EXPECT_THAT(types(), ElementsAre("article.matched"));

    configure(without + desk() + maidan());
    auto polls = sim.web.visits(herald.feed_url()).size();
    sim.run_for(12h);
    EXPECT_EQ(sim.web.visits(herald.feed_url()).size(), polls);
    EXPECT_GE(sim.web.visits(gazette.feed_url()).size(), 20u);
}

TEST_F(ReloadStory, SubscriptionsComeAndGo) {
    Outlet& gazette = outlet("gazette");
    configure(feeds() + desk() + maidan());
    sim.start();
    sim.run_for(1h);
    configure(feeds() + desk() + "[[subscription]]\nname = \"Harvest\"\nquery = \"harvest\"\nreceivers = [\"desk\"]\n");
    gazette.publish("The Maidan fills again", sim.clock.now());
    gazette.publish("The harvest is in", sim.clock.now());
    sim.run_for(2h);
    ASSERT_THAT(types(), ElementsAre("article.matched"));
    EXPECT_THAT(at_the_desk().front().body, HasSubstr("\"Harvest\""));
}

TEST_F(ReloadStory, AFaultChangesNothing) {
    Outlet& gazette = outlet("gazette");
    configure(feeds() + desk() + maidan());
    sim.start();
    sim.run_for(1h);
    auto faults = sim.configure("[poll]\nintervall = \"1h\"\n" + desk() +
                                "[[subscription]]\nname = \"x\"\nquery = \"(\"\nreceivers = [\"desk\"]\n");
    EXPECT_THAT(faults, SizeIs(testing::Ge(2u)));
    gazette.publish("The Maidan fills again", sim.clock.now());
    sim.run_for(2h);
    EXPECT_THAT(types(), ElementsAre("article.matched"));
}

TEST_F(ReloadStory, AnotherAddressOfAReceiverGetsWhatWaits) {
    Outlet& gazette = outlet("gazette");
    configure(feeds() + desk() + maidan());
    sim.start();
    sim.run_for(1h);
    sim.mailbox.set_manner(hook, [](const auto&) { return SimMailbox::Reply{500}; });
    gazette.publish("The Maidan fills again", sim.clock.now());
    sim.run_for(2h);
    configure(feeds() + "[[receiver]]\nname = \"desk\"\nwebhook = \"https://new-desk.example/\"\n" + maidan());
    sim.run_for(12h);
    EXPECT_THAT(sim.mailbox.messages("https://new-desk.example/"), SizeIs(1));
}

}  // namespace
}  // namespace watchword::simulation
