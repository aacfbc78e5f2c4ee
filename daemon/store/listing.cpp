#include "daemon/store/listing.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

#include "common/revision/storage.hpp"

namespace watchword::store {

namespace {

constexpr std::array<std::string_view, 4> article_states{"unread", "present", "missing", "removed"};
constexpr std::array<std::string_view, 8> standings{"any",      "open",    "pending",   "deferred",
                                                    "gathered", "bundled", "delivered", "failed"};

constexpr std::size_t chunk = 1'024;

// A place in the list: by the time an article was first seen, then by its number.
struct Place {
    Time seen;
    std::int64_t number = 0;
    ArticleId id;
};

Time earliest() {
    return Time(Duration(std::numeric_limits<std::int64_t>::min()));
}
Time latest() {
    return Time(Duration(std::numeric_limits<std::int64_t>::max()));
}

std::optional<std::string_view> text_of(const std::optional<ArticleState>& state) {
    return state ? std::optional(to_text(*state)) : std::nullopt;
}

// The next articles below a place, by the index over the time they were first seen.
std::vector<Place> next_places(Connection& connection, const ArticleFilter& filter, Place below) {
    std::vector<Place> places;
    auto statement = connection.prepare(
        "SELECT first_seen, number, id FROM article WHERE (first_seen, number) < (?1, ?2) AND first_seen >= ?3 "
        "AND (?4 IS NULL OR EXISTS (SELECT 1 FROM article_feed WHERE article = id AND feed = ?4)) "
        "AND (?5 IS NULL OR EXISTS (SELECT 1 FROM match WHERE article = id AND subscription = ?5)) "
        "AND (?6 IS NULL OR ?6 = CASE WHEN revision = 0 THEN 'unread' WHEN presence ->> '$.removed' THEN 'removed' "
        "WHEN presence ->> '$.absences' > 0 THEN 'missing' ELSE 'present' END) "
        "AND (NOT ?7 OR edits > 0) AND (?8 IS NULL OR number IN (SELECT rowid FROM archive WHERE archive MATCH ?8)) "
        "ORDER BY first_seen DESC, number DESC LIMIT ?9");
    statement.bind(below.seen)
        .bind(below.number)
        .bind(filter.since.value_or(earliest()))
        .bind(filter.feed)
        .bind(filter.subscription)
        .bind(text_of(filter.state))
        .bind(filter.edited)
        .bind(filter.words)
        .bind(std::int64_t{chunk});
    while (statement.step()) places.push_back({statement.time(0), statement.integer(1), statement.id<ArticleId>(2)});
    return places;
}

// One place of them may be gone by now: pruned, or merged into another.
bool visit_places(Connection& connection, const std::vector<Place>& places,
                  const std::function<bool(const ArticleRow&)>& visit) {
    return std::all_of(places.begin(), places.end(), [&](const Place& place) {
        auto row = find_article(connection, place.id);
        return !row || visit(*row);
    });
}

template <class AnyId>
std::vector<AnyId> two_of(Statement statement, AnyId first, AnyId last) {
    std::vector<AnyId> ids;
    statement.bind(first).bind(last);
    while (statement.step()) ids.push_back(statement.id<AnyId>(0));
    return ids;
}

}  // namespace

std::string_view to_text(ArticleState state) {
    return article_states[static_cast<std::size_t>(state)];
}
std::string_view to_text(Standing standing) {
    return standings[static_cast<std::size_t>(standing)];
}

ArticleState state_of(const ArticleRow& row) {
    if (row.revision == 0) return ArticleState::unread;
    auto presence = revision::deserialise_presence(row.presence);
    if (presence.removed) return ArticleState::removed;
    return presence.absences > 0 ? ArticleState::missing : ArticleState::present;
}

Time date_of(const ArticleRow& row) {
    return std::min(row.published.value_or(row.first_seen), row.first_seen);
}

std::size_t count_articles(Connection& connection, Time since) {
    auto statement = connection.prepare(
        "SELECT count(*) FROM article WHERE first_seen >= ?1 AND revision > 0 "
        "AND coalesce(published, first_seen) >= ?1");
    return statement.bind(since).step() ? static_cast<std::size_t>(statement.integer(0)) : 0;
}

void visit_articles(Connection& connection, const ArticleFilter& filter,
                    const std::function<bool(const ArticleRow&)>& visit) {
    Place below{filter.until.value_or(latest()), 0, {}};
    while (true) {
        auto places = next_places(connection, filter, below);
        if (!visit_places(connection, places, visit) || places.size() < chunk) return;
        below = places.back();
    }
}

std::vector<AlertId> list_alerts(Connection& connection, const AlertFilter& filter, std::size_t limit) {
    std::vector<AlertId> ids;
    auto statement = connection.prepare(
        "SELECT id FROM alert WHERE time >= ?1 AND time < ?2 AND (?3 IS NULL OR event = ?3) "
        "AND (?4 IS NULL OR subscription = ?4) AND (?5 IS NULL OR article = ?5) ORDER BY time DESC, id DESC LIMIT ?6");
    statement.bind(filter.since.value_or(earliest()))
        .bind(filter.until.value_or(latest()))
        .bind(filter.event)
        .bind(filter.subscription)
        .bind(filter.article)
        .bind(static_cast<std::int64_t>(limit));
    while (statement.step()) ids.push_back(statement.id<AlertId>(0));
    return ids;
}

Standing standing_of(const DeliveryRow& row, Time now) {
    switch (row.state) {
        case DeliveryState::pending:
            return row.due > now ? Standing::deferred : Standing::pending;
        case DeliveryState::gathered:
            return Standing::gathered;
        case DeliveryState::bundled:
            return Standing::bundled;
        case DeliveryState::delivered:
            return Standing::delivered;
        case DeliveryState::failed:
            return Standing::failed;
    }
    return Standing::any;
}

std::vector<DeliveryRow> list_deliveries(Connection& connection, const DeliveryFilter& filter, Time now,
                                         std::size_t limit) {
    std::vector<DeliveryId> ids;
    {
        auto statement = connection.prepare(
            "SELECT delivery.id FROM delivery JOIN alert ON alert.id = delivery.alert "
            "WHERE alert.time >= ?1 AND alert.time < ?2 AND (?3 IS NULL OR delivery.receiver = ?3) "
            "AND (?4 IS NULL OR delivery.subscription = ?4) AND (?5 IS NULL OR delivery.alert = ?5) "
            "AND CASE ?6 WHEN 'any' THEN 1 WHEN 'open' THEN state NOT IN ('delivered', 'bundled') "
            "WHEN 'pending' THEN state = 'pending' AND due <= ?7 WHEN 'deferred' THEN state = 'pending' AND due > ?7 "
            "ELSE state = ?6 END ORDER BY sequence DESC LIMIT ?8");
        statement.bind(filter.since.value_or(earliest()))
            .bind(filter.until.value_or(latest()))
            .bind(filter.receiver)
            .bind(filter.subscription)
            .bind(filter.alert)
            .bind(to_text(filter.standing))
            .bind(now)
            .bind(static_cast<std::int64_t>(limit));
        while (statement.step()) ids.push_back(statement.id<DeliveryId>(0));
    }
    std::vector<DeliveryRow> rows;
    for (DeliveryId id : ids)
        if (auto row = find_delivery(connection, id)) rows.push_back(std::move(*row));
    return rows;
}

std::string receiver_name(Connection& connection, ReceiverId receiver) {
    auto statement = connection.prepare("SELECT name FROM receiver WHERE id = ?");
    return statement.bind(receiver).step() ? statement.string(0) : "";
}

std::vector<ArticleId> articles_between(Connection& connection, ArticleId first, ArticleId last) {
    return two_of(connection.prepare("SELECT id FROM article WHERE id BETWEEN ? AND ? LIMIT 2"), first, last);
}

std::vector<AlertId> alerts_between(Connection& connection, AlertId first, AlertId last) {
    return two_of(connection.prepare("SELECT id FROM alert WHERE id BETWEEN ? AND ? LIMIT 2"), first, last);
}

}  // namespace watchword::store
