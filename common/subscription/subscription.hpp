#pragma once

#include <string>
#include <vector>

#include "common/alert/alert.hpp"
#include "common/base/id.hpp"
#include "common/query/query.hpp"

namespace watchword::subscription {

// A query with its scope and the events wanted (spec/product.md). Receivers are the daemon's business.
struct Subscription {
    SubscriptionId id;
    std::string name;
    query::Query query;
    std::vector<std::string> feeds;      // names, URLs or "tag:..."; empty: all
    std::vector<std::string> languages;  // ISO 639-1; empty: all
    std::vector<alert::Event> events;

    bool wants(alert::Event event) const;
};

// A feed that carries an article, as subscriptions see it.
struct Carrier {
    std::string name;
    std::string url;  // names it as well: a feed's name may be the title that it happens to have
    std::vector<std::string> tags;
    bool fresh = false;  // this feed brings it as news, and no reading has looked at it since
};

// Whether an article of that language, carried by these feeds, is in the subscription's scope. An article whose
// language is unknown is in every scope: better told than lost.
bool in_scope(const Subscription& subscription, const std::vector<Carrier>& carriers, std::string_view language);

}  // namespace watchword::subscription
