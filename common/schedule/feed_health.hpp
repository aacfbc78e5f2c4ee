#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/schedule/feed_history.hpp"
#include "common/schedule/poll_policy.hpp"

namespace watchword::schedule {

enum class FeedHealth {
    ok,
    overflowing,  // between two polls more came than its window holds, so something may have been missed
    silent,       // nothing new for longer than is its way
    failing,      // cannot be read
    gone          // 410: its publisher says it will not come back; not polled any more
};

std::string_view to_text(FeedHealth health);

// The worst of what is known of the feed.
FeedHealth health_of(const FeedHistory& history);

// Word for the operator: each trouble once per episode, and once when the feed is well again.
struct HealthNotice {
    enum class Kind { failing, silent, overflow, recovered } kind = Kind::failing;
    std::string reason;  // for a person
    Time since;          // when the episode began
    bool operator==(const HealthNotice&) const = default;
};

struct Observed {
    FeedHistory history;
    std::vector<HealthNotice> notices;
};

// Takes the outcome of a poll into the history. `outcome.added` of a feed's first window is its baseline.
Observed observe(FeedHistory history, const PollOutcome& outcome, const PollPolicy& policy, Time now);

}  // namespace watchword::schedule
