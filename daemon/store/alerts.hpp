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
    std::int64_t sequence = 0;  // its place in the receiver's queue; given by insert_delivery: behind all others
    AlertId alert;
    ReceiverId receiver;
    std::string address;  // e-mail; empty for a webhook
    DeliveryState state = DeliveryState::pending;
    Time due;
    unsigned attempts = 0;
    std::optional<Time> first_try;  // when it was first taken out to be sent
    DeliveryId bundle;              // 0: none
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
// earlier ones of its subscription about it to the same address are done.
std::vector<DeliveryRow> due_deliveries(Connection& connection, ReceiverId receiver, Time now, std::size_t limit);
// Those of them that are alerts of the subscription to that address and were never taken out to be sent.
std::vector<DeliveryRow> untried_deliveries(Connection& connection, ReceiverId receiver, SubscriptionId subscription,
                                            const std::string& address, Time now, std::size_t limit);
// Puts a delivery at the place of another, which goes behind all others.
void take_place(Connection& connection, DeliveryId id, DeliveryId of);
// When a receiver's deliveries that were tried are tried again: all at once, so that the oldest goes first.
void retry_deliveries(Connection& connection, ReceiverId receiver, Time when);
// After the clock was set back by `back`: what waits for another try waits as long as it would have, what was due is
// due, and the end of quiet hours keeps its time of the day.
void keep_delivery_waits(Connection& connection, Time now, Duration back);
// What no decision could have put off until then, as after a set clock and a restart, is due at once.
void release_deliveries_after(Connection& connection, Time latest, Time now);
// Receivers that have something pending, each with the earliest time any of it is due.
struct OutboxDue {
    ReceiverId receiver;
    Time due;
};
std::vector<OutboxDue> outbox(Connection& connection);

// Some of what a subscription gathered for its digest, in order, over all receivers.
std::vector<DeliveryRow> gathered_deliveries(Connection& connection, SubscriptionId subscription, std::size_t limit);
// Subscriptions for whose digest something is gathered.
std::vector<SubscriptionId> gathering_subscriptions(Connection& connection);
// What was gathered for a digest that will not come is due at once.
void release_gathered(Connection& connection, SubscriptionId subscription, Time now);

struct AttemptRow {
    DeliveryId delivery;
    unsigned number = 1;  // from 1; of one sent again, whose count began anew, the next that is free
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
void save_receiver_state(Connection& connection, ReceiverId receiver, const std::string& name,
                         const std::string& state);

// The first alert about the article that went to that address of the receiver: its mail is what later ones answer.
std::optional<DeliveryId> first_delivery(Connection& connection, ArticleId article, ReceiverId receiver,
                                         const std::string& address);

// Single values.
std::optional<std::string> recall(Connection& connection, std::string_view key);
void remember(Connection& connection, std::string_view key, std::string_view value);

}  // namespace watchword::store
