#include "daemon/store/pruning.hpp"

#include <vector>

#include "common/base/id.hpp"
#include "daemon/store/articles.hpp"
#include "daemon/store/pages.hpp"

namespace watchword::store {

namespace {

constexpr int some = 200;

template <class AnyId>
std::vector<AnyId> ids(Statement statement) {
    std::vector<AnyId> result;
    while (statement.step()) result.push_back(statement.id<AnyId>(0));
    return result;
}

std::size_t prune_alerts(Connection& connection, Time before) {
    auto statement = connection.prepare(
        "SELECT id FROM alert WHERE time < ? AND NOT EXISTS (SELECT 1 FROM delivery WHERE delivery.alert = alert.id "
        "AND delivery.state IN ('pending', 'gathered')) ORDER BY time LIMIT ?");
    statement.bind(before).bind(some);
    auto old = ids<AlertId>(std::move(statement));
    for (AlertId id : old) {
        connection.run("DELETE FROM attempt WHERE delivery IN (SELECT id FROM delivery WHERE alert = ?)", id);
        connection.run("DELETE FROM delivery WHERE alert = ?", id);
        connection.run("DELETE FROM alert WHERE id = ?", id);
    }
    return old.size();
}

std::size_t prune_articles(Connection& connection, Time before) {
    auto statement = connection.prepare(
        "SELECT id FROM article WHERE first_seen < ? AND next_reading IS NULL "
        "AND NOT EXISTS (SELECT 1 FROM alert WHERE alert.article = article.id) "
        "AND NOT EXISTS (SELECT 1 FROM entry WHERE entry.article = article.id AND entry.seen >= ?) "
        "ORDER BY first_seen LIMIT ?");
    statement.bind(before).bind(before).bind(some);
    auto old = ids<ArticleId>(std::move(statement));
    for (ArticleId id : old) remove_article(connection, id);
    return old.size();
}

}  // namespace

bool prune_some(Connection& connection, Time before) {
    prune_hosts(connection, before);
    return prune_alerts(connection, before) + prune_articles(connection, before) > 0;
}

}  // namespace watchword::store
