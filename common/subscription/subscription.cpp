#include "common/subscription/subscription.hpp"

#include <algorithm>

namespace watchword::subscription {

namespace {

bool names(const std::string& wanted, const Carrier& carrier) {
    constexpr std::string_view tag_prefix = "tag:";
    if (!wanted.starts_with(tag_prefix)) return wanted == carrier.name || wanted == carrier.url;
    auto tag = std::string_view(wanted).substr(tag_prefix.size());
    return std::find(carrier.tags.begin(), carrier.tags.end(), tag) != carrier.tags.end();
}

}  // namespace

bool Subscription::wants(alert::Event event) const {
    return std::find(events.begin(), events.end(), event) != events.end();
}

bool in_scope(const Subscription& subscription, const std::vector<Carrier>& carriers, std::string_view language) {
    if (!subscription.languages.empty() && !language.empty() &&
        std::find(subscription.languages.begin(), subscription.languages.end(), language) ==
            subscription.languages.end())
        return false;
    if (subscription.feeds.empty()) return true;
    return std::any_of(carriers.begin(), carriers.end(), [&](const Carrier& carrier) {
        return std::any_of(subscription.feeds.begin(), subscription.feeds.end(),
                           [&](const std::string& wanted) { return names(wanted, carrier); });
    });
}

}  // namespace watchword::subscription
