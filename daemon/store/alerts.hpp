#pragma once

#include <optional>
#include <string>
#include <vector>

#include "common/alert/payload.hpp"
#include "common/base/id.hpp"
#include "common/base/time.hpp"
#include "daemon/store/sqlite.hpp"

// Alerts and everything else that is told, and the outbox that carries it. Functions run inside a Store job.
namespace watchword::store {

struct AlertRow {
    AlertId id;
    alert::Payload payload;
    SubscriptionId subscription;  // 0: for the operator
    ArticleId article;            // 0: of no article
    unsigned revision = 0;
};
// Keeps the first of two with the same id. False when it was there already.
bool insert_alert(Connection& connection, const AlertRow& row);
std::optional<AlertRow> find_alert(Connection& connection, AlertId id);

enum class DeliveryState {
    pending,
    gathered,  // waits for its subscription's digest
    bundled,   // carried by another delivery: a digest or a burst
    delivered,
    failed,
};
std::string_view to_text(DeliveryState state);

struct DeliveryRow {
    DeliveryId id;
    std::int64_t sequence = 0;  // the order in which deliveries were made; given by insert_delivery
    AlertId alert;
    ReceiverId receiver;
    std::string address;  // e-mail; empty for a webhook
    DeliveryState state = DeliveryState::pending;
    Time due;
    unsigned attempts = 0;
    std::optional<Time> first_try;
    DeliveryId bundle;  // 0: none
    SubscriptionId subscription;
    ArticleId article;
    std::string reason;
    std::optional<Time> finished;
};
// Keeps the first of two with the same id.
void insert_delivery(Connection& connection, const DeliveryRow& row);
std::optional<DeliveryRow> find_delivery(Connection& connection, DeliveryId id);
// Writes back state, due, attempts, first_try, bundle, reason and finished.
void save_delivery(Connection& connection, const DeliveryRow& row);

// What is due for a receiver, in the order the outbox was filled. A delivery about an article is not due before the
// earlier ones about it to the same address are done.
std::vector<DeliveryRow> due_deliveries(Connection& connection, ReceiverId receiver, Time now, std::size_t limit);
// Makes what waits for another try due at once: the receiver is back.
void hasten_deliveries(Connection& connection, ReceiverId receiver, Time now);
// Receivers that have something pending, each with the earliest time any of it is due.
struct OutboxDue {
    ReceiverId receiver;
    Time due;
};
std::vector<OutboxDue> outbox(Connection& connection);

// Everything gathered for a subscription's digest, in order, over all receivers.
std::vector<DeliveryRow> gathered_deliveries(Connection& connection, SubscriptionId subscription, std::size_t limit);

struct AttemptRow {
    DeliveryId delivery;
    unsigned number = 1;
    Time time;
    std::string outcome;  // "delivered", "deferred", "failed"
    int status = 0;
    Duration took{};
    std::string answer;  // cut to 2 KB here
};
void insert_attempt(Connection& connection, const AttemptRow& row);
std::vector<AttemptRow> attempts(Connection& connection, DeliveryId delivery);

// What a receiver's circuit breaker remembers, as JSON; "{}" when nothing.
std::string receiver_state(Connection& connection, ReceiverId receiver);
void save_receiver_state(Connection& connection, ReceiverId receiver, const std::string& name, const std::string& state);

// The first alert about the article that went to that address of the receiver: its mail is what later ones answer.
std::optional<DeliveryId> first_delivery(Connection& connection, ArticleId article, ReceiverId receiver,
                                         const std::string& address);

// Single values.
std::optional<std::string> recall(Connection& connection, std::string_view key);
void remember(Connection& connection, std::string_view key, std::string_view value);

}  // namespace watchword::store
