#include "common/subscription/roster.hpp"

namespace watchword::subscription {

Roster::Roster(std::vector<Subscription> subscriptions) {
    query::Matcher matcher;
    for (Subscription& subscription : subscriptions) {
        matcher.add(subscription.id.value, subscription.query);
        auto id = subscription.id;
        subscriptions_.emplace(id, std::move(subscription));
    }
    matcher_ = matcher.snapshot();
}

std::vector<const Subscription*> Roster::matching(const query::Subject& subject,
                                                  const std::vector<Carrier>& carriers) const {
    std::vector<const Subscription*> found;
    for (std::uint64_t key : matcher_->match(subject)) {
        const Subscription& subscription = subscriptions_.at(SubscriptionId{key});
        if (in_scope(subscription, carriers, subject.language)) found.push_back(&subscription);
    }
    return found;
}

std::vector<query::Hit> Roster::hits(const Subscription& subscription, const query::Subject& subject) const {
    return matcher_->hits(subscription.id.value, subject);
}

const Subscription* Roster::find(SubscriptionId id) const {
    auto found = subscriptions_.find(id);
    return found == subscriptions_.end() ? nullptr : &found->second;
}

}  // namespace watchword::subscription
