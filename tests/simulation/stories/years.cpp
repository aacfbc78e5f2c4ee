// Many feeds, many alerts, a long time.
#include <algorithm>
#include <chrono>
#include <map>
#include <set>

#include <boost/json.hpp>

#include "tests/simulation/stories/story.hpp"

namespace watchword::simulation {
namespace {

class LongStory : public Story {
  protected:
    std::size_t count(const char* sql) {
        return sim.look([sql](store::Connection& c) {
            auto statement = c.prepare(sql);
            return static_cast<std::size_t>(statement.step() ? statement.integer(0) : 0);
        });
    }
};

TEST_F(LongStory, FiftyFeedsOverThirtyDaysAlertOfEachPieceOnce) {
    constexpr int days = is_slow_build ? 6 : 30;
    for (int i = 0; i < 50; ++i) outlet("gazette-" + std::to_string(i)).publish("The old Maidan", start - 48h);
    configure(feeds() + desk() + maidan(R"(events = ["matched", "edited", "removed"])"));
    // A twentieth of all requests fails.
    SimRandom chance(seed + 4);
    sim.web.set_trouble([&](const http::Request&) -> std::optional<http::Error> {
        if (chance.below(20) > 0) return std::nullopt;
        return http::Error{http::Error::Kind::unreachable, "connection reset"};
    });
    auto real = std::chrono::steady_clock::now();
    sim.start();
    std::set<std::string> expected;
    for (int hour = 0; hour < days * 24; ++hour) {
        for (Outlet& one : outlets) {
            if (hour == 0 || chance.below(8) > 0) continue;
            bool matches = chance.below(5) == 0;
            auto& piece =
                one.publish(matches ? "People meet on the Maidan" : "People meet in the valley", sim.clock.now());
            if (matches) expected.insert(piece.link);
        }
        sim.run_for(1h);
    }
    sim.run_for(24h);
    auto took = std::chrono::duration<double>(std::chrono::steady_clock::now() - real);
    std::map<std::string, int> told;  // of each piece, how often
    for (const auto& message : at_the_desk()) {
        auto body = boost::json::parse(message.body);
        ASSERT_EQ(message.type, "article.matched") << message.body;
        ++told[std::string(body.at("data").at("article").at("url").as_string())];
    }
    for (const std::string& piece : expected) EXPECT_EQ(told[piece], 1) << piece;
    EXPECT_EQ(told.size(), expected.size());
    EXPECT_EQ(count("SELECT count(*) FROM delivery WHERE state = 'pending'"), 0u);
    RecordProperty("virtual_over_real", std::to_string((days + 1) * 86400 / took.count()));
    std::cout << expected.size() << " alerts, " << sim.web.visits().size() << " requests, virtual over real time "
              << static_cast<long>((days + 1) * 86400 / took.count()) << '\n';
}

TEST_F(LongStory, WhatIsOlderThanKeepIsPrunedButForWhatAKeptAlertRefersTo) {
    Outlet& gazette = outlet("gazette");
    gazette.window = 3;
    configure("[state]\nkeep = \"40d\"\n[poll]\nsilent_after = \"never\"\n" + feeds() + desk() +
              maidan(R"(events = ["matched", "edited"])"));
    sim.start();
    sim.run_for(1h);
    Piece& old = gazette.publish("The first Maidan", sim.clock.now());
    for (int day = 0; day < 100; ++day) {
        gazette.publish("Quiet day " + std::to_string(day), sim.clock.now());
        gazette.publish("Maidan of day " + std::to_string(day), sim.clock.now());
        // The ladder has its last step after thirty days.
        if (day == 28) old.headline = "The first Maidan, corrected";
        sim.run_for(24h);
    }
    EXPECT_THAT(types(), SizeIs(102));
    auto articles = count("SELECT count(*) FROM article"), alerts = count("SELECT count(*) FROM alert");
    EXPECT_GE(articles, 80u);
    EXPECT_LE(articles, 90u);
    EXPECT_GE(alerts, 40u);
    EXPECT_LE(alerts, 45u);
    EXPECT_EQ(count("SELECT count(*) FROM alert WHERE article NOT IN (SELECT id FROM article)"), 0u);
    EXPECT_EQ(count("SELECT count(*) FROM delivery WHERE alert NOT IN (SELECT id FROM alert)"), 0u);
    EXPECT_EQ(count("SELECT count(*) FROM revision WHERE article NOT IN (SELECT id FROM article)"), 0u);
    EXPECT_EQ(count("SELECT count(*) FROM entry WHERE article NOT IN (SELECT id FROM article)"), 0u);
    EXPECT_EQ(count("SELECT count(*) FROM entry_name WHERE entry NOT IN (SELECT number FROM entry)"), 0u);
}

TEST_F(LongStory, AThousandTextsTeachWhatTheyHaveInCommonAndLaterOnesAreKeptWithoutIt) {
    for (int i = 0; i < 3; ++i) {
        Outlet& one = outlet("gazette-" + std::to_string(i));
        one.has_pages = false;
        one.window = 400;
        for (int piece = 0; piece < 400; ++piece)
            one.publish("Piece " + std::to_string(piece * 7 + i) + " of the old Maidan", start - 48h);
    }
    configure("[articles]\nfetch = \"never\"\n" + feeds() + desk() + maidan());
    sim.start();
    sim.run_for(1h);
    ASSERT_GE(count("SELECT count(*) FROM revision"), 1'000u);
    EXPECT_EQ(count("SELECT count(*) FROM dictionary"), 0u);
    sim.run_for(24h);
    EXPECT_EQ(count("SELECT count(*) FROM dictionary"), 1u);
    EXPECT_EQ(count("SELECT count(DISTINCT segid) FROM archive_idx"), 1u);
    outlets.front().publish("New on the Maidan", sim.clock.now());
    sim.run_for(1h);
    EXPECT_THAT(types(), ElementsAre("article.matched"));
    EXPECT_LT(count("SELECT coalesce(size, length(text)) FROM revision ORDER BY id DESC LIMIT 1") * 2,
              count("SELECT coalesce(size, length(text)) FROM revision ORDER BY id LIMIT 1"));
}

// Five receivers: two are well, one fails every other time, one is out again and again, one is dead for a day.
class FloodStory : public LongStory {
  protected:
    static std::string url(int receiver) { return "https://receiver-" + std::to_string(receiver) + ".example/hook"; }

    // Alerts in the order they came, by subscription.
    std::map<std::string, std::vector<std::string>> order(int receiver) const {
        std::map<std::string, std::vector<std::string>> found;
        for (const auto& message : sim.mailbox.messages(url(receiver)))
            for (const auto& id : message.alerts) found[subscription_of.at(id)].push_back(id);
        return found;
    }

    std::map<std::string, std::string> subscription_of;  // by alert
};

TEST_F(FloodStory, TenThousandAlertsReachFiveReceiversOfWhomThreeFail) {
    constexpr int outlets_count = 20, subscriptions = 10, a_step = is_slow_build ? 7 : 35;
    const std::vector<std::string> words = {"maidan",  "harvest",   "parliament", "railway",  "volcano",
                                            "glacier", "orchestra", "satellite",  "epidemic", "pipeline"};
    for (int i = 0; i < outlets_count; ++i) {
        Outlet& one = outlet("gazette-" + std::to_string(i));
        one.has_pages = false;
        one.window = 60;  // far more than it publishes between two polls
    }
    std::string toml =
        "[poll]\nsilent_after = \"never\"\ninterval = \"5m\"\nadaptive = false\n[articles]\nfetch = \"never\"\n" +
        feeds();
    for (int i = 0; i < 5; ++i)
        toml += "[[receiver]]\nname = \"receiver " + std::to_string(i) + "\"\nwebhook = \"" + url(i) + "\"\n";
    for (int i = 0; i < subscriptions; ++i)
        toml += "[[subscription]]\nname = \"" + words[static_cast<std::size_t>(i)] + "\"\nquery = \"" +
                words[static_cast<std::size_t>(i)] +
                "\"\nreceivers = [\"receiver 0\", \"receiver 1\", \"receiver 2\", \"receiver 3\", \"receiver 4\"]\n";
    configure(toml);
    sim.start();
    sim.run_for(1h);

    SimRandom chance(seed + 4);
    auto day_over = sim.clock.now() + 24h;
    sim.mailbox.set_manner(
        url(2), [&](const auto&) { return chance.below(2) == 0 ? SimMailbox::Reply{500} : SimMailbox::Reply{}; });
    Time changes = sim.clock.now();
    bool out = false;
    sim.mailbox.set_manner(url(3), [&](const auto& message) {
        while (message.time >= changes) {
            out = !out;
            changes += 1min + chance.up_to(1h);
        }
        return out ? SimMailbox::Reply{503} : SimMailbox::Reply{};
    });
    sim.mailbox.set_manner(url(4), [&](const auto& message) {
        return message.time < day_over ? SimMailbox::Reply{0} : SimMailbox::Reply{};
    });

    std::size_t published = 0;
    while (sim.clock.now() < day_over) {
        for (int i = 0; i < a_step; ++i, ++published)
            outlets[chance.below(outlets_count)].publish(
                "Piece " + std::to_string(published) + " about the " + words[published % words.size()],
                sim.clock.now());
        sim.run_for(5min);
    }
    // Until everything has come, and a while longer, in which nothing comes again.
    auto end = day_over + 6 * 24h;
    while (sim.clock.now() < end && count("SELECT count(*) FROM delivery WHERE state = 'pending'") > 0) sim.run_for(1h);
    sim.run_for(12h);
    EXPECT_EQ(count("SELECT count(*) FROM delivery WHERE state = 'pending'"), 0u);

    // What a receiver that is well got, and when.
    for (int receiver : {0, 1}) {
        std::vector<Duration> delays;
        std::set<std::string> ids, alerts;
        for (const auto& message : sim.mailbox.messages(url(receiver))) {
            EXPECT_TRUE(ids.insert(message.id).second);
            auto body = boost::json::parse(message.body).as_object();
            delays.push_back(message.time - from_rfc3339(body.at("timestamp").as_string()).value());
            for (const auto& id : message.alerts) alerts.insert(id);
            if (message.type == "article.matched")
                subscription_of[message.alerts.front()] =
                    std::string(body.at("data").at("subscription").at("name").as_string());
        }
        std::sort(delays.begin(), delays.end());
        EXPECT_EQ(alerts.size(), published);
        ASSERT_EQ(sim.mailbox.messages(url(receiver)).size(), published)
            << "never so many at once that they are put together";
        EXPECT_LE(delays[delays.size() * 99 / 100], 5s);
    }
    for (int receiver : {2, 3, 4}) {
        SCOPED_TRACE(url(receiver));
        std::map<std::string, unsigned> failures;
        for (const auto& attempt : sim.mailbox.attempts(url(receiver)))
            if (attempt.status != 200) ++failures[attempt.id];
        std::map<std::string, std::size_t> place;  // of each alert, where it came to a receiver that is well
        std::size_t next = 0;
        for (const auto& message : sim.mailbox.messages(url(0))) place[message.alerts.front()] = next++;

        std::set<std::string> ids, alerts;
        std::map<std::string, std::size_t> newest;  // by subscription
        std::size_t passed = 0;
        for (const auto& message : sim.mailbox.messages(url(receiver))) {
            EXPECT_TRUE(ids.insert(message.id).second) << "each message once";
            for (const auto& id : message.alerts) {
                EXPECT_TRUE(alerts.insert(id).second) << "each alert once";
                std::size_t& last = newest[subscription_of.at(id)];
                if (place.at(id) < last) {
                    EXPECT_GE(failures[message.id], 3u) << "only what failed three times is passed by others";
                    ++passed;
                }
                last = std::max(last, place.at(id));
            }
        }
        EXPECT_EQ(alerts.size(), published);
        std::cout << url(receiver) << ": " << ids.size() << " messages of " << alerts.size() << " alerts, " << passed
                  << " passed by others\n";
    }
}

}  // namespace
}  // namespace watchword::simulation
