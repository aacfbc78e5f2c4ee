// How feeds are polled, and what the operator hears of them (spec/product.md, promises 6 and 7).
#include "tests/simulation/stories/story.hpp"

namespace watchword::simulation {
namespace {

class PollStory : public Story {
  protected:
    static std::string told_to_the_desk() { return "[operator]\nreceivers = [\"desk\"]\n"; }
    void watch(const std::string& more = {}, const std::string& of_feeds = {}) {
        configure(told_to_the_desk() + more + feeds(of_feeds) + desk());
        sim.start();
    }
    // A piece an hour, so that the feed's rhythm is known.
    void publish_hourly(Outlet& outlet, int hours) {
        for (int i = 0; i < hours; ++i) {
            outlet.publish("News of hour " + std::to_string(++hour), sim.clock.now());
            sim.run_for(1h);
        }
    }
    int hour = 0;
};

TEST_F(PollStory, AnUnchangedFeedIsAskedWithItsValidatorsNoMoreOftenThanConfigured) {
    Outlet& gazette = outlet("gazette");
    gazette.publish("One", start);
    watch("[poll]\nsilent_after = \"never\"\n");
    sim.run_for(24h);
    auto visits = sim.web.visits(gazette.feed_url());
    ASSERT_THAT(visits, SizeIs(testing::Ge(10u)));
    for (std::size_t i = 1; i < visits.size(); ++i) {
        EXPECT_EQ(visits[i].status, 304);
        EXPECT_GE(visits[i].time - visits[i - 1].time, 5min);
    }
}

TEST_F(PollStory, A429WithRetryAfterDelaysTheNextPollByThatLongEvenOverARestart) {
    Outlet& gazette = outlet("gazette");
    bool busy = true;
    gazette.answers_instead = [&]() -> std::optional<http::Response> {
        if (!busy) return std::nullopt;
        auto response = respond(429);
        response.headers.emplace_back("retry-after", "7200");
        return response;
    };
    watch();
    sim.run_for(30min);
    busy = false;
    sim.restart();
    sim.run_for(3h);
    auto visits = sim.web.visits(gazette.feed_url());
    ASSERT_THAT(visits, SizeIs(testing::Ge(2u)));
    EXPECT_GE(visits[1].time - visits[0].time, 2h);
    EXPECT_LE(visits[1].time - visits[0].time, 2h + 10min);
}

TEST_F(PollStory, WhatIsOnItsWayWhenTheDaemonStopsIsNotAskedForAgain) {
    Outlet& gazette = outlet("gazette");
    gazette.publish("One", start);
    watch();
    sim.run_for(1h);
    auto restart_at_next_visit = [this](const std::string& url) {
        auto before = sim.web.visits(url).size();
        while (sim.web.visits(url).size() == before) sim.run_for(1ms);
        EXPECT_EQ(sim.web.visits(url).back().status, 200);
        sim.restart();
        sim.run_for(2min);
        EXPECT_EQ(sim.web.visits(url).size(), before + 1) << url;
    };
    gazette.publish("Two", sim.clock.now());
    restart_at_next_visit(gazette.feed_url());
    restart_at_next_visit(gazette.url_of(gazette.publish("Three", sim.clock.now())));
}

TEST_F(PollStory, AFailingFeedIsToldOnceAndItsRecoveryOnce) {
    Outlet& gazette = outlet("gazette");
    gazette.publish("One", start);
    watch("[poll]\nsilent_after = \"never\"\n");
    sim.run_for(1h);
    gazette.answers_instead = [] { return respond(500); };
    sim.run_for(48h);
    EXPECT_THAT(types(), ElementsAre("feed.failing"));
    sim.restart();
    sim.run_for(24h);
    EXPECT_THAT(types(), ElementsAre("feed.failing"));
    gazette.answers_instead = nullptr;
    sim.run_for(48h);
    EXPECT_THAT(types(), ElementsAre("feed.failing", "feed.recovered"));

    gazette.answers_instead = [] { return respond(200, "text/html", "<html><body>Please log in</body></html>"); };
    sim.run_for(48h);
    EXPECT_THAT(types(), ElementsAre("feed.failing", "feed.recovered", "feed.failing"));
}

TEST_F(PollStory, OfAFeedThatIsCutShortNoPartOfAPieceIsTold) {
    Outlet& gazette = outlet("gazette");
    auto piece = [](const std::string& headline) {
        std::string text;
        for (int i = 0; i < 40; ++i) text += "Sentence " + std::to_string(i) + " of " + headline + ". ";
        return "<item><title>" + headline + "</title><guid>" + headline + "</guid><description>" + text +
               "</description></item>";
    };
    std::string items = piece("One on the Maidan") + piece("Two on the Maidan");
    std::size_t missing = 200;
    gazette.answers_instead = [&] {
        std::string body = "<rss version='2.0'><channel><title>gazette</title>" + items + "</channel></rss>";
        auto response = respond(200, "text/xml", body.substr(0, body.size() - missing));
        response.headers.emplace_back("etag", "\"the same\"");
        return response;
    };
    configure("[poll]\nsilent_after = \"never\"\n" + feeds() + desk() + maidan("events = [\"matched\", \"edited\"]"));
    sim.start();
    sim.run_for(10min);
    missing = 0;
    sim.run_for(2h);
    EXPECT_THAT(types(), IsEmpty()) << "what was cut off the first answer was listed before, too";

    items += piece("Three on the Maidan");
    missing = 500;
    sim.run_for(2h);
    EXPECT_THAT(types(), IsEmpty());
    missing = 0;
    sim.run_for(2h);
    ASSERT_THAT(types(), ElementsAre("article.matched"));
    missing = 500;
    sim.run_for(2h);
    missing = 0;
    sim.run_for(2h);
    EXPECT_THAT(types(), ElementsAre("article.matched"));
}

TEST_F(PollStory, ASilentFeedIsToldOnceAndItsRecoveryOnce) {
    Outlet& gazette = outlet("gazette");
    watch();
    publish_hourly(gazette, 72);
    EXPECT_THAT(types(), IsEmpty());
    sim.run_for(14 * 24h);
    EXPECT_THAT(types(), ElementsAre("feed.silent"));
    publish_hourly(gazette, 24);
    EXPECT_THAT(types(), ElementsAre("feed.silent", "feed.recovered"));
}

TEST_F(PollStory, AFeedWhoseWindowIsTooSmallIsToldOnceAndItsRecoveryOnce) {
    Outlet& gazette = outlet("gazette");
    gazette.window = 5;
    watch("[poll]\nsilent_after = \"never\"\n");
    publish_hourly(gazette, 24);
    for (int i = 0; i < 6; ++i) {
        for (int j = 0; j < 8; ++j)
            gazette.publish("Wave " + std::to_string(i) + " piece " + std::to_string(j), sim.clock.now());
        sim.run_for(1h);
    }
    EXPECT_THAT(types(), ElementsAre("feed.overflow"));
    publish_hourly(gazette, 60);
    EXPECT_THAT(types(), ElementsAre("feed.overflow", "feed.recovered"));
}

TEST_F(PollStory, AFeedThatIsGoneIsToldOnceAndNotPolledAgain) {
    Outlet& gazette = outlet("gazette");
    gazette.publish("One", start);
    watch("[poll]\nsilent_after = \"never\"\n");
    sim.run_for(1h);
    gazette.answers_instead = [] { return respond(410); };
    sim.run_for(24h);
    auto polls = sim.web.visits(gazette.feed_url()).size();
    sim.restart();
    sim.run_for(10 * 24h);
    EXPECT_THAT(types(), ElementsAre("feed.failing"));
    EXPECT_THAT(at_the_desk().front().body, HasSubstr("410"));
    EXPECT_EQ(sim.web.visits(gazette.feed_url()).size(), polls);
}

TEST_F(PollStory, ARestartPollsNothingBeforeItsTime) {
    for (int i = 0; i < 5; ++i) outlet("gazette-" + std::to_string(i)).publish("One", start);
    watch("[poll]\nsilent_after = \"never\"\nadaptive = false\n");
    sim.run_for(2h);
    for (int i = 0; i < 100; ++i) {
        sim.run_for(36s);
        sim.restart();
    }
    for (const Outlet& one : outlets) {
        auto visits = sim.web.visits(one.feed_url());
        for (std::size_t i = 1; i < visits.size(); ++i) EXPECT_GE(visits[i].time - visits[i - 1].time, 15min);
        EXPECT_GE(visits.size(), 10u);
    }
}

TEST_F(PollStory, AFeedThatHangsDelaysNoOther) {
    Outlet& slow = outlet("slow");
    Outlet& gazette = outlet("gazette");
    sim.web.set_trouble([&](const http::Request& request) -> std::optional<http::Error> {
        if (request.url != slow.feed_url()) return std::nullopt;
        return http::Error{http::Error::Kind::timeout, "no answer within 30s"};
    });
    watch("[poll]\nsilent_after = \"never\"\nadaptive = false\n");
    sim.run_for(24h);
    EXPECT_GE(sim.web.visits(gazette.feed_url()).size(), 80u);
    EXPECT_LE(sim.web.visits(slow.feed_url()).size(), 10u);
    EXPECT_THAT(types(), ElementsAre("feed.failing"));
}

}  // namespace
}  // namespace watchword::simulation
