#include "daemon/catalog/catalog.hpp"

#include <unordered_set>

namespace watchword::catalog {

FeedId feed_id(const std::string& url) {
    return FeedId::of({url});
}
SubscriptionId subscription_id(const std::string& name) {
    return SubscriptionId::of({name});
}
ReceiverId receiver_id(const std::string& name) {
    return ReceiverId::of({name});
}

Catalog::Catalog(config::Config config, std::vector<config::Feed> added_feeds,
                 std::vector<config::Subscription> added_subscriptions, const std::vector<SubscriptionId>& paused,
                 const Catalog* before)
    : config_(std::move(config)) {
    for (auto* feeds : {&config_.feeds, &added_feeds})
        for (config::Feed& feed : *feeds) {
            auto id = feed_id(feed.url);
            feeds_.emplace(id, std::move(feed));
        }
    for (config::Receiver& receiver : config_.receivers) {
        auto id = receiver_id(receiver.name);
        receivers_.emplace(id, std::move(receiver));
    }

    std::unordered_set<SubscriptionId> off(paused.begin(), paused.end());
    std::vector<subscription::Subscription> active;
    for (auto* subscriptions : {&config_.subscriptions, &added_subscriptions})
        for (config::Subscription& settings : *subscriptions) {
            auto id = subscription_id(settings.name);
            if (subscriptions_.contains(id) || !settings.query) continue;
            if (off.contains(id)) settings.enabled = false;
            if (settings.enabled)
                active.push_back(
                    {id, settings.name, *settings.query, settings.feeds, settings.languages, settings.events});
            auto zone = schedule::Zone::find(settings.time_zone).value_or(schedule::Zone());
            subscriptions_.emplace(id, Subscription{std::move(settings), id, std::move(zone)});
        }
    config_.feeds.clear();
    config_.receivers.clear();
    config_.subscriptions.clear();
    roster_ = std::make_unique<subscription::Roster>(std::move(active), before ? before->roster_.get() : nullptr);
}

const config::Feed* Catalog::feed(FeedId id) const {
    auto found = feeds_.find(id);
    return found == feeds_.end() ? nullptr : &found->second;
}

const Subscription* Catalog::subscription(SubscriptionId id) const {
    auto found = subscriptions_.find(id);
    return found == subscriptions_.end() ? nullptr : &found->second;
}

const config::Receiver* Catalog::receiver(ReceiverId id) const {
    auto found = receivers_.find(id);
    return found == receivers_.end() ? nullptr : &found->second;
}

std::vector<ReceiverId> Catalog::operator_receivers() const {
    std::vector<ReceiverId> ids;
    for (const std::string& name : config_.operator_receivers) ids.push_back(receiver_id(name));
    return ids;
}

}  // namespace watchword::catalog
