#pragma once

#include <cstddef>

namespace watchword::schedule {

// No flood: how many alerts of one subscription one receiver gets one by one.
struct BurstPolicy {
    std::size_t singly_max = 20;     // that wait at once; more are put together
    std::size_t together_max = 400;  // in one message
};

// How many of the `waiting` alerts of one subscription, due to one receiver and never tried, its next message carries:
// the oldest so many. A burst is what waits at once: more than `singly_max` go together, fewer one by one. Nothing
// waits for more to come.
std::size_t next_batch(std::size_t waiting, const BurstPolicy& policy = {});

}  // namespace watchword::schedule
