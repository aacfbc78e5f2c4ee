#include "daemon/archive/wanted.hpp"

#include "common/query/explain.hpp"

namespace watchword::archive {

Result<subscription::Subscription, Refusal> wanted(const catalog::Catalog& catalog, std::optional<SubscriptionId> scope,
                                                   const std::string& text) {
    const catalog::Subscription* like = scope ? catalog.subscription(*scope) : nullptr;
    query::Options options;
    if (like) options = {like->settings.forms, like->settings.fold};
    auto query = query::parse(text, catalog.config().lists, options);
    if (!query) {
        std::string message = "the query has faults:";
        for (const query::Fault& fault : query.error()) message += "\n" + query::to_text(fault, "query", text);
        return Refusal{Refusal::Kind::bad, std::move(message)};
    }
    subscription::Subscription wanted{{}, "", std::move(*query), {}, {}, {}};
    if (like) {
        wanted.id = like->id;
        wanted.name = like->settings.name;
        wanted.feeds = like->settings.feeds;
        wanted.languages = like->settings.languages;
    }
    return wanted;
}

}  // namespace watchword::archive
