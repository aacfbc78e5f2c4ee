#include "common/subscription/roster.hpp"

namespace watchword::subscription {

Roster::Roster(std::vector<Subscription> subscriptions, const Roster* before)
    : matcher_(before ? before->matcher_ : query::Matcher()) {
    auto stays = [&](const Subscription& subscription) {
        const Subscription* known = before ? before->find(subscription.id) : nullptr;
        return known && known->query == subscription.query;
    };
    for (Subscription& subscription : subscriptions) {
        auto id = subscription.id;
        if (!stays(subscription)) {
            if (before && before->find(id)) matcher_.remove(id.value);
            matcher_.add(id.value, subscription.query);
        }
        subscriptions_.emplace(id, std::move(subscription));
    }
    if (before) {
        for (const auto& [id, subscription] : before->subscriptions_)
            if (!subscriptions_.contains(id)) matcher_.remove(id.value);
    }
    snapshot_ = matcher_.snapshot();
}

std::vector<const Subscription*> Roster::matching(const query::Subject& subject,
                                                  const std::vector<Carrier>& carriers) const {
    std::vector<const Subscription*> found;
    for (std::uint64_t key : snapshot_->match(subject)) {
        const Subscription& subscription = subscriptions_.at(SubscriptionId{key});
        if (in_scope(subscription, carriers, subject.language)) found.push_back(&subscription);
    }
    return found;
}

std::vector<query::Hit> Roster::hits(const Subscription& subscription, const query::Subject& subject) const {
    return snapshot_->hits(subscription.id.value, subject);
}

const Subscription* Roster::find(SubscriptionId id) const {
    auto found = subscriptions_.find(id);
    return found == subscriptions_.end() ? nullptr : &found->second;
}

}  // namespace watchword::subscription
