#pragma once

#include <cstddef>
#include <optional>
#include <span>

#include "common/base/time.hpp"

namespace watchword::schedule {

// No flood: how many alerts of one subscription one receiver gets one by one.
struct BurstPolicy {
    std::size_t singly_max = 20;  // within `window`; more are put together
    Duration window = std::chrono::minutes(5);
    std::size_t together_max = 400;  // in one message
};

// What the receiver got of the subscription.
struct BurstHistory {
    std::span<const Time> singly;       // when alerts were handed on one by one, the oldest first
    std::optional<Time> last_together;  // when several last went in one message
};

// The next message: the oldest `count` of the waiting alerts, at `at`. One goes as itself, more go together.
struct Batch {
    std::size_t count = 0;
    Time at;
    bool operator==(const Batch&) const = default;
};

// `waiting` alerts of one subscription are due to one receiver. Too many at once go together at once; while
// the flood goes on, each further message comes a window later, with all that has gathered until then.
Batch next_batch(std::size_t waiting, const BurstHistory& history, Time now, const BurstPolicy& policy = {});

}  // namespace watchword::schedule
