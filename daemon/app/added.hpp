#pragma once

#include <string>
#include <vector>

#include "common/base/result.hpp"
#include "config/config.hpp"
#include "daemon/store/sqlite.hpp"

// Feeds and subscriptions added by command: the few settings a command can give, as JSON in the database; everything else
// comes from the configuration's [poll], [articles] and [lists].
namespace watchword::app {

std::string to_json(const config::Feed& feed);
std::string to_json(const config::Subscription& subscription);

// The error says what is wrong, for a person.
Result<config::Feed, std::string> feed_from_json(const std::string& url, const std::string& json,
                                                 const config::Config& config);
Result<config::Subscription, std::string> subscription_from_json(const std::string& name, const std::string& json,
                                                                 const config::Config& config);

// Those of the database; what cannot be read any more, such as a query over a list that is gone, is left out and logged.
std::vector<config::Feed> added_feeds(store::Connection& connection, const config::Config& config);
std::vector<config::Subscription> added_subscriptions(store::Connection& connection, const config::Config& config);
std::vector<SubscriptionId> paused_subscriptions(store::Connection& connection);

}  // namespace watchword::app
