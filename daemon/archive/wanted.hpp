#pragma once

#include <optional>
#include <string>

#include "common/subscription/subscription.hpp"
#include "daemon/archive/archive.hpp"

namespace watchword::archive {

// A query that somebody asks about: with the scope, forms and folding of a subscription, else over everything. The
// refusal shows where it has a fault.
Result<subscription::Subscription, Refusal> wanted(const catalog::Catalog& catalog, std::optional<SubscriptionId> scope,
                                                   const std::string& query);

}  // namespace watchword::archive
