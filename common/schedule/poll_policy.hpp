#pragma once

#include "common/base/time.hpp"

namespace watchword::schedule {

// How a feed is to be polled: [poll] of the configuration.
struct PollPolicy {
    Duration interval = std::chrono::minutes(15);
    Duration interval_min = std::chrono::minutes(5);
    Duration interval_max = std::chrono::hours(12);
    bool adaptive = true;
    unsigned failing_after = 3;  // polls failed in a row before the operator hears of it
    struct Silence {
        enum class Kind { automatic, after, never } kind = Kind::automatic;
        Duration after{};
        bool operator==(const Silence&) const = default;
    } silent_after;
    bool operator==(const PollPolicy&) const = default;
};

}  // namespace watchword::schedule
