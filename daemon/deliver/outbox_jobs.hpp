#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "common/schedule/retry.hpp"
#include "daemon/catalog/catalog.hpp"
#include "daemon/store/alerts.hpp"

// What the dispatcher asks of the database; each function is one job.
namespace watchword::deliver {

// A delivery with what it carries.
struct Job {
    store::DeliveryRow row;
    alert::Payload payload;
    std::optional<DeliveryId> first;  // the article's first mail to that address
};

struct Batch {
    std::vector<Job> jobs;
    std::optional<Time> next_due;  // when there is nothing due: of the earliest that waits
};

// What is due for a receiver, in order. A delivery about an article waits for the earlier ones about it. More than a
// subscription's `max_burst` that were never tried become one delivery that carries them all.
Batch next_batch(store::Connection& connection, const catalog::Catalog& catalog, ReceiverId receiver,
                 std::size_t limit, Time now);

schedule::ReceiverHealth read_health(store::Connection& connection, ReceiverId receiver);

// The outcome of an attempt, to be stored.
struct Settled {
    store::DeliveryRow row;  // as it shall be
    store::AttemptRow attempt;
    std::string receiver_name;
    schedule::ReceiverHealth health;
    bool recovered = false;                // the receiver is back: what waited for it is due at once
    std::optional<alert::Notice> notice;  // to the operator
};
void settle(store::Connection& connection, const catalog::Catalog& catalog, const Settled& settled, Time now);

// Makes digests of what the subscriptions gathered whose digest is due, one message for each address; returns when the
// next one is due.
std::optional<Time> make_digests(store::Connection& connection, const catalog::Catalog& catalog, Time now);

}  // namespace watchword::deliver
