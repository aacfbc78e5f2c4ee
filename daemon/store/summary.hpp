#pragma once

#include <cstddef>
#include <optional>

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

}  // namespace watchword::store
