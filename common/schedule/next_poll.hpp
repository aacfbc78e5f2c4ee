#pragma once

#include <optional>
#include <string>

#include "common/schedule/feed_history.hpp"
#include "common/schedule/poll_policy.hpp"

namespace watchword::schedule {

// Whatever a server or a feed asks for, it is asked again after a day: a feed that said "in a year" by
// mistake would otherwise be lost without anybody noticing.
inline constexpr Duration asked_wait_max = std::chrono::hours(24);

struct NextPoll {
    enum class Reason {
        interval,     // the configured one
        rhythm,       // learnt: news comes more often, or far less often
        overflow,     // its window was overrun, so it is asked as often as may be
        failures,     // the wait doubles with each
        retry_after,  // the server asked for it
        fresh,        // the server says that nothing will change before (Cache-Control, Expires)
        ttl,          // the feed says so
        skipped,      // the feed asks not to be polled at those hours or days
        gone          // never again
    };
    std::optional<Time> at;  // nullopt: never
    Reason reason = Reason::interval;
    std::string why;  // for a person
};

// When to poll the feed again after `outcome`, which `history` has taken in already (feed_health.hpp). Never
// sooner than what the server and the feed ask for, up to asked_wait_max, nor than policy.interval_min.
// `jitter` in [0, 1) spreads feeds that would meet; it only ever adds, so that no two polls are closer than
// they may be.
NextPoll next_poll(const FeedHistory& history, const PollOutcome& outcome, const PollPolicy& policy, Time now,
                   double jitter);

// The stored time of the next poll as it holds at `now`, which may be after a restart or after the wall clock
// was set: a wait that was chosen before the clock went back keeps its length, and a time that no decision
// could have given is replaced by one within the policy's interval.
Time anchored(Time next_poll, std::optional<Time> last_poll, const PollPolicy& policy, Time now,
              double jitter);

}  // namespace watchword::schedule
