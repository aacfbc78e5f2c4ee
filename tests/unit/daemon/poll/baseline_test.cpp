#include <filesystem>
#include <set>

#include <gmock/gmock.h>
#include <stdlib.h>

#include "daemon/poll/intake.hpp"
#include "daemon/poll/reading.hpp"
#include "daemon/store/database.hpp"
#include "daemon/store/feeds.hpp"

namespace watchword::poll {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;

const std::string feed_url = "https://press.example/feed";
const std::string other_url = "https://press.example/most-read";
const std::string page_url = "https://press.example/tariff";
constexpr Time start = std::chrono::sys_days(std::chrono::year(2018) / 4 / 17);

// A feed with one article that it listed when it was new. What is read and written is taken step by step, as it may
// happen to come.
class Baseline : public testing::Test {
  protected:
    Baseline() {
        std::string pattern = (std::filesystem::temp_directory_path() / "watchword-test-XXXXXX").string();
        directory_ = mkdtemp(pattern.data());
        connection_ = std::move(*store::open(directory_, [](const std::string&) {}));
        config::Config config;
        config::Feed feed;
        feed.url = other_url;
        config.feeds.push_back(feed);
        feed.url = feed_url;
        config.feeds.push_back(feed);
        config::Subscription subscription;
        subscription.name = "Maidan";
        subscription.query = *query::parse("maidan");
        config.subscriptions.push_back(subscription);
        subscription.name = "Maidan in the other feed";
        subscription.feeds = {other_url};
        config.subscriptions.push_back(subscription);
        std::vector<config::Feed> no_feeds;
        std::vector<config::Subscription> no_subscriptions;
        catalog_ = std::make_shared<const catalog::Catalog>(std::move(config), no_feeds, no_subscriptions,
                                                            std::vector<SubscriptionId>());
        store::enlist_feed(*connection_, feed_, feed_url, start);
        store::enlist_feed(*connection_, other_, other_url, start);
    }
    ~Baseline() override {
        connection_.reset();
        std::filesystem::remove_all(directory_);
    }

    void poll(const std::string& summary) { poll(feed_, summary); }
    void poll(FeedId id, const std::string& summary) {
        std::string body = "<rss version='2.0'><channel><title>Press</title>";
        if (!summary.empty())
            body += "<item><title>The tariff</title><link>" + page_url + "</link><description>" + summary +
                    "</description></item>";
        auto read = read_feed(body + "</channel></rss>", feed_url, "application/rss+xml");
        now_ += step_;
        take_in(*connection_, id, *catalog_->feed(id), read.entries, polled_.insert(id).second, now_);
    }

    Conclusion fetch(const std::string& lead, int status = 200) {
        now_ += step_;
        auto dossier = due();
        Fetched fetched;
        if (!feed_goes_first(dossier)) {
            std::string rest =
                "<p>The ministers spoke for most of the day and came to no end. A further round is to follow "
                "in the spring, said a person who had been in the room. Nobody else wanted to say more.</p>";
            fetched.kind = Fetched::Kind::answered;
            fetched.response.status = status;
            fetched.response.url = page_url;
            fetched.response.body = "<html><body><article><h1>The tariff</h1><p>" + lead + "</p>" + rest + rest +
                                    "</article></body></html>";
        }
        fetched.at = now_;
        return conclude(catalog_, std::move(dossier), std::move(fetched), now_, 0);
    }
    void record(const Conclusion& conclusion) {
        next_reading_ = record_reading(*connection_, *catalog_, conclusion, now_ += step_).next_reading;
        for (const alert::Alert& alert : conclusion.alerts) told_.emplace_back(alert::to_text(alert.event));
    }
    void read(const std::string& lead) { record(fetch(lead)); }
    void find_no_page() { record(fetch("", 503)); }

    void wait_for_next_reading() { now_ = next_reading_.value(); }

    // Of all tables and of the archive's index.
    int rows_written_by(const Conclusion& conclusion) {
        int before = sqlite3_total_changes(connection_->handle());
        record(conclusion);
        return sqlite3_total_changes(connection_->handle()) - before;
    }

    std::optional<ArticleId> next() {
        using enum store::Priority;
        for (auto priority : {news, again, baseline})
            if (auto id = store::next_reading(*connection_, "press.example", priority, now_)) return id;
        return std::nullopt;
    }
    bool has_due() { return next().has_value(); }
    Dossier due() { return *find_dossier(*connection_, *catalog_, next().value()); }

    const FeedId feed_ = catalog::feed_id(feed_url), other_ = catalog::feed_id(other_url);
    const std::string before_ =
        "The council will meet on Tuesday to speak about the new tariff for water in the valley.";
    const std::string after_ =
        "The council will meet on Tuesday on the Maidan to speak about the tariff for water in the valley.";
    std::filesystem::path directory_;
    std::unique_ptr<store::Connection> connection_;
    std::shared_ptr<const catalog::Catalog> catalog_;
    std::set<FeedId> polled_;
    Time now_ = start;
    Duration step_ = 1min;  // between what happens
    std::optional<Time> next_reading_;
    std::vector<std::string> told_;
};

TEST_F(Baseline, AlertsNobody) {
    poll(after_);
    read(after_);
    EXPECT_THAT(told_, IsEmpty());
}

TEST_F(Baseline, AnEditAfterItsFirstReadingIsNews) {
    poll(before_);
    read(before_);
    poll(after_);
    read(after_);
    EXPECT_THAT(told_, ElementsAre("article.matched"));
}

TEST_F(Baseline, AnEditThatItsFeedShowsBeforeItsFirstReadingIsNews) {
    poll(before_);
    poll(after_);
    read(after_);
    read(after_);
    EXPECT_THAT(told_, ElementsAre("article.matched"));
}

TEST_F(Baseline, AnEditThatItsFirstReadingShowsBeforeItsFeedIsNews) {
    poll(before_);
    read(after_);
    EXPECT_THAT(told_, IsEmpty()) << "it may have stood there when the feed was new";
    poll(after_);
    read(after_);
    EXPECT_THAT(told_, ElementsAre("article.matched"));
}

TEST_F(Baseline, AnEditElsewhereInAPieceThatMatchedAllAlongIsNoNews) {
    poll(before_);
    read(before_ + " Maidan.");
    poll("The council will meet on Friday to speak about the new tariff for water in the valley.");
    read(before_ + " Maidan.");
    EXPECT_THAT(told_, IsEmpty());
}

TEST_F(Baseline, AnEditThatItsFeedShowsWhileItIsReadForTheFirstTimeIsNews) {
    poll(before_);
    auto conclusion = fetch(after_);
    poll(after_);
    record(conclusion);
    EXPECT_THAT(told_, IsEmpty());
    read(after_);
    read(after_);
    EXPECT_THAT(told_, ElementsAre("article.matched"));
}

TEST_F(Baseline, NoPageIsAskedForTwiceWithinSeconds) {
    step_ = 1s;
    poll(before_);
    auto first = fetch(before_);
    poll(after_);
    record(first);
    read(after_);  // of the feed's words
    EXPECT_FALSE(has_due());
    now_ += 5s;
    auto second = fetch(after_);
    poll(after_ + " It may last.");
    record(second);
    EXPECT_FALSE(has_due());
    now_ += 5s;
    read(after_ + " It may last.");
    poll(after_ + " It will not last.");
    EXPECT_FALSE(has_due());
    now_ += 5s;
    EXPECT_TRUE(has_due());
    EXPECT_THAT(told_, ElementsAre("article.matched"));
}

TEST_F(Baseline, AReadingThatFindsTheSameTextWritesOneRowAndNoCopy) {
    poll(before_);
    read(before_);
    wait_for_next_reading();
    read(before_);  // counted once for its feed: it was read again
    for (int status : {200, 304, 200}) {
        wait_for_next_reading();
        EXPECT_EQ(rows_written_by(fetch(before_, status)), 1) << status;
    }
    wait_for_next_reading();
    EXPECT_GT(rows_written_by(fetch(after_)), 1);
}

TEST_F(Baseline, WhatAnotherFeedSaysOfItIsNoEdit) {
    poll(before_);
    poll(other_, after_);
    poll(other_, after_ + " It may last.");
    while (has_due()) find_no_page();
    EXPECT_THAT(told_, IsEmpty()) << "the other feed may have spoken of the Maidan all along";
    poll(after_);
    while (has_due()) find_no_page();
    EXPECT_THAT(told_, ElementsAre("article.matched", "article.matched")) << "both carry it";
}

TEST_F(Baseline, NewsOfAnotherFeedIsToldThoughItsPageWasNotReadBefore) {
    poll(before_);
    poll(other_, "");
    poll(other_, before_ + " It may last.");
    read(after_);
    EXPECT_THAT(told_, ElementsAre("article.matched", "article.matched"));
}

TEST_F(Baseline, NewsOfAnotherFeedIsToldFromTheArchiveWhenThePageCannotBeHad) {
    poll(before_);
    poll(other_, "");
    read(after_);
    poll(other_, before_ + " It may last.");
    EXPECT_THAT(told_, IsEmpty());
    find_no_page();
    EXPECT_THAT(told_, ElementsAre("article.matched")) << "of the subscription to the other feed";
}

}  // namespace
}  // namespace watchword::poll
