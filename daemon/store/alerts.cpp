#include "daemon/store/alerts.hpp"

#include <array>

#include "daemon/store/compression.hpp"

namespace watchword::store {

namespace {

constexpr std::array<std::string_view, 5> state_names{"pending", "gathered", "bundled", "delivered", "failed"};
constexpr std::size_t answer_bytes_max = 2048;

DeliveryState state_of(std::string_view name) {
    for (std::size_t i = 0; i < state_names.size(); ++i)
        if (state_names[i] == name) return static_cast<DeliveryState>(i);
    throw SqliteError(SQLITE_CORRUPT, "a stored delivery is in no known state");
}

// 0 stands for none in the daemon and NULL in the database.
template <class AnyId>
std::optional<AnyId> null_if_none(AnyId id) {
    return id ? std::optional(id) : std::nullopt;
}

DeliveryRow delivery_of(const Statement& statement) {
    DeliveryRow row;
    row.id = statement.id<DeliveryId>(0);
    row.sequence = statement.integer(1);
    row.alert = statement.id<AlertId>(2);
    row.receiver = statement.id<ReceiverId>(3);
    row.address = statement.string(4);
    row.state = state_of(statement.text(5));
    row.due = statement.time(6);
    row.attempts = static_cast<unsigned>(statement.integer(7));
    row.first_try = statement.maybe_time(8);
    row.bundle = statement.id<DeliveryId>(9);
    row.subscription = statement.id<SubscriptionId>(10);
    row.article = statement.id<ArticleId>(11);
    row.reason = statement.string(12);
    row.finished = statement.maybe_time(13);
    return row;
}

std::vector<DeliveryRow> deliveries_of(Statement& statement) {
    std::vector<DeliveryRow> rows;
    while (statement.step()) rows.push_back(delivery_of(statement));
    return rows;
}

}  // namespace

std::string_view to_text(DeliveryState state) {
    return state_names[static_cast<std::size_t>(state)];
}

bool insert_alert(Connection& connection, const AlertRow& row) {
    auto body = deflate(alert::to_json(row.payload));
    auto statement = connection.prepare(
        "INSERT INTO alert (id, event, subscription, article, revision, time, body) "
        "VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING");
    statement.bind(row.id)
        .bind(alert::to_text(alert::event_of(row.payload)))
        .bind(null_if_none(row.subscription))
        .bind(null_if_none(row.article))
        .bind(row.revision)
        .bind(alert::time_of(row.payload))
        .bind_blob(body)
        .run();
    return connection.changes() > 0;
}

std::optional<AlertRow> find_alert(Connection& connection, AlertId id) {
    auto statement = connection.prepare("SELECT subscription, article, revision, body FROM alert WHERE id = ?");
    if (!statement.bind(id).step()) return std::nullopt;
    auto payload = alert::payload_from_json(inflate(statement.blob(3)));
    if (!payload) throw SqliteError(SQLITE_CORRUPT, "a stored alert cannot be read");
    return AlertRow{id, std::move(*payload), statement.id<SubscriptionId>(0), statement.id<ArticleId>(1),
                    static_cast<unsigned>(statement.integer(2))};
}

void insert_delivery(Connection& connection, const DeliveryRow& row) {
    connection.run(
        "INSERT INTO delivery (id, sequence, alert, receiver, address, state, due, subscription, article) "
        "VALUES (?, (SELECT coalesce(max(sequence), 0) + 1 FROM delivery), ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO "
        "NOTHING",
        row.id, row.alert, row.receiver, row.address, to_text(row.state), row.due, null_if_none(row.subscription),
        null_if_none(row.article));
}

std::optional<DeliveryRow> find_delivery(Connection& connection, DeliveryId id) {
    auto statement = connection.prepare(
        "SELECT id, sequence, alert, receiver, address, state, due, attempts, first_try, bundle, subscription, "
        "article, "
        "reason, finished FROM delivery WHERE id = ?");
    if (!statement.bind(id).step()) return std::nullopt;
    return delivery_of(statement);
}

void save_delivery(Connection& connection, const DeliveryRow& row) {
    connection.run(
        "UPDATE delivery SET state = ?, due = ?, attempts = ?, first_try = ?, bundle = ?, reason = ?, "
        "finished = ? WHERE id = ?",
        to_text(row.state), row.due, row.attempts, row.first_try, null_if_none(row.bundle), row.reason, row.finished,
        row.id);
}

std::vector<DeliveryRow> due_deliveries(Connection& connection, ReceiverId receiver, Time now, std::size_t limit) {
    auto statement = connection.prepare(
        "SELECT id, sequence, alert, receiver, address, state, due, attempts, first_try, bundle, subscription, "
        "article, "
        "reason, finished FROM delivery AS one INDEXED BY delivery_open WHERE receiver = ?1 AND state = 'pending' "
        // Left to itself SQLite would walk through all earlier deliveries of the receiver for each.
        "AND due <= ?2 AND (article IS NULL OR NOT EXISTS (SELECT 1 FROM delivery AS other INDEXED BY delivery_article "
        "WHERE other.state = 'pending' "
        "AND other.article = one.article AND other.subscription = one.subscription AND other.receiver = ?1 "
        "AND other.address = one.address AND other.sequence < one.sequence AND other.due > ?2)) ORDER BY sequence "
        "LIMIT ?3");
    return deliveries_of(statement.bind(receiver).bind(now).bind(static_cast<std::int64_t>(limit)));
}

std::vector<DeliveryRow> untried_deliveries(Connection& connection, ReceiverId receiver, SubscriptionId subscription,
                                            const std::string& address, Time now, std::size_t limit) {
    auto statement = connection.prepare(
        "SELECT id, sequence, alert, receiver, address, state, due, attempts, first_try, bundle, subscription, "
        "article, "
        "reason, finished FROM delivery AS one INDEXED BY delivery_untried WHERE receiver = ?1 AND subscription = ?4 "
        "AND state = 'pending' AND attempts = 0 AND first_try IS NULL AND subscription IS NOT NULL AND address = ?5 "
        "AND due <= ?2 "
        "AND (article IS NULL OR NOT EXISTS (SELECT 1 FROM delivery AS other INDEXED BY delivery_article "
        "WHERE other.state = 'pending' AND other.article = one.article AND other.subscription = ?4 AND other.receiver "
        "= ?1 "
        "AND other.address = ?5 "
        "AND other.sequence < one.sequence AND other.due > ?2)) ORDER BY sequence LIMIT ?3");
    statement.bind(receiver).bind(now).bind(static_cast<std::int64_t>(limit)).bind(subscription).bind(address);
    return deliveries_of(statement);
}

void take_place(Connection& connection, DeliveryId id, DeliveryId of) {
    auto statement =
        connection.prepare("SELECT sequence, (SELECT max(sequence) FROM delivery) + 1 FROM delivery WHERE id = ?");
    if (!statement.bind(of).step()) return;
    auto place = statement.integer(0), behind = statement.integer(1);
    connection.run("UPDATE delivery SET sequence = ? WHERE id = ?", behind, of);
    connection.run("UPDATE delivery SET sequence = ? WHERE id = ?", place, id);
}

void retry_deliveries(Connection& connection, ReceiverId receiver, Time when) {
    connection.run("UPDATE delivery SET due = ? WHERE receiver = ? AND state = 'pending' AND attempts > 0", when,
                   receiver);
}

void keep_delivery_waits(Connection& connection, Time now, Duration back) {
    connection.run(
        "UPDATE delivery SET due = due - iif(attempts = 0 AND due > ?1 + ?2, ?2 / ?3 * ?3, ?2) "
        "WHERE state = 'pending' AND due > ?1",
        now, back, Duration(std::chrono::days(1)));
}

void release_deliveries_after(Connection& connection, Time latest, Time now) {
    connection.run("UPDATE delivery SET due = ? WHERE state = 'pending' AND due > ?", now, latest);
}

std::vector<OutboxDue> outbox(Connection& connection) {
    std::vector<OutboxDue> rows;
    // From receiver to receiver by the index, however much waits for each.
    auto statement = connection.prepare(
        "WITH RECURSIVE queue (receiver) AS (SELECT min(receiver) FROM delivery WHERE state = 'pending' "
        "UNION ALL SELECT (SELECT min(receiver) FROM delivery WHERE state = 'pending' AND receiver > queue.receiver) "
        "FROM queue WHERE receiver IS NOT NULL) "
        "SELECT receiver, (SELECT min(due) FROM delivery WHERE state = 'pending' AND receiver = queue.receiver) "
        "FROM queue WHERE receiver IS NOT NULL");
    while (statement.step()) rows.push_back({statement.id<ReceiverId>(0), statement.time(1)});
    return rows;
}

std::vector<SubscriptionId> gathering_subscriptions(Connection& connection) {
    std::vector<SubscriptionId> ids;
    auto statement = connection.prepare("SELECT DISTINCT subscription FROM delivery WHERE state = 'gathered'");
    while (statement.step()) ids.push_back(statement.id<SubscriptionId>(0));
    return ids;
}

void release_gathered(Connection& connection, SubscriptionId subscription, Time now) {
    connection.run("UPDATE delivery SET state = 'pending', due = ? WHERE subscription = ? AND state = 'gathered'", now,
                   subscription);
}

std::vector<DeliveryRow> gathered_deliveries(Connection& connection, SubscriptionId subscription, std::size_t limit) {
    auto statement = connection.prepare(
        "SELECT id, sequence, alert, receiver, address, state, due, attempts, first_try, bundle, subscription, "
        "article, "
        "reason, finished FROM delivery WHERE subscription = ? AND state = 'gathered' ORDER BY sequence LIMIT ?");
    return deliveries_of(statement.bind(subscription).bind(static_cast<std::int64_t>(limit)));
}

void insert_attempt(Connection& connection, const AttemptRow& row) {
    connection.run(
        "INSERT INTO attempt (delivery, number, time, outcome, status, took, answer) VALUES (?1, "
        "max(?2, (SELECT coalesce(max(number), 0) + 1 FROM attempt WHERE delivery = ?1)), ?3, ?4, ?5, ?6, ?7)",
        row.delivery, row.number, row.time, row.outcome, row.status, row.took,
        std::string_view(row.answer).substr(0, answer_bytes_max));
}

std::vector<AttemptRow> attempts(Connection& connection, DeliveryId delivery) {
    std::vector<AttemptRow> rows;
    auto statement = connection.prepare(
        "SELECT number, time, outcome, status, took, answer FROM attempt WHERE delivery = ? ORDER BY number");
    statement.bind(delivery);
    while (statement.step())
        rows.push_back({delivery, static_cast<unsigned>(statement.integer(0)), statement.time(1), statement.string(2),
                        static_cast<int>(statement.integer(3)), Duration(statement.integer(4)), statement.string(5)});
    return rows;
}

std::string receiver_state(Connection& connection, ReceiverId receiver) {
    auto statement = connection.prepare("SELECT state FROM receiver WHERE id = ?");
    return statement.bind(receiver).step() ? statement.string(0) : "{}";
}

void save_receiver_state(Connection& connection, ReceiverId receiver, const std::string& name,
                         const std::string& state) {
    connection.run(
        "INSERT INTO receiver (id, name, state) VALUES (?, ?, ?) "
        "ON CONFLICT (id) DO UPDATE SET name = excluded.name, state = excluded.state",
        receiver, name, state);
}

std::optional<DeliveryId> first_delivery(Connection& connection, ArticleId article, ReceiverId receiver,
                                         const std::string& address) {
    auto statement = connection.prepare(
        "SELECT iif(state = 'bundled', coalesce(bundle, delivery.id), delivery.id) "
        "FROM alert JOIN delivery ON delivery.alert = alert.id "
        "WHERE alert.article = ? AND receiver = ? AND address = ? ORDER BY sequence LIMIT 1");
    if (!statement.bind(article).bind(receiver).bind(address).step()) return std::nullopt;
    return statement.id<DeliveryId>(0);
}

std::optional<std::string> recall(Connection& connection, std::string_view key) {
    auto statement = connection.prepare("SELECT value FROM memory WHERE key = ?");
    if (!statement.bind(key).step()) return std::nullopt;
    return statement.string(0);
}

void remember(Connection& connection, std::string_view key, std::string_view value) {
    connection.run(
        "INSERT INTO memory (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value", key,
        value);
}

}  // namespace watchword::store
