#pragma once

#include <map>
#include <optional>
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

// What was sent though the database does not know it yet, and whether it arrived.
using Unrecorded = std::map<DeliveryId, bool>;

// No delivery and no receiver waits longer: the last rung is a day with its jitter, quiet hours end within one.
inline constexpr Duration wait_max = std::chrono::hours(48);

// What is due for a receiver, in order, at most `limit`. A delivery about an article waits for the earlier ones of its
// subscription about it. Of more than a subscription's `max_burst` that were never tried, one delivery is made
// (common/schedule/burst.hpp); it is the last of those given, so that the job stays short. What was given once, and so
// may have arrived although nobody lived to record it, is given again, but put into no other message.
std::vector<Job> next_batch(store::Connection& connection, const catalog::Catalog& catalog, ReceiverId receiver,
                            std::size_t limit, const Unrecorded& unrecorded, Time now);

// How a receiver has fared. One whose address or secrets are others than they were is a new one: what waits for it is
// due at once.
schedule::ReceiverHealth recall_health(store::Connection& connection, const catalog::Catalog& catalog,
                                       ReceiverId receiver, Time now);

// After the clock was set back by `back`, for the deliveries and for the receivers that fail.
void keep_waits(store::Connection& connection, const catalog::Catalog& catalog, Time now, Duration back);

// The outcome of an attempt, to be stored.
struct Settled {
    store::DeliveryRow row;  // as it shall be
    store::AttemptRow attempt;
    std::string receiver_name;
    schedule::ReceiverHealth health;
    std::optional<Time> retry_all;  // when all that failed is tried again: the receiver is back, or is probed
    bool gives_up = false;          // it is not tried again by itself: the operator hears of it, once an episode
};
// True: the operator is told, so that this is the beginning of an episode. It ends with the next that is delivered to
// that address.
bool settle(store::Connection& connection, const catalog::Catalog& catalog, const Settled& settled, Time now);

// Makes digests of what the subscriptions gathered whose digest is due, one message for each address; returns when the
// next one is due.
std::optional<Time> make_digests(store::Connection& connection, const catalog::Catalog& catalog, Time now);

}  // namespace watchword::deliver
