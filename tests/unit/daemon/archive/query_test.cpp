#include "tests/unit/daemon/archive/archived.hpp"

namespace watchword::archive {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

struct QueryTest : Archived {
    QueryTest() {
        add("https://press.example/1", at("2018-04-15T03:00:00Z"), {text("One", {"Talk of a maidan."})});
        add("https://press.example/2", at("2018-04-16T23:30:00Z"), {text("Two", {"The maidan, the council."})});
        add("https://wire.example/3", at("2018-04-17T01:00:00Z"), {text("Three", {"The council."})}, {wire});
        auto late = text("Baseline", {"A maidan of long ago."});
        late.published = at("2018-01-01T00:00:00Z");
        add("https://press.example/4", at("2018-04-17T02:00:00Z"), {late});

        config::Subscription subscription;
        subscription.name = "Maidan talk";
        subscription.query_text = "maidan";
        subscription.query = *query::parse("maidan");
        subscription.feeds = {"tag:asia"};
        config.subscriptions = {subscription};
    }

    static std::vector<std::string> counts(const json::value& list, const char* name) {
        std::vector<std::string> counts;
        for (const json::value& item : list.as_array())
            if (item.at("articles").to_number<int>() > 0)
                counts.push_back(std::string(item.at(name).as_string()) + " " + json::serialize(item.at("articles")));
        return counts;
    }
};

TEST_F(QueryTest, AddsUpDaysAndSourcesAndShowsExcerpts) {
    auto answer = *ask("/query/test", {{"query", "maidan"}, {"since", "7d"}});
    EXPECT_EQ(answer.at("articles"), 3);
    EXPECT_EQ(answer.at("matched"), 2);
    EXPECT_EQ(answer.at("days").as_array().size(), 8U);
    EXPECT_THAT(counts(answer.at("days"), "day"), ElementsAre("2018-04-15 1", "2018-04-16 1"));
    EXPECT_THAT(counts(answer.at("sources"), "source"), ElementsAre("press.example 2"));
    EXPECT_THAT(titles(answer.at("excerpts")), ElementsAre("Two", "One"));
    EXPECT_EQ(answer.at("excerpts").at(0).at("hits").at(0).at("text").as_string(), "maidan");
    EXPECT_FALSE(answer.as_object().contains("against"));
}

TEST_F(QueryTest, CountsDaysAsTheReaderDoes) {
    auto answer = *ask("/query/test", {{"query", "maidan"}, {"since", "7d"}, {"time_zone", "Asia/Almaty"}});
    EXPECT_THAT(counts(answer.at("days"), "day"), ElementsAre("2018-04-15 1", "2018-04-17 1"));
}

TEST_F(QueryTest, AnArticleIsOfTheDayItWasPublished) {
    auto answer = *ask("/query/test", {{"query", "maidan"}, {"since", "200d"}});
    EXPECT_THAT(counts(answer.at("days"), "day"), ElementsAre("2018-01-01 1", "2018-04-15 1", "2018-04-16 1"));
}

TEST_F(QueryTest, OfASubscriptionKeepsToItsScopeAndSaysWhatTheNewQueryGainsAndLoses) {
    auto same = *ask("/query/test", {{"subscription", "Maidan talk"}});
    EXPECT_EQ(same.at("query").as_string(), "maidan");
    EXPECT_FALSE(same.as_object().contains("against"));

    auto edited = *ask("/query/test", {{"subscription", "Maidan talk"}, {"query", "council"}});
    EXPECT_EQ(edited.at("matched"), 1);
    auto& against = edited.at("against");
    EXPECT_EQ(against.at("query").as_string(), "maidan");
    EXPECT_EQ(against.at("matched"), 2);
    EXPECT_EQ(against.at("gained").at("articles"), 0);
    EXPECT_EQ(against.at("lost").at("articles"), 1);
    EXPECT_THAT(titles(against.at("lost").at("examples")), ElementsAre("One"));
}

TEST_F(QueryTest, RefusesWhatItCannotAsk) {
    EXPECT_THAT(ask("/query/test").error().message, HasSubstr("say which query"));
    EXPECT_THAT(ask("/query/test", {{"query", "a"}, {"since", "4000d"}}).error().message,
                HasSubstr("ten years at most"));
    EXPECT_THAT(ask("/query/test", {{"query", "a"}, {"time_zone", "Mars/Olympus"}}).error().message,
                HasSubstr("Mars/Olympus"));
    EXPECT_EQ(ask("/query/test", {{"query", "a"}, {"subscription", "None"}}).error().kind, Refusal::Kind::not_found);
}

}  // namespace
}  // namespace watchword::archive
