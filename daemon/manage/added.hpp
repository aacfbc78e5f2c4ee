#pragma once

#include <memory>
#include <string>

#include "common/base/result.hpp"
#include "config/config.hpp"
#include "daemon/catalog/catalog.hpp"
#include "daemon/store/sqlite.hpp"

// Feeds and subscriptions added by command: the few settings a command can give, as JSON in the database; everything
// else comes from the configuration's [poll], [articles] and [lists].
namespace watchword::manage {

std::string to_json(const config::Feed& feed);
std::string to_json(const config::Subscription& subscription);

// The error says what is wrong, for a person. `known` is the subscription as it was read before with the same lists;
// what its query was parsed to is used again.
Result<config::Feed, std::string> feed_from_json(const std::string& url, const std::string& json,
                                                 const config::Config& config);
Result<config::Subscription, std::string> subscription_from_json(const std::string& name, const std::string& json,
                                                                 const config::Config& config,
                                                                 const config::Subscription* known = nullptr);

// What is watched: the configuration together with what the database holds of feeds and subscriptions. What cannot be
// read any more, such as a query over a list that is gone, is left out and logged. Queries that stand in `before` as
// well are neither parsed nor indexed anew.
std::shared_ptr<const catalog::Catalog> read_catalog(store::Connection& connection, const config::Config& config,
                                                     const catalog::Catalog* before = nullptr);

}  // namespace watchword::manage
