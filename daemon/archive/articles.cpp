#include <array>

#include "daemon/archive/answers.hpp"
#include "daemon/archive/article_line.hpp"
#include "daemon/archive/matching.hpp"
#include "daemon/archive/wanted.hpp"

namespace watchword::archive {

namespace {

using store::ArticleState;

constexpr std::array states{ArticleState::unread, ArticleState::present, ArticleState::missing, ArticleState::removed};

}  // namespace

Answer list_articles(const Asked& asked) {
    store::ArticleFilter filter;
    filter.since = asked.parameters.time("since");
    filter.until = asked.parameters.time("until");
    filter.edited = asked.parameters.flag("edited");
    filter.state = asked.parameters.one_of("state", states);
    auto feed = asked.parameters.text("feed");
    auto subscription = asked.parameters.text("subscription");
    auto query = asked.parameters.text("query");
    auto limit = asked.parameters.limit();
    if (auto fault = asked.parameters.fault()) return *fault;
    if (feed) {
        auto id = find_feed(asked.connection, asked.catalog, *feed);
        if (!id) return id.error();
        filter.feed = *id;
    }
    if (subscription) {
        auto id = find_subscription(asked.catalog, *subscription);
        if (!id) return id.error();
        filter.subscription = *id;
    }
    json::array list;
    if (query) {
        auto looked_for = wanted(asked.catalog, std::nullopt, *query);
        if (!looked_for) return looked_for.error();
        Search({*looked_for}).run(asked.connection, asked.catalog, filter, [&](const Search::Found& found) {
            auto line = article_line(found.article, found.text, found.carriers);
            line["hits"] = hits_to_array(found.hits(0));
            list.push_back(std::move(line));
            return list.size() < limit;
        });
        return list;
    }
    FeedNames names(asked.connection, asked.catalog);
    store::visit_articles(asked.connection, filter, [&](const store::ArticleRow& row) {
        list.push_back(article_line(row, newest_revision(asked.connection, row), names.carriers(row.id)));
        return list.size() < limit;
    });
    return list;
}

}  // namespace watchword::archive
