// How alerts reach receivers that fail (spec/alerts.md, "Webhook" and "E-mail").
#include <algorithm>
#include <map>
#include <set>

#include "daemon/store/alerts.hpp"
#include "tests/simulation/stories/story.hpp"

namespace watchword::simulation {
namespace {

using Reply = SimMailbox::Reply;

class DeliveryStory : public Story {
  protected:
    // A desk by webhook, a second one, and the operator by mail.
    static std::string receivers() {
        return desk() +
               "[[receiver]]\nname = \"second desk\"\nwebhook = \"https://second.example/hook\"\n"
               "[[receiver]]\nname = \"operator\"\nemail = [\"ops@example.org\"]\n"
               "[operator]\nreceivers = [\"operator\"]\n[poll]\nsilent_after = \"never\"\n";
    }
    static std::string both() {
        return "[[subscription]]\nname = \"Maidan talk\"\nquery = \"maidan\"\nreceivers = [\"desk\", \"second "
               "desk\"]\n";
    }

    DeliveryStory() {
        configure(receivers() + feeds() + both());
        sim.start();
        sim.run_for(1h);
    }

    void publish(int count = 1) {
        for (int i = 0; i < count; ++i) gazette.publish("Maidan, part " + std::to_string(++parts), sim.clock.now());
    }
    void fail(std::function<Reply()> reply) {
        sim.mailbox.set_manner(hook, [reply = std::move(reply)](const auto&) { return reply(); });
    }
    std::vector<SimMailbox::Message> mails() const { return sim.mailbox.messages("ops@example.org"); }

    // How often each message came to a receiver.
    static std::map<std::string, int> times(const std::vector<SimMailbox::Message>& messages) {
        std::map<std::string, int> count;
        for (const auto& message : messages) ++count[message.id];
        return count;
    }

    Outlet& gazette = outlet("gazette");
    int parts = 0;
};

TEST_F(DeliveryStory, RetriesClimbTheLadderThenTheDeliveryHasFailedAndTheOperatorIsToldOnce) {
    fail([] { return Reply{500}; });
    publish();
    sim.run_for(80h);
    auto attempts = sim.mailbox.attempts(hook);
    ASSERT_THAT(attempts, SizeIs(10));
    std::vector<Duration> ladder = {5s, 5min, 30min, 2h, 5h, 10h, 14h, 20h, 24h};
    for (std::size_t i = 0; i < ladder.size(); ++i) {
        auto gap = attempts[i + 1].time - attempts[i].time;
        EXPECT_GE(gap, ladder[i] * 9 / 10) << i;
        EXPECT_LE(gap, ladder[i] * 11 / 10 + 1s) << i;
        EXPECT_EQ(attempts[i].id, attempts[i + 1].id);
        EXPECT_EQ(attempts[i].body, attempts[i + 1].body);
    }
    ASSERT_THAT(mails(), SizeIs(1));
    EXPECT_THAT(mails().front().body, HasSubstr("desk"));
    auto failed = sim.look([](store::Connection& c) {
        auto statement = c.prepare("SELECT count(*) FROM delivery WHERE state = 'failed'");
        return statement.step() ? statement.integer(0) : 0;
    });
    EXPECT_EQ(failed, 1);
    EXPECT_THAT(sim.mailbox.messages("https://second.example/hook"), SizeIs(1));
}

TEST_F(DeliveryStory, RetriesClimbTheLadderOverRestarts) {
    fail([] { return Reply{0}; });
    publish();
    for (int i = 0; i < 100; ++i) {
        sim.run_for(48min);
        sim.restart();
    }
    auto attempts = sim.mailbox.attempts(hook);
    EXPECT_THAT(attempts, SizeIs(10));
    EXPECT_THAT(times(attempts), SizeIs(1));
    EXPECT_THAT(mails(), SizeIs(1));
}

TEST_F(DeliveryStory, AClockThatIsSetBackHoldsUpNothing) {
    fail([] { return Reply{500}; });
    publish();
    sim.run_for(25min);
    auto before = sim.mailbox.attempts(hook);
    ASSERT_THAT(before, SizeIs(3)) << "the next is due half an hour after the third";
    sim.clock.set(sim.clock.now() - 72h);
    publish();
    sim.run_for(45min);
    auto second = sim.mailbox.messages("https://second.example/hook");
    EXPECT_THAT(second, SizeIs(2)) << "the feed is polled, the page read, the alert delivered";
    EXPECT_THAT(sim.mailbox.attempts(hook), SizeIs(testing::Ge(4u))) << "no wait is longer than it was";
    sim.mailbox.clear_manner(hook);
    sim.run_for(6h);
    EXPECT_THAT(at_the_desk(), SizeIs(2));
}

TEST_F(DeliveryStory, AClockThatWasSetBackBetweenTwoRunsHoldsUpNothing) {
    fail([] { return Reply{500}; });
    publish(2);
    sim.run_for(3h);
    sim.stop();
    sim.clock.set(sim.clock.now() - 30 * 24h);
    sim.mailbox.clear_manner(hook);
    sim.start();
    publish();
    sim.run_for(1h);
    EXPECT_THAT(at_the_desk(), SizeIs(3));
}

TEST_F(DeliveryStory, AnOutageDelaysEverythingAndLosesNothing) {
    fail([] { return Reply{503}; });
    for (int i = 0; i < 12; ++i) {
        publish();
        sim.run_for(30min);
    }
    EXPECT_THAT(at_the_desk(), IsEmpty());
    // A quarter of a day later it is back: the backlog comes at the next probe, in order.
    sim.mailbox.clear_manner(hook);
    sim.run_for(6h);
    auto desk = at_the_desk(), second = sim.mailbox.messages("https://second.example/hook");
    ASSERT_THAT(desk, SizeIs(12));
    ASSERT_THAT(second, SizeIs(12));
    for (std::size_t i = 0; i < desk.size(); ++i) EXPECT_EQ(desk[i].alerts, second[i].alerts);
    EXPECT_LE(desk.back().time - desk.front().time, 5s);
}

TEST_F(DeliveryStory, ADeadReceiverIsProbedByOneDeliveryAtATimeAndDelaysNoOther) {
    fail([] { return Reply{0}; });
    for (int i = 0; i < 48; ++i) {
        publish();
        sim.run_for(30min);
    }
    EXPECT_LE(sim.mailbox.attempts(hook).size(), 12u);
    EXPECT_THAT(sim.mailbox.messages("https://second.example/hook"), SizeIs(48));
    for (const auto& message : sim.mailbox.messages("https://second.example/hook")) EXPECT_EQ(message.status, 200);
}

TEST_F(DeliveryStory, ABodyThatIsNotTakenHoldsUpNobody) {
    std::string poison;
    sim.mailbox.set_manner(hook, [&](const SimMailbox::Message& message) {
        if (poison.empty()) poison = message.id;
        return message.id == poison ? Reply{500} : Reply{200};
    });
    publish(5);
    sim.run_for(1h);
    EXPECT_THAT(at_the_desk(), SizeIs(4));
    sim.run_for(90h);
    EXPECT_THAT(sim.mailbox.attempts(hook), SizeIs(14));
    EXPECT_THAT(mails(), SizeIs(1));
}

TEST_F(DeliveryStory, A410StopsTheReceiverAndTellsTheOperator) {
    fail([] { return Reply{410}; });
    publish();
    sim.run_for(2h);
    publish(3);
    sim.run_for(10 * 24h);
    sim.restart();
    sim.run_for(24h);
    EXPECT_THAT(sim.mailbox.attempts(hook), SizeIs(1));
    EXPECT_THAT(mails(), SizeIs(1));
    EXPECT_THAT(sim.mailbox.messages("https://second.example/hook"), SizeIs(4));
    auto waiting = sim.look([](store::Connection& c) {
        auto statement = c.prepare("SELECT count(*) FROM delivery WHERE state = 'pending'");
        return statement.step() ? statement.integer(0) : 0;
    });
    EXPECT_EQ(waiting, 4) << "kept, to be sent again";
}

TEST_F(DeliveryStory, RetryAfterIsObeyed) {
    int asked = 0;
    fail([&] { return ++asked == 1 ? Reply{429, "3600"} : Reply{200}; });
    publish();
    sim.run_for(30min);
    publish();
    sim.run_for(3h);
    auto attempts = sim.mailbox.attempts(hook);
    ASSERT_THAT(attempts, SizeIs(3));
    EXPECT_GE(attempts[1].time - attempts[0].time, 1h);
    EXPECT_EQ(attempts[1].id, attempts[0].id) << "in order";
}

TEST_F(DeliveryStory, ALostAnswerIsARepeatWithTheSameIdAndBody) {
    int asked = 0;
    fail([&] { return Reply{200, "", ++asked == 1}; });
    publish();
    sim.run_for(2h);
    ASSERT_THAT(at_the_desk(), SizeIs(2));
    EXPECT_EQ(at_the_desk()[0].id, at_the_desk()[1].id);
    EXPECT_EQ(at_the_desk()[0].body, at_the_desk()[1].body);
}

TEST_F(DeliveryStory, EachEpisodeOfFailuresIsToldOnce) {
    for (int episode = 1; episode <= 2; ++episode) {
        fail([] { return Reply{500}; });
        publish();
        sim.run_for(80h);
        sim.mailbox.clear_manner(hook);
        publish();
        sim.run_for(48h);
        EXPECT_THAT(mails(), SizeIs(episode));
    }
}

TEST_F(DeliveryStory, AnArticlesNewsComeInOrderEvenWhereOneBodyIsNotTakenAtFirst) {
    configure(receivers() + feeds() +
              "[[subscription]]\nname = \"Maidan talk\"\nquery = \"maidan\"\nreceivers = [\"desk\"]\n"
              "events = [\"matched\", \"edited\"]\nquiet = [\"09:00-14:00\"]\n");
    Piece& piece = gazette.publish("The Maidan fills again", sim.clock.now());
    sim.run_for(70min);
    piece.headline = "The Maidan fills up once more";
    int asked = 0;
    fail([&] { return Reply{++asked == 1 ? 400 : 200}; });
    sim.run_for(6h);
    std::vector<std::string> tried;
    for (const auto& attempt : sim.mailbox.attempts(hook)) tried.push_back(attempt.type);
    EXPECT_THAT(tried, ElementsAre("article.matched", "article.matched", "article.edited"));
}

TEST_F(DeliveryStory, AnAddressThatRefusesEachMailIsToldOnceUntilItTakesOneAgain) {
    configure(receivers() + feeds() +
              "[[receiver]]\nname = \"anna\"\nemail = [\"anna@example.org\"]\n"
              "[[subscription]]\nname = \"Maidan talk\"\nquery = \"maidan\"\nreceivers = [\"anna\"]\n");
    for (int episode = 1; episode <= 2; ++episode) {
        sim.mailbox.set_manner("anna@example.org", [](const auto&) { return Reply{550}; });
        for (int day = 0; day < 4; ++day) {
            publish();
            sim.run_for(24h);
            sim.restart();
        }
        EXPECT_THAT(mails(), SizeIs(episode));
        sim.mailbox.clear_manner("anna@example.org");
        publish();
        sim.run_for(24h);
        EXPECT_THAT(sim.mailbox.messages("anna@example.org"), SizeIs(episode));
    }
}

TEST_F(DeliveryStory, ABodyThatIsRefusedAgainAndAgainIsToldOnce) {
    fail([] { return Reply{400}; });
    publish(3);
    sim.run_for(90h);
    EXPECT_THAT(at_the_desk(), IsEmpty());
    EXPECT_THAT(mails(), SizeIs(1));
}

TEST_F(DeliveryStory, WordToTheOperatorThatIsRefusedMakesNoEndOfFurtherWord) {
    sim.mailbox.set_manner("ops@example.org", [](const auto&) { return Reply{550}; });
    fail([] { return Reply{410}; });
    publish();
    sim.run_for(1h);
    EXPECT_THAT(sim.mailbox.attempts("ops@example.org"), SizeIs(2)) << "of the desk, and of the operator's own address";
}

TEST_F(DeliveryStory, AMailServerThatIsDownDefersEverythingAndAnAddressThatIsRefusedHoldsUpNoOther) {
    configure(receivers() + feeds() +
              "[[receiver]]\nname = \"two\"\nemail = [\"anna@example.org\", \"bert@example.org\"]\n"
              "[[subscription]]\nname = \"Maidan talk\"\nquery = \"maidan\"\nreceivers = [\"two\"]\n");
    bool down = true;
    sim.mailbox.set_manner("anna@example.org", [&](const auto&) { return down ? Reply{0} : Reply{550}; });
    sim.mailbox.set_manner("bert@example.org", [&](const auto&) { return down ? Reply{0} : Reply{250}; });
    publish(3);
    sim.run_for(6h);
    EXPECT_LE(sim.mailbox.attempts("anna@example.org").size() + sim.mailbox.attempts("bert@example.org").size(), 10u);
    down = false;
    sim.run_for(6h);
    EXPECT_THAT(sim.mailbox.messages("bert@example.org"), SizeIs(3));
    EXPECT_THAT(sim.mailbox.messages("anna@example.org"), IsEmpty());
    ASSERT_THAT(mails(), SizeIs(1)) << "three were refused, in one episode";
    EXPECT_THAT(mails().front().body, HasSubstr("anna@example.org: "));
    auto tried = sim.mailbox.attempts("anna@example.org").size();
    sim.run_for(6 * 24h);
    EXPECT_EQ(sim.mailbox.attempts("anna@example.org").size(), tried) << "refused is final";
}

TEST_F(DeliveryStory, AStopSendsNothingTwice) {
    publish(10);
    // Into the middle of the deliveries, whenever they come.
    for (int i = 0; i < 200; ++i) {
        sim.run_for(7s + Duration(i * 37));
        sim.restart();
    }
    for (const auto& [id, count] : times(at_the_desk())) EXPECT_EQ(count, 1);
    EXPECT_THAT(at_the_desk(), SizeIs(10));
}

}  // namespace
}  // namespace watchword::simulation
