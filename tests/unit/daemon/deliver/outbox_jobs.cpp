#include "daemon/deliver/outbox_jobs.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/query/query.hpp"
#include "daemon/outbox/fill.hpp"
#include "daemon/store/database.hpp"
#include "daemon/store/feeds.hpp"
#include "daemon/store/unsubscribed.hpp"

namespace watchword::deliver {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

// A database with an outbox; one subscription tells a desk by webhook and two people by mail.
class OutboxJobs : public testing::Test {
  protected:
    OutboxJobs() {
        config::Receiver webhook;
        webhook.name = "desk";
        webhook.webhook = "https://desk.example/hook";
        config::Receiver mailbox;
        mailbox.name = "people";
        mailbox.email = {"anna@example.org", "boris@example.org"};
        configuration.receivers = {webhook, mailbox};
        subscription.name = "Maidan talk";
        subscription.query_text = "maidan";
        subscription.query = *query::parse("maidan", {}, {});
        subscription.receivers = {"desk", "people"};
        subscription.max_burst = 2;
    }

    catalog::Catalog catalog() {
        configuration.subscriptions = {subscription};
        return {configuration, {}, {}, {}};
    }

    // Alerts of as many articles.
    void fill(int count) {
        for (int i = 0; i < count; ++i) fill_about("article " + std::to_string(alerts + 1));
    }
    void fill_about(const std::string& article) {
        auto alert = alert::sample_alert({subscription.name, subscription.query_text}, now);
        alert.event = alert::Event::article_matched;
        alert.id = AlertId::of({"alert", std::to_string(++alerts)});
        alert.article.id = ArticleId::of({article});
        outbox::fill(*connection, catalog(), alert, id, now);
    }

    std::vector<Job> batch(const Unrecorded& unrecorded = {}, std::size_t limit = 32) {
        return next_batch(*connection, catalog(), desk, limit, unrecorded, now);
    }

    static std::vector<std::string> alerts_in(const alert::Payload& payload) {
        if (const auto* alert = std::get_if<alert::Alert>(&payload)) return {alert->id.text()};
        std::vector<std::string> ids;
        for (const auto& group : std::get<alert::DigestContent>(payload).groups)
            for (const auto& alert : group.alerts) ids.push_back(alert.id.text());
        return ids;
    }
    static std::string alert_text(int number) { return AlertId::of({"alert", std::to_string(number)}).text(); }

    // Whose digest is in the outbox.
    std::vector<std::string> digests() {
        std::vector<std::string> found;
        auto statement = connection->prepare(
            "SELECT address FROM delivery JOIN alert ON alert.id = delivery.alert "
            "WHERE event = 'digest' ORDER BY address");
        while (statement.step()) found.push_back(statement.string(0));
        return found;
    }

    std::unique_ptr<store::Connection> connection = store::open_in_memory();
    config::Config configuration;
    config::Subscription subscription;
    SubscriptionId id = catalog::subscription_id("Maidan talk");
    ReceiverId desk = catalog::receiver_id("desk");
    Time now = from_rfc3339("2026-03-02T09:00:00Z").value();
    int alerts = 0;
};

TEST_F(OutboxJobs, MoreThanABurstGoTogether) {
    fill(3);
    auto jobs = batch();
    ASSERT_THAT(jobs, SizeIs(1));
    EXPECT_THAT(alerts_in(jobs.front().payload), ElementsAre(alert_text(1), alert_text(2), alert_text(3)));
}

TEST_F(OutboxJobs, WhatMayHaveBeenSentGoesIntoNoOtherMessage) {
    fill(2);
    auto sent = batch();
    ASSERT_THAT(sent, SizeIs(2)) << "one by one";
    fill(3);
    auto jobs = batch();  // after a crash nobody knows what arrived
    ASSERT_THAT(jobs, SizeIs(3));
    EXPECT_EQ(jobs[0].row.id, sent[0].row.id);
    EXPECT_EQ(jobs[1].row.id, sent[1].row.id);
    EXPECT_THAT(alerts_in(jobs[2].payload), ElementsAre(alert_text(3), alert_text(4), alert_text(5)));
    for (const Job& job : sent)
        EXPECT_EQ(store::find_delivery(*connection, job.row.id)->state, store::DeliveryState::pending);
}

TEST_F(OutboxJobs, WhatWasSentAndIsNotRecordedMakesNoBurst) {
    fill(2);
    auto sent = batch();
    fill(2);
    EXPECT_THAT(batch({{sent[0].row.id, true}, {sent[1].row.id, true}}), SizeIs(4));
}

TEST_F(OutboxJobs, WhatIsAboutAnArticleWaitsForWhatDidNotArriveAndIsNotRecorded) {
    fill_about("the same");
    auto first = batch().front().row.id;
    fill_about("the same");
    fill_about("another");
    auto jobs = batch({{first, false}});
    ASSERT_THAT(jobs, SizeIs(2));
    EXPECT_EQ(jobs[0].row.id, first) << "for the dispatcher to know that it is not done";
    EXPECT_THAT(alerts_in(jobs[1].payload), ElementsAre(alert_text(3)));

    jobs = batch({{first, true}});
    ASSERT_THAT(jobs, SizeIs(3)) << "it need not wait for what arrived";
    fill_about("the same");
    fill(3);
    jobs = batch({{first, false}});
    EXPECT_THAT(alerts_in(jobs.back().payload), ElementsAre(alert_text(5), alert_text(6), alert_text(7)))
        << "nor in a burst";
}

TEST_F(OutboxJobs, ADeliveryWhoseAlertIsGoneHasFailedAndHoldsUpNoOther) {
    subscription.max_burst = 20;
    fill(3);
    connection->run("DELETE FROM alert WHERE id = ?", AlertId::of({"alert", "1"}));
    auto lost = store::due_deliveries(*connection, desk, now, 1).front().id;
    EXPECT_THAT(batch({}, 1), IsEmpty());
    auto row = store::find_delivery(*connection, lost).value();
    EXPECT_EQ(row.state, store::DeliveryState::failed);
    EXPECT_EQ(row.finished, now);
    EXPECT_FALSE(row.reason.empty());
    EXPECT_THAT(batch(), SizeIs(2));
}

TEST_F(OutboxJobs, AnEmptyDigestGoesToEverybodyButThoseWhoUnsubscribed) {
    subscription.digest = {.kind = schedule::Digest::Kind::every, .every = 1h};
    subscription.digest_empty = true;
    make_digests(*connection, catalog(), now);
    store::unsubscribe(*connection, id, "anna@example.org", now);
    now += 1h;
    make_digests(*connection, catalog(), now);
    EXPECT_THAT(digests(), ElementsAre("", "boris@example.org"));

    store::subscribe_again(*connection, id, "anna@example.org");
    now += 1h;
    make_digests(*connection, catalog(), now);
    EXPECT_THAT(digests(), ElementsAre("", "", "anna@example.org", "boris@example.org", "boris@example.org"));
}

TEST_F(OutboxJobs, ADigestNamesTheTroubledFeedsThatAreStillRead) {
    auto feed = [&](const std::string& url, const std::string& name) {
        config::Feed one;
        one.url = url;
        one.name = name;
        configuration.feeds.push_back(one);
    };
    feed("https://a.example/feed", "Named by the operator");
    feed("https://b.example/feed", "");
    feed("https://c.example/feed", "Disabled");
    configuration.feeds.back().enabled = false;
    for (auto url : {"https://a.example/feed", "https://b.example/feed", "https://c.example/feed",
                     "https://removed.example/feed"}) {
        store::enlist_feed(*connection, catalog::feed_id(url), url, now);
        auto row = store::find_feed(*connection, catalog::feed_id(url)).value();
        row.title = "The Title";
        row.health = "failing";
        store::save_feed(*connection, row);
    }
    subscription.digest = {.kind = schedule::Digest::Kind::every, .every = 1h};
    subscription.digest_empty = true;
    subscription.receivers = {"desk"};
    make_digests(*connection, catalog(), now);
    now += 1h;
    make_digests(*connection, catalog(), now);
    auto jobs = batch();
    ASSERT_THAT(jobs, SizeIs(1));
    auto coverage = std::get<alert::DigestContent>(jobs.front().payload).coverage.value();
    EXPECT_THAT(coverage.failing, ElementsAre("Named by the operator", "The Title"));
}

}  // namespace
}  // namespace watchword::deliver
