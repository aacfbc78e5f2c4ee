#pragma once

#include <string>
#include <vector>

#include "common/base/id.hpp"
#include "daemon/store/sqlite.hpp"

// What commands have said of feeds and subscriptions. Functions run inside a Store job.
namespace watchword::store {

struct AddedFeed {
    std::string url;
    std::string settings;  // JSON
};
std::vector<AddedFeed> added_feeds(Connection& connection);

struct AddedSubscription {
    std::string name;
    std::string settings;  // JSON
};
std::vector<AddedSubscription> added_subscriptions(Connection& connection);
void save_subscription(Connection& connection, SubscriptionId id, const AddedSubscription& subscription);
// Forgets a subscription that was added by command; its alerts stay.
void remove_subscription(Connection& connection, SubscriptionId id);

// Only those that were added by command: the others have `enabled` in their file.
void pause_subscription(Connection& connection, SubscriptionId id, const std::string& name, bool paused);
std::vector<SubscriptionId> paused_subscriptions(Connection& connection);

}  // namespace watchword::store
