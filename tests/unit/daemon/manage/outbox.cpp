#include <boost/json.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/query/query.hpp"
#include "daemon/manage/orders.hpp"
#include "daemon/outbox/fill.hpp"
#include "daemon/store/alerts.hpp"
#include "daemon/store/database.hpp"

namespace watchword::manage {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::SizeIs;
using testing::UnorderedElementsAre;

// A desk and a mailbox that one subscription tells, and the operator's.
class Outbox : public testing::Test {
  protected:
    Outbox() {
        configuration.receivers = {webhook("desk"), webhook("second desk"), webhook("operator")};
        configuration.operator_receivers = {"operator"};
        config::Subscription subscription;
        subscription.name = "Maidan talk";
        subscription.query_text = "maidan";
        subscription.query = *query::parse("maidan", {}, {});
        subscription.receivers = {"desk", "second desk"};
        configuration.subscriptions = {subscription};
    }

    static config::Receiver webhook(const std::string& name) {
        config::Receiver receiver;
        receiver.name = name;
        receiver.webhook = "https://desk.example/" + name;
        return receiver;
    }

    catalog::Catalog catalog() const { return {configuration, {}, {}, {}}; }

    Result<Done, Refusal> order(const std::string& path, boost::json::object details = {}) {
        return carry_out(*connection, catalog(), now, {false, path, std::move(details)});
    }

    AlertId alert(int number) {
        auto made = alert::sample_alert({"Maidan talk", "maidan"}, now);
        made.id = AlertId::of({"alert", std::to_string(number)});
        made.article.id = ArticleId::of({std::to_string(number)});
        outbox::fill(*connection, catalog(), made, catalog::subscription_id("Maidan talk"), now);
        return made.id;
    }

    // A digest or burst that went to the desk alone.
    AlertId digest(alert::DigestContent::Reason reason) {
        alert::DigestContent content;
        content.reason = reason;
        content.from = content.until = now;
        auto id = AlertId::of({"digest"});
        bool burst = reason == alert::DigestContent::Reason::burst;
        store::insert_alert(*connection,
                            {id, content, burst ? catalog::subscription_id("Maidan talk") : SubscriptionId(), {}, 0});
        store::DeliveryRow row;
        row.id = DeliveryId::of({"digest"});
        row.alert = id;
        row.receiver = catalog::receiver_id("desk");
        store::insert_delivery(*connection, row);
        return id;
    }

    std::vector<std::string> waiting(AlertId id) {
        std::vector<std::string> receivers;
        for (const config::Receiver& receiver : configuration.receivers)
            for (const auto& row : store::due_deliveries(*connection, catalog::receiver_id(receiver.name), now, 100))
                if (row.alert == id) receivers.push_back(receiver.name);
        return receivers;
    }

    void settle(AlertId id, store::DeliveryState state) {
        connection->run("UPDATE delivery SET state = ? WHERE alert = ?", store::to_text(state), id);
    }

    std::unique_ptr<store::Connection> connection = store::open_in_memory();
    config::Config configuration;
    Time now = from_rfc3339("2026-03-02T09:00:00Z").value();
};

TEST_F(Outbox, AnAlertIsSentAgainToAllWhomItsSubscriptionTells) {
    auto id = alert(1);
    settle(id, store::DeliveryState::delivered);
    configuration.receivers.push_back(webhook("new desk"));
    configuration.subscriptions.front().receivers.push_back("new desk");
    ASSERT_TRUE(order("/alerts/" + id.text() + "/resend"));
    EXPECT_THAT(waiting(id), ElementsAre("desk", "second desk", "new desk"));
}

TEST_F(Outbox, AnAlertTellsTheTimeOfItsSubscription) {
    configuration.subscriptions.front().time_zone = "Asia/Almaty";
    auto stored = store::find_alert(*connection, alert(1));
    ASSERT_TRUE(stored);
    EXPECT_EQ(std::get<alert::Alert>(stored->payload).subscription.time_zone, "Asia/Almaty");
}

TEST_F(Outbox, ADigestIsSentAgainToNobodyWhoseItIsNot) {
    auto id = digest(alert::DigestContent::Reason::schedule);
    settle(id, store::DeliveryState::delivered);
    ASSERT_TRUE(order("/alerts/" + id.text() + "/resend"));
    EXPECT_THAT(waiting(id), ElementsAre("desk")) << "the operator gets no reader's digest";
}

TEST_F(Outbox, ABurstIsSentAgainToNobodyWhoseItIsNot) {
    auto id = digest(alert::DigestContent::Reason::burst);
    settle(id, store::DeliveryState::delivered);
    ASSERT_TRUE(order("/alerts/" + id.text() + "/resend"));
    EXPECT_THAT(waiting(id), ElementsAre("desk"));
}

TEST_F(Outbox, ARetryForgivesTheReceiverItIsAboutHoweverMuchWaitsForIt) {
    auto done = order("/deliveries/retry", {{"receiver", "desk"}});
    ASSERT_TRUE(done);
    EXPECT_THAT(done->forgiven, ElementsAre(catalog::receiver_id("desk")));
    done = order("/deliveries/retry");
    ASSERT_TRUE(done);
    EXPECT_THAT(done->forgiven, UnorderedElementsAre(catalog::receiver_id("desk"), catalog::receiver_id("second desk"),
                                                     catalog::receiver_id("operator")));
}

TEST_F(Outbox, ARetryOfOneDeliveryForgivesItsReceiverAlone) {
    auto id = alert(1);
    settle(id, store::DeliveryState::failed);
    auto delivery = DeliveryId::of({id.text(), "desk", ""});
    auto done = order("/deliveries/retry", {{"deliveries", boost::json::array{delivery.text()}}});
    ASSERT_TRUE(done);
    EXPECT_THAT(done->forgiven, ElementsAre(catalog::receiver_id("desk")));
    EXPECT_THAT(waiting(id), ElementsAre("desk"));
}

}  // namespace
}  // namespace watchword::manage
