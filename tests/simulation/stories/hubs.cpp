// Hubs tell of news (WebSub), and are neither believed nor needed (daemon/README.md, "Decided here").
#include <array>
#include <map>

#include <boost/url/params_view.hpp>
#include <openssl/evp.h>
#include <openssl/hmac.h>

#include "common/websub/subscription.hpp"
#include "tests/simulation/stories/story.hpp"

namespace watchword::simulation {
namespace {

class HubStory : public Story {
  protected:
    static constexpr const char* hub_url = "https://hub.example/";
    static constexpr const char* callbacks = "https://watch.example/websub/";
    // Of the form that asks, by name.
    using Form = std::map<std::string, std::string>;

    HubStory() {
        gazette.feed_headers = {{"link", "<" + std::string(hub_url) + ">; rel=\"hub\""}};
        sim.web.serve(hub_url, [this](const http::Request& request) {
            Form form;
            for (const auto& field : boost::urls::params_view(request.body)) form[field.key] = field.value;
            asked.emplace_back(sim.clock.now(), form);
            return respond(202);
        });
        gazette.publish("The first", start);
        watch(feeds(), "15m");
        sim.start();
        sim.run_for(10min);  // a hub that has not confirmed by then is asked again after a quarter of an hour
    }

    void watch(const std::string& feeds, const std::string& interval) {
        configure(
            "[server]\npublic_url = \"https://watch.example\"\n[poll]\nadaptive = false\nsilent_after = \"never\"\n"
            "interval = \"" +
            interval + "\"\n" + feeds + desk() + maidan());
    }
    void watch_no_more() { watch(feeds("enabled = false"), "15m"); }

    std::string code() const { return asked.back().second.at("hub.callback").substr(std::string(callbacks).size()); }

    // What is answered to the hub's question whether we mean it; empty: it is refused.
    std::string inquire(const std::string& mode, Duration lease = 24h) {
        auto seconds = std::to_string(std::chrono::floor<std::chrono::seconds>(lease).count());
        auto answer =
            sim.ask(sim.app().hubs().inquired(code(), websub::inquiry_from({{"hub.mode", mode},
                                                                            {"hub.topic", gazette.feed_url()},
                                                                            {"hub.challenge", "challenge"},
                                                                            {"hub.lease_seconds", seconds}})));
        return answer.status == 200 ? answer.text : "";
    }

    // Sends news, signed with the secret or another one.
    unsigned push(const std::string& secret) {
        const std::string body = "<rss/>";
        std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
        unsigned length = 0;
        HMAC(EVP_sha256(), secret.data(), static_cast<int>(secret.size()),
             reinterpret_cast<const unsigned char*>(body.data()), body.size(), digest.data(), &length);
        std::string signature = "sha256=";
        for (unsigned i = 0; i < length; ++i) {
            signature += "0123456789abcdef"[digest[i] / 16];
            signature += "0123456789abcdef"[digest[i] % 16];
        }
        return sim.ask(sim.app().hubs().pushed(code(), signature, body)).status;
    }
    unsigned push() { return push(asked.back().second.at("hub.secret")); }

    std::vector<SimWeb::Visit> polls() const { return sim.web.visits(gazette.feed_url()); }
    std::size_t polls_in(Duration duration) {
        auto before = polls().size();
        sim.run_for(duration);
        return polls().size() - before;
    }

    Outlet& gazette = outlet("gazette");
    std::vector<std::pair<Time, Form>> asked;
};

TEST_F(HubStory, AHubIsAskedWhenItsFeedNamesItAndAgainBeforeTheLeaseEnds) {
    ASSERT_THAT(asked, SizeIs(1));
    EXPECT_LE(asked[0].first - polls().front().time, 1min);
    EXPECT_EQ(asked[0].second["hub.mode"], "subscribe");
    EXPECT_EQ(asked[0].second["hub.topic"], gazette.feed_url());
    EXPECT_EQ(inquire("unsubscribe"), "");
    EXPECT_EQ(inquire("subscribe", 48h), "challenge");
    auto confirmed = sim.clock.now();
    sim.run_for(24h);
    sim.restart();
    sim.run_for(24h - 10min);
    ASSERT_THAT(asked, SizeIs(testing::Ge(2u)));
    EXPECT_GE(asked[1].first - confirmed, 24h);
    EXPECT_LE(asked[1].first - confirmed, 40h);
    EXPECT_EQ(asked[1].second, asked[0].second);
    EXPECT_EQ(inquire("subscribe", 10 * 24h), "challenge");
    auto requests = asked.size();
    sim.run_for(5 * 24h);
    EXPECT_THAT(asked, SizeIs(requests)) << "until it is due again";
}

TEST_F(HubStory, WhatIsSignedRightlyIsFetchedAtOnceAndNothingElse) {
    ASSERT_EQ(inquire("subscribe", 10 * 24h), "challenge");
    watch(feeds(), "12h");
    sim.run_for(24h);
    gazette.publish("Talks on the Maidan", sim.clock.now());
    auto before = polls().size();
    EXPECT_EQ(push("another secret"), 202u);
    EXPECT_EQ(push(""), 202u);
    sim.run_for(1min);
    EXPECT_THAT(polls(), SizeIs(before));
    EXPECT_EQ(push(), 202u);
    sim.run_for(1min);
    EXPECT_THAT(polls(), SizeIs(before + 1));
    EXPECT_THAT(types(), ElementsAre("article.matched"));
}

TEST_F(HubStory, AHubThatConfirmsAndSaysNothingChangesNothing) {
    ASSERT_EQ(inquire("subscribe", 10 * 24h), "challenge");
    EXPECT_GE(polls_in(24h), 80u);
    gazette.publish("Talks on the Maidan", sim.clock.now());
    sim.run_for(20min);
    EXPECT_THAT(types(), ElementsAre("article.matched"));
}

TEST_F(HubStory, AHubThatToldOfNewsMakesPollsRareUntilItMissesSome) {
    ASSERT_EQ(inquire("subscribe", 10 * 24h), "challenge");
    gazette.publish("Quiet day", sim.clock.now());
    ASSERT_EQ(push(), 202u);
    sim.run_for(1min);
    auto rare = polls_in(24h);
    EXPECT_GE(rare, 20u);
    EXPECT_LE(rare, 26u) << "four times the interval";
    gazette.publish("Talks on the Maidan", sim.clock.now());  // of which it does not tell
    sim.run_for(8h);
    EXPECT_THAT(types(), ElementsAre("article.matched"));
    EXPECT_GE(polls_in(24h), 80u);
}

TEST_F(HubStory, AHubIsAskedToBeSilentWhenItsFeedIsPolledNoMore) {
    ASSERT_EQ(inquire("subscribe", 10 * 24h), "challenge");
    auto first = asked.back().second;
    watch_no_more();
    sim.run_for(1min);
    ASSERT_THAT(asked, SizeIs(2));
    EXPECT_EQ(asked[1].second, (Form{{"hub.mode", "unsubscribe"},
                                     {"hub.callback", first["hub.callback"]},
                                     {"hub.topic", gazette.feed_url()}}));
    EXPECT_EQ(push(first["hub.secret"]), 410u);
    EXPECT_EQ(inquire("subscribe"), "");
    EXPECT_EQ(inquire("unsubscribe"), "challenge");
    EXPECT_EQ(inquire("unsubscribe"), "") << "it was settled";
    sim.restart();
    sim.run_for(20 * 24h);
    EXPECT_THAT(asked, SizeIs(2));
}

TEST_F(HubStory, AHubThatDoesNotHearThatItsFeedIsPolledNoMoreIsToldThreeTimes) {
    ASSERT_EQ(inquire("subscribe", 10 * 24h), "challenge");
    watch_no_more();
    sim.run_for(1min);
    sim.restart();
    sim.run_for(5 * 24h);
    EXPECT_THAT(asked, SizeIs(1 + 3));
}

TEST_F(HubStory, AHubThatNeverConfirmedIsForgottenWithItsFeed) {
    watch_no_more();
    sim.run_for(5 * 24h);
    EXPECT_THAT(asked, SizeIs(1));
}

}  // namespace
}  // namespace watchword::simulation
