#pragma once

#include <memory>
#include <unordered_map>
#include <vector>

#include "common/query/matcher.hpp"
#include "common/subscription/subscription.hpp"

namespace watchword::subscription {

// All enabled subscriptions, ready to match. Immutable: safe to share between threads; a change makes a new one.
class Roster {
  public:
    // Takes over from `before`, where there is one, what it knows of queries that stay: indexing costs what has
    // changed.
    explicit Roster(std::vector<Subscription> subscriptions, const Roster* before = nullptr);

    // Those whose query and scope the subject satisfies, in the order of their ids.
    std::vector<const Subscription*> matching(const query::Subject& subject,
                                              const std::vector<Carrier>& carriers) const;

    std::vector<query::Hit> hits(const Subscription& subscription, const query::Subject& subject) const;

    const Subscription* find(SubscriptionId id) const;  // nullptr: not subscribed any more
    std::size_t size() const { return subscriptions_.size(); }

  private:
    std::unordered_map<SubscriptionId, Subscription> subscriptions_;
    query::Matcher matcher_;
    std::shared_ptr<const query::Matcher::Snapshot> snapshot_;
};

}  // namespace watchword::subscription
