#include "daemon/store/alerts.hpp"

#include <gtest/gtest.h>

#include "daemon/store/database.hpp"

namespace watchword::store {
namespace {

class Outbox : public testing::Test {
  protected:
    // A delivery of the number-th alert about one article.
    DeliveryRow deliver(int number, const std::string& subscription = "s") {
        auto payload = alert::sample_alert({.name = "Maidan talk", .query = "maidan"}, Time());
        AlertRow alert{AlertId::of({std::to_string(number)}), payload, SubscriptionId::of({subscription}), article, 1};
        insert_alert(*connection, alert);
        DeliveryRow row;
        row.id = DeliveryId::of({std::to_string(number)});
        row.alert = alert.id;
        row.receiver = receiver;
        row.address = "desk@example.org";
        row.article = article;
        row.subscription = alert.subscription;
        insert_delivery(*connection, row);
        return row;
    }

    std::unique_ptr<Connection> connection = open_in_memory();
    ArticleId article = ArticleId::of({"a"});
    ReceiverId receiver = ReceiverId::of({"r"});
};

TEST_F(Outbox, TheFirstMailAboutAnArticleIsTheOneThatCarriedItsFirstAlert) {
    EXPECT_EQ(first_delivery(*connection, article, receiver, "desk@example.org"), std::nullopt);
    auto first = deliver(1);
    deliver(2);
    EXPECT_EQ(first_delivery(*connection, article, receiver, "desk@example.org"), first.id);
    EXPECT_EQ(first_delivery(*connection, article, receiver, "other@example.org"), std::nullopt);

    first.state = DeliveryState::bundled;
    first.bundle = DeliveryId::of({"a digest"});
    save_delivery(*connection, first);
    EXPECT_EQ(first_delivery(*connection, article, receiver, "desk@example.org"), first.bundle);
}

TEST_F(Outbox, AnArticlesNewsWaitForEarlierOnesOfTheirSubscriptionAndOfNoOther) {
    auto first = deliver(1);
    deliver(2);
    auto other = deliver(3, "another subscription");
    first.due = Time(Duration(1000));
    save_delivery(*connection, first);
    auto due = due_deliveries(*connection, receiver, Time(), 10);
    ASSERT_EQ(due.size(), 1u);
    EXPECT_EQ(due.front().id, other.id);
    EXPECT_TRUE(untried_deliveries(*connection, receiver, first.subscription, first.address, Time(), 10).empty());
    EXPECT_EQ(due_deliveries(*connection, receiver, first.due, 10).size(), 3u);
}

}  // namespace
}  // namespace watchword::store
