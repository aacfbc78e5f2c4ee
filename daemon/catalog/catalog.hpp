#pragma once

#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "common/schedule/calendar.hpp"
#include "common/subscription/roster.hpp"
#include "config/config.hpp"

namespace watchword::catalog {

// A subscription with what becomes of its alerts.
struct Subscription {
    config::Subscription settings;
    SubscriptionId id;
    schedule::Zone zone;
};

// What is watched and who is told: the configuration together with what was added by command, as one immutable value
// that many coroutines and threads share. A reload or a command makes a new one.
class Catalog {
  public:
    // Paused subscriptions and disabled feeds are listed but not active. `added` feeds and subscriptions come from the
    // database; where one has the name or URL of one in the file, the file's wins. Queries that stand in `before` as
    // well are not indexed anew.
    Catalog(config::Config config, std::vector<config::Feed> added_feeds,
            std::vector<config::Subscription> added_subscriptions, const std::vector<SubscriptionId>& paused,
            const Catalog* before = nullptr);

    const config::Config& config() const { return config_; }
    const subscription::Roster& roster() const { return *roster_; }

    // nullptr: not in the catalog any more.
    const config::Feed* feed(FeedId id) const;
    const Subscription* subscription(SubscriptionId id) const;
    const config::Receiver* receiver(ReceiverId id) const;

    const std::unordered_map<FeedId, config::Feed>& feeds() const { return feeds_; }
    const std::unordered_map<SubscriptionId, Subscription>& subscriptions() const { return subscriptions_; }
    const std::unordered_map<ReceiverId, config::Receiver>& receivers() const { return receivers_; }
    std::vector<ReceiverId> operator_receivers() const;

  private:
    config::Config config_;  // without its feeds, receivers and subscriptions: they are below
    std::unordered_map<FeedId, config::Feed> feeds_;
    std::unordered_map<SubscriptionId, Subscription> subscriptions_;
    std::unordered_map<ReceiverId, config::Receiver> receivers_;
    std::unique_ptr<subscription::Roster> roster_;
};

FeedId feed_id(const std::string& url);
SubscriptionId subscription_id(const std::string& name);
ReceiverId receiver_id(const std::string& name);

}  // namespace watchword::catalog
