#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "common/base/id.hpp"
#include "common/subscription/subscription.hpp"
#include "daemon/archive/archive.hpp"
#include "daemon/store/feeds.hpp"

// From what people call a thing to its id, and back.
namespace watchword::archive {

// The feeds that carry articles, as subscriptions and people know them. Keeps what it looked up.
class FeedNames {
  public:
    FeedNames(store::Connection& connection, const catalog::Catalog& catalog)
        : connection_(connection), catalog_(catalog) {}

    // Those of an article, by name; a feed that is not known any more is left out.
    std::vector<subscription::Carrier> carriers(ArticleId article);

  private:
    const subscription::Carrier& named(FeedId id);

    store::Connection& connection_;
    const catalog::Catalog& catalog_;
    std::unordered_map<FeedId, subscription::Carrier> known_;
};

// By id, by an unambiguous beginning of it of four characters or more, or by URL.
Result<ArticleId, Refusal> find_article(store::Connection& connection, std::string_view name);
// By id or an unambiguous beginning of it.
Result<AlertId, Refusal> find_alert(store::Connection& connection, std::string_view name);
// By id, name or URL.
Result<FeedId, Refusal> find_feed(store::Connection& connection, const catalog::Catalog& catalog,
                                  std::string_view name);
// By name, or id.
Result<SubscriptionId, Refusal> find_subscription(const catalog::Catalog& catalog, std::string_view name);
Result<ReceiverId, Refusal> find_receiver(const catalog::Catalog& catalog, std::string_view name);

}  // namespace watchword::archive
