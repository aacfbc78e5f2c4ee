#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "common/base/id.hpp"
#include "common/base/time.hpp"
#include "daemon/store/sqlite.hpp"

namespace watchword::store {

// The state of everything in a few numbers. Costs a few index look-ups.
struct Summary {
    std::size_t feeds_failing = 0;
    std::size_t feeds_silent = 0;
    std::size_t feeds_overflowing = 0;
    std::size_t feeds_gone = 0;
    std::size_t deliveries_pending = 0;
    std::size_t deliveries_failed = 0;
    std::optional<Time> last_alert;
};
Summary summarise(Connection& connection);

// A feed that is not well.
struct FeedTrouble {
    FeedId id;
    std::string health;
    std::string trouble;
};
std::vector<FeedTrouble> troubled_feeds(Connection& connection);
std::size_t feeds_polled(Connection& connection, Time since);

// Pages that are due to be read, and deliveries that wait for their time.
std::size_t readings_due(Connection& connection, Time now);
std::size_t deliveries_deferred(Connection& connection, Time now);

// How large the database is, in bytes.
std::uint64_t database_bytes(Connection& connection);

}  // namespace watchword::store
