#include <set>

#include <boost/json.hpp>
#include <gmock/gmock.h>

#include "common/alert/webhook.hpp"
#include "samples.hpp"

namespace watchword::alert {
namespace {

namespace json = boost::json;

json::object data_of(const Payload& payload, Length length = Length::full) {
    return json::parse(standard_body(payload, length)).at("data").as_object();
}

TEST(StandardBody, OfAMatchHoldsArticleAndHits) {
    auto expected = json::parse(R"({
      "type": "article.matched",
      "timestamp": "2018-04-17T09:12:44Z",
      "data": {
        "alert": "al_0000000000z9",
        "subscription": {"name": "Maidan talk", "query": "maidan OR \"security council\""},
        "article": {"id": "ar_00000000001yj", "url": "https://news.example.org/2018/04/17/harvest-protest?page=1&from=rss",
                    "title": "Harvest protest fills Karadala's main square",
                    "standfirst": "Farmers say the town might face Maidan-style unrest unless the water tariff falls.",
                    "authors": ["Aigul Sample", "Tom Inventor"], "published": "2018-04-17T08:30:00Z", "language": "en",
                    "tags": ["Karadala", "Water"], "feeds": ["Steppe Courier"], "revision": 1,
                    "seen": "2018-04-17T09:12:41Z"},
        "hits": [{"part": "maidan", "field": "standfirst", "start": 32, "end": 38, "text": "Maidan",
                  "excerpt": "Farmers say the town might face Maidan-style unrest unless the water tariff falls."}]}})");
    expected.at("data").at("alert") = AlertId{1001}.text();
    expected.at("data").at("article").at("id") = ArticleId{2002}.text();
    auto alert = samples::matched();
    alert.hits.resize(1);
    EXPECT_EQ(json::parse(standard_body(alert)), expected);
}

TEST(StandardBody, OfAnEditHoldsTheGradeAndTheChanges) {
    auto data = data_of(samples::edited());
    EXPECT_EQ(data.at("grade"), "major");
    EXPECT_EQ(data.at("changes").as_array().at(1), json::parse(R"({"kind": "number", "grade": "substantive",
                              "before": "Some 4,000 people came, the organisers said.",
                              "after": "Some 400 people came, the police said.", "paragraph": 3})"));
    EXPECT_FALSE(data.contains("changes_total"));
    EXPECT_FALSE(data.contains("hits_total"));
}

TEST(StandardBody, OfARemovalSaysWhenItWasPresentAndWhenAbsent) {
    auto data = data_of(samples::removed());
    EXPECT_EQ(data.at("present_at"), "2018-04-18T01:40:00Z");
    EXPECT_EQ(data.at("absent_at"), "2018-04-18T03:00:00Z");
    EXPECT_EQ(data.at("absence"), "404 Not Found");
    EXPECT_FALSE(data.contains("changes"));
}

TEST(StandardBody, OfANoticeNamesTheFeedOrTheReceiver) {
    auto feed = data_of(samples::failing());
    EXPECT_EQ(feed.at("feed"), json::parse(R"({"name": "Steppe Courier", "url": "https://news.example.org/rss"})"));
    EXPECT_EQ(feed.at("since"), "2018-04-18T08:15:00Z");
    EXPECT_EQ(data_of(samples::delivery_failing()).at("receiver"), json::parse(R"({"name": "newsroom"})"));
}

TEST(StandardBody, CountsHitsAndChangesThatFindNoRoom) {
    auto alert = samples::edited();
    while (alert.hits.size() < 500) alert.hits.push_back(alert.hits.front());
    while (alert.changes.size() < 300) alert.changes.push_back(alert.changes.front());
    auto body = standard_body(alert);
    EXPECT_LT(body.size(), 20'000u);
    EXPECT_GT(body.size(), 19'000u);
    auto data = data_of(alert);
    EXPECT_EQ(data.at("hits_total"), 500);
    EXPECT_EQ(data.at("changes_total"), 300);
    EXPECT_GT(data.at("hits").as_array().size(), 20u);
    EXPECT_GT(data.at("changes").as_array().size(), 20u);
}

TEST(StandardBody, InBriefCountsEverythingAndListsNothing) {
    auto data = data_of(samples::edited(), Length::brief);
    EXPECT_TRUE(data.at("hits").as_array().empty());
    EXPECT_EQ(data.at("hits_total"), 3);
    EXPECT_EQ(data.at("changes_total"), 3);
    EXPECT_FALSE(data.at("article").as_object().contains("standfirst"));
}

TEST(StandardBody, OfADigestNamesEveryAlertById) {
    auto digest = samples::digest(133);
    std::set<std::string> ids;
    for (const auto& group : digest.groups)
        for (const auto& alert : group.alerts) ids.insert(alert.id.text());
    ASSERT_EQ(ids.size(), digest_alerts_max);

    auto data = data_of(digest);
    EXPECT_EQ(data.at("alerts_total"), digest_alerts_max);
    EXPECT_GT(data.at("alerts").as_array().size(), 5u);
    for (const auto& alert : data.at("alerts").as_array()) ids.erase(std::string(alert.at("alert").as_string()));
    for (const auto& id : data.at("more").as_array()) ids.erase(std::string(id.as_string()));
    EXPECT_TRUE(ids.empty());
}

TEST(StandardBody, OfADigestTellsItsWindowReasonAndCoverage) {
    auto digest = samples::digest();
    auto data = data_of(digest);
    EXPECT_EQ(data.at("reason"), "schedule");
    EXPECT_EQ(data.at("from"), "2018-04-17T03:00:00Z");
    EXPECT_EQ(data.at("time_zone"), "Asia/Almaty");
    EXPECT_EQ(data.at("coverage").at("polled"), 212);
    EXPECT_EQ(data.at("coverage").at("failing"), json::parse(R"(["Steppe Courier", "Гудок"])"));
    digest.reason = DigestContent::Reason::burst;
    EXPECT_EQ(data_of(digest).at("reason"), "burst");
}

TEST(StandardBody, OfADigestNamesItsSubscriptionWhenItIsTheOnlyOne) {
    auto digest = samples::digest();
    EXPECT_FALSE(data_of(digest).if_contains("subscription"));
    digest.groups.resize(1);
    digest.groups.front().alerts.clear();
    EXPECT_EQ(data_of(digest).at("subscription"), json::value({{"name", digest.groups.front().subscription.name},
                                                               {"query", digest.groups.front().subscription.query}}));
}

TEST(StandardBody, IsValidJsonBelowTwentyKilobytesWhateverAPublisherWrites) {
    for (const auto& payload : samples::hostile_payloads()) {
        for (auto length : {Length::full, Length::brief}) {
            auto body = standard_body(payload, length);
            EXPECT_LE(body.size(), body_bytes_max);
            boost::system::error_code error;
            json::parse(body, error);  // refuses invalid UTF-8 too
            EXPECT_FALSE(error) << error.message() << body.substr(0, 300);
        }
    }
}

TEST(StandardBody, LeavesTextVerbatim) {
    auto alert = samples::with_text(samples::matched(), "{{7*7}} <script> \u2028 $(id)");
    EXPECT_EQ(data_of(alert).at("article").at("title"), "{{7*7}} <script> \u2028 $(id)");
}

}  // namespace
}  // namespace watchword::alert
