#include "tests/unit/daemon/archive/archived.hpp"

namespace watchword::archive {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

struct AlertList : Archived {
    AlertList() {
        config::Receiver receiver;
        receiver.name = "desk";
        config.receivers = {receiver};
        first = alert("Maidan talk", "2018-04-16T09:00:00Z");
        second = alert("Council", "2018-04-17T09:00:00Z");
        waiting = deliver(first, "a@press.example");
        store::DeliveryRow row = *store::find_delivery(*connection, waiting);
        row.due = at("2018-04-17T13:00:00Z");
        row.attempts = 2;
        row.reason = "451 try again later";
        store::save_delivery(*connection, row);
        store::insert_attempt(*connection,
                              {waiting, 1, at("2018-04-16T09:00:05Z"), "deferred", 451, 20ms, "451 \x1b[2J"});
        sent = deliver(second, "b@press.example");
        row = *store::find_delivery(*connection, sent);
        row.state = store::DeliveryState::delivered;
        row.finished = at("2018-04-17T09:00:01Z");
        store::save_delivery(*connection, row);
    }

    AlertId alert(const std::string& subscription, std::string_view time) {
        alert::Alert alert;
        alert.id = AlertId::of({subscription});
        alert.time = at(time);
        alert.subscription.name = subscription;
        alert.article.id = ArticleId::of({"x"});
        alert.article.title = "About " + subscription;
        alert.article.url = "https://press.example/x";
        store::insert_alert(*connection,
                            {alert.id, alert, catalog::subscription_id(subscription), alert.article.id, 1});
        return alert.id;
    }

    DeliveryId deliver(AlertId alert, const std::string& address) {
        store::DeliveryRow row;
        row.id = DeliveryId::of({alert.text(), address});
        row.alert = alert;
        row.receiver = catalog::receiver_id("desk");
        row.address = address;
        row.due = at("2018-04-17T09:00:00Z");
        store::insert_delivery(*connection, row);
        return row.id;
    }

    static std::vector<std::string> members(const json::value& list, const char* name) {
        std::vector<std::string> members;
        for (const json::value& item : list.as_array()) members.emplace_back(item.at(name).as_string());
        return members;
    }

    AlertId first, second;
    DeliveryId waiting, sent;
};

TEST_F(AlertList, HasTheNewestFirstWithHowTheyWereDelivered) {
    auto list = *ask("/alerts");
    EXPECT_THAT(members(list, "id"), ElementsAre(second.text(), first.text()));
    EXPECT_EQ(json::serialize(list.at(0).at("deliveries")), R"({"delivered":1})");
    EXPECT_EQ(json::serialize(list.at(1).at("deliveries")), R"({"deferred":1})");
}

TEST_F(AlertList, IsCutByTimeEventAndSubscription) {
    EXPECT_THAT(members(*ask("/alerts", {{"since", "1d"}}), "id"), ElementsAre(second.text()));
    EXPECT_THAT(members(*ask("/alerts", {{"subscription", "Maidan talk"}}), "id"), ElementsAre(first.text()));
    EXPECT_THAT(members(*ask("/alerts", {{"event", "article.removed"}}), "id"), IsEmpty());
    EXPECT_EQ(ask("/alerts", {{"subscription", "Nothing"}}).error().kind, Refusal::Kind::not_found);
    EXPECT_EQ(ask("/alerts", {{"event", "article.lost"}}).error().kind, Refusal::Kind::bad);
}

TEST_F(AlertList, AnAlertIsShownAsItWasSentWithEveryAttempt) {
    auto shown = *ask("/alerts/" + first.text().substr(0, 9));
    EXPECT_EQ(shown.at("message").at("data").at("article").at("title").as_string(), "About Maidan talk");
    auto& delivery = shown.at("deliveries").at(0);
    EXPECT_EQ(delivery.at("state").as_string(), "deferred");
    EXPECT_EQ(delivery.at("due").as_string(), "2018-04-17T13:00:00Z");
    EXPECT_EQ(delivery.at("attempts").at(0).at("status"), 451);
}

TEST_F(AlertList, TheOutboxListsWhatDidNotEndWellYet) {
    auto list = *ask("/deliveries");
    EXPECT_THAT(members(list, "id"), ElementsAre(waiting.text()));
    EXPECT_EQ(list.at(0).at("reason").as_string(), "451 try again later");
    EXPECT_EQ(list.at(0).at("receiver").as_string(), "desk");
    EXPECT_EQ(list.at(0).at("subject").as_string(), "About Maidan talk");
    EXPECT_THAT(members(*ask("/deliveries", {{"state", "any"}}), "id"), ElementsAre(sent.text(), waiting.text()));
    EXPECT_THAT(members(*ask("/deliveries", {{"state", "delivered"}}), "id"), ElementsAre(sent.text()));
    EXPECT_THAT(members(*ask("/deliveries", {{"state", "deferred"}, {"receiver", "desk"}}), "id"),
                ElementsAre(waiting.text()));
    EXPECT_THAT(members(*ask("/deliveries", {{"state", "pending"}}), "id"), IsEmpty());
    EXPECT_THAT(ask("/deliveries", {{"receiver", "dsk"}}).error().message, HasSubstr("there are: desk"));
}

}  // namespace
}  // namespace watchword::archive
