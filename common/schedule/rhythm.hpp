#pragma once

#include <optional>
#include <vector>

#include "common/base/time.hpp"

namespace watchword::schedule {

// When a feed has had news, as far as it takes to tell how often to ask and when silence is odd. Bounded.
struct Rhythm {
    struct Pause {
        Time end;
        Duration length{};
        bool operator==(const Pause&) const = default;
    };
    std::vector<Time> recent;   // of its newest entries, ascending, at most recent_max
    std::vector<Pause> pauses;  // the longest between two entries, by end, at most pauses_max
    std::optional<Time> known_since;

    static constexpr std::size_t recent_max = 24;
    static constexpr std::size_t pauses_max = 8;
    bool operator==(const Rhythm&) const = default;
};

// `dates` are those the new entries claim, in any order; `undated` have none. A claim is believed while it
// lies between the news before and `now`; otherwise the entry is as old as its discovery, and at the first reading of a
// feed of unknown age.
Rhythm with_news(Rhythm rhythm, std::vector<Time> dates, std::size_t undated, Time now);

// How far apart entries have come of late, the wait for the next one included; nullopt while too few are
// known.
std::optional<Duration> usual_gap(const Rhythm& rhythm, Time now);

// The longest pause it has made that is remembered.
std::optional<Duration> longest_pause(const Rhythm& rhythm);

// The silence that is longer than this is beyond its rhythm; nullopt while the rhythm is not known well
// enough.
std::optional<Duration> odd_silence(const Rhythm& rhythm);

}  // namespace watchword::schedule
