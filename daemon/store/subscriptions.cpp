#include "daemon/store/subscriptions.hpp"

namespace watchword::store {

std::vector<AddedFeed> added_feeds(Connection& connection) {
    std::vector<AddedFeed> feeds;
    auto statement = connection.prepare("SELECT url, settings FROM feed WHERE settings IS NOT NULL ORDER BY url");
    while (statement.step()) feeds.push_back({statement.string(0), statement.string(1)});
    return feeds;
}

std::vector<AddedSubscription> added_subscriptions(Connection& connection) {
    std::vector<AddedSubscription> subscriptions;
    auto statement =
        connection.prepare("SELECT name, settings FROM subscription WHERE settings IS NOT NULL ORDER BY name");
    while (statement.step()) subscriptions.push_back({statement.string(0), statement.string(1)});
    return subscriptions;
}

void save_subscription(Connection& connection, SubscriptionId id, const AddedSubscription& subscription) {
    connection.run(
        "INSERT INTO subscription (id, name, settings) VALUES (?, ?, ?) "
        "ON CONFLICT (id) DO UPDATE SET settings = excluded.settings",
        id, subscription.name, subscription.settings);
}

void remove_subscription(Connection& connection, SubscriptionId id) {
    connection.run("DELETE FROM subscription WHERE id = ?", id);
}

void pause_subscription(Connection& connection, SubscriptionId id, const std::string& name, bool paused) {
    connection.run(
        "INSERT INTO subscription (id, name, paused) VALUES (?, ?, ?) "
        "ON CONFLICT (id) DO UPDATE SET paused = excluded.paused",
        id, name, paused);
}

std::vector<SubscriptionId> paused_subscriptions(Connection& connection) {
    std::vector<SubscriptionId> ids;
    auto statement = connection.prepare("SELECT id FROM subscription WHERE paused = 1 AND settings IS NOT NULL");
    while (statement.step()) ids.push_back(statement.id<SubscriptionId>(0));
    return ids;
}

}  // namespace watchword::store
