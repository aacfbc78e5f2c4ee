#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "common/query/matcher.hpp"
#include "common/query/necessary.hpp"
#include "common/subscription/subscription.hpp"
#include "daemon/archive/names.hpp"
#include "daemon/store/articles.hpp"
#include "daemon/store/listing.hpp"

namespace watchword::archive {

// Queries asked about stored articles, each with the scope of a subscription. A query that watches edits is asked about
// every revision with what it changed, the newest first, until one matches; any other about the newest revision alone.
class Search {
  public:
    explicit Search(std::vector<subscription::Subscription> wanted);

    struct Found {
        const store::ArticleRow& article;
        const revision::Revision& text;  // the newest revision
        const std::vector<subscription::Carrier>& carriers;
        std::vector<bool> matches;  // by the subscriptions, in the order they were given
        std::function<std::vector<query::Hit>(std::size_t)>
            hits;  // of one of them; to be called before `visit` returns
    };
    // Calls `visit` for the articles that pass the filter and match at least one query, the newest first, until it
    // returns false. One article is in memory at a time, and the index is asked first where the queries' words allow
    // it.
    void run(store::Connection& connection, const catalog::Catalog& catalog, store::ArticleFilter filter,
             const std::function<bool(const Found&)>& visit) const;

  private:
    std::vector<subscription::Subscription> wanted_;
    std::shared_ptr<const query::Matcher::Snapshot> matcher_;
    query::Necessary necessary_;
    bool watches_edits_ = false;
};

}  // namespace watchword::archive
