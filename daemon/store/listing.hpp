#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "common/base/id.hpp"
#include "common/base/time.hpp"
#include "daemon/store/alerts.hpp"
#include "daemon/store/articles.hpp"
#include "daemon/store/sqlite.hpp"

// Lists for people, newest first. Functions run inside a Store job.
namespace watchword::store {

// Where an article stands, as its last readings saw it.
enum class ArticleState {
    unread,  // not read yet
    present,
    missing,  // absent at the last reading, too few or too close together to call it removed
    removed,
};
std::string_view to_text(ArticleState state);
ArticleState state_of(const ArticleRow& row);

// The day of an article: when it was published, or first seen when that is not known or not believable.
Time date_of(const ArticleRow& row);
// How many articles that were read are of that date or later.
std::size_t count_articles(Connection& connection, Time since);

struct ArticleFilter {
    std::optional<Time> since;  // first seen then or later
    std::optional<Time> until;  // ... and before
    std::optional<FeedId> feed;
    std::optional<SubscriptionId> subscription;  // that has matched it
    std::optional<ArticleState> state;
    bool edited = false;               // only those that were
    std::optional<std::string> words;  // an expression of the archive's index (archive_index.hpp)
};
// Calls `visit` for the articles that pass, the one first seen last first, until it returns false. Reads them a
// thousand at a time, so that neither memory nor the write-ahead log grow with the archive.
void visit_articles(Connection& connection, const ArticleFilter& filter,
                    const std::function<bool(const ArticleRow&)>& visit);

struct AlertFilter {
    std::optional<Time> since;  // of that time or later
    std::optional<Time> until;  // ... and before
    std::optional<std::string> event;
    std::optional<SubscriptionId> subscription;
    std::optional<ArticleId> article;
};
std::vector<AlertId> list_alerts(Connection& connection, const AlertFilter& filter, std::size_t limit);

// Where a delivery stands, or those that a person asks for.
enum class Standing {
    any,   // to ask for: whatever there is
    open,  // to ask for: all that did not end well yet, which is those below but delivered and bundled
    pending,
    deferred,  // pending, but not before a later time
    gathered,
    bundled,
    delivered,
    failed,
};
std::string_view to_text(Standing standing);
Standing standing_of(const DeliveryRow& row, Time now);  // never `any` or `open`

struct DeliveryFilter {
    std::optional<Time> since;  // whose alert is of that time or later
    std::optional<Time> until;  // ... and before
    Standing standing = Standing::open;
    std::optional<ReceiverId> receiver;
    std::optional<SubscriptionId> subscription;
    std::optional<AlertId> alert;
};
std::vector<DeliveryRow> list_deliveries(Connection& connection, const DeliveryFilter& filter, Time now,
                                         std::size_t limit);

// The name of a receiver that once had something to deliver; empty: unknown.
std::string receiver_name(Connection& connection, ReceiverId receiver);

// Ids from `first` to `last`, at most two: enough to see whether a beginning is unambiguous.
std::vector<ArticleId> articles_between(Connection& connection, ArticleId first, ArticleId last);
std::vector<AlertId> alerts_between(Connection& connection, AlertId first, AlertId last);

}  // namespace watchword::store
