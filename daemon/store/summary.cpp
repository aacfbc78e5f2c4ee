#include "daemon/store/summary.hpp"

namespace watchword::store {

Summary summarise(Connection& connection) {
    Summary summary;
    auto health = connection.prepare("SELECT health, count(*) FROM feed WHERE health <> 'ok' GROUP BY health");
    while (health.step()) {
        auto count = static_cast<std::size_t>(health.integer(1));
        if (health.text(0) == "failing") summary.feeds_failing = count;
        if (health.text(0) == "silent") summary.feeds_silent = count;
        if (health.text(0) == "overflowing") summary.feeds_overflowing = count;
        if (health.text(0) == "gone") summary.feeds_gone = count;
    }
    auto pending = connection.prepare("SELECT count(*) FROM delivery WHERE state = 'pending'");
    if (pending.step()) summary.deliveries_pending = static_cast<std::size_t>(pending.integer(0));
    auto failed = connection.prepare("SELECT count(*) FROM delivery WHERE state = 'failed'");
    if (failed.step()) summary.deliveries_failed = static_cast<std::size_t>(failed.integer(0));
    auto last = connection.prepare("SELECT max(time) FROM alert");
    if (last.step()) summary.last_alert = last.maybe_time(0);
    return summary;
}

std::vector<FeedTrouble> troubled_feeds(Connection& connection) {
    std::vector<FeedTrouble> feeds;
    auto statement = connection.prepare("SELECT id, health, trouble FROM feed WHERE health <> 'ok'");
    while (statement.step()) feeds.push_back({statement.id<FeedId>(0), statement.string(1), statement.string(2)});
    return feeds;
}

std::size_t feeds_polled(Connection& connection, Time since) {
    auto statement = connection.prepare("SELECT count(*) FROM feed WHERE last_poll >= ?");
    return statement.bind(since).step() ? static_cast<std::size_t>(statement.integer(0)) : 0;
}

std::size_t readings_due(Connection& connection, Time now) {
    auto statement =
        connection.prepare("SELECT count(*) FROM article WHERE next_reading IS NOT NULL AND next_reading <= ?");
    return statement.bind(now).step() ? static_cast<std::size_t>(statement.integer(0)) : 0;
}

std::size_t deliveries_deferred(Connection& connection, Time now) {
    auto statement = connection.prepare("SELECT count(*) FROM delivery WHERE state = 'pending' AND due > ?");
    return statement.bind(now).step() ? static_cast<std::size_t>(statement.integer(0)) : 0;
}

std::uint64_t database_bytes(Connection& connection) {
    auto statement = connection.prepare("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size");
    return statement.step() ? static_cast<std::uint64_t>(statement.integer(0)) : 0;
}

}  // namespace watchword::store
