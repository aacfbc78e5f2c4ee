#pragma once

#include <string>
#include <vector>

#include "common/base/result.hpp"
#include "config/config.hpp"
#include "daemon/store/sqlite.hpp"

// Feeds and subscriptions added by command: kept in the database as the TOML a person could have written.
namespace watchword::app {

std::vector<config::Feed> added_feeds(store::Connection& connection, const config::Config& config);
std::vector<config::Subscription> added_subscriptions(store::Connection& connection, const config::Config& config);
std::vector<SubscriptionId> paused_subscriptions(store::Connection& connection);

}  // namespace watchword::app
