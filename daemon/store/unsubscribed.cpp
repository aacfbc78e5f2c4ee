#include "daemon/store/unsubscribed.hpp"

#include "daemon/store/alerts.hpp"

namespace watchword::store {

namespace {

std::string keys_of(SubscriptionId subscription) {
    return "unsubscribed " + subscription.text() + ' ';
}

}  // namespace

std::string unsubscribe_key(Connection& connection) {
    connection.run(
        "INSERT INTO memory (key, value) VALUES ('unsubscribe key', hex(randomblob(32))) ON CONFLICT DO NOTHING");
    return recall(connection, "unsubscribe key").value();
}

void unsubscribe(Connection& connection, SubscriptionId subscription, const std::string& address, Time now) {
    remember(connection, keys_of(subscription) + address, to_rfc3339(now));
    connection.run(
        "UPDATE delivery SET state = 'failed', finished = ?, reason = 'its reader unsubscribed' "
        "WHERE subscription = ? AND address = ? AND state IN ('pending', 'gathered')",
        now, subscription, address);
}

void subscribe_again(Connection& connection, SubscriptionId subscription, const std::string& address) {
    connection.run("DELETE FROM memory WHERE key = ?", keys_of(subscription) + address);
}

bool is_unsubscribed(Connection& connection, SubscriptionId subscription, const std::string& address) {
    return recall(connection, keys_of(subscription) + address).has_value();
}

std::vector<std::string> unsubscribed_addresses(Connection& connection, SubscriptionId subscription) {
    std::vector<std::string> addresses;
    auto from = keys_of(subscription);
    auto until = from;
    ++until.back();
    auto statement = connection.prepare("SELECT key FROM memory WHERE key >= ? AND key < ? ORDER BY key");
    statement.bind(from).bind(until);
    while (statement.step()) addresses.push_back(statement.string(0).substr(from.size()));
    return addresses;
}

}  // namespace watchword::store
