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

}  // namespace watchword::store
