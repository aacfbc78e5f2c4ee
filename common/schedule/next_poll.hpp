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
        told,         // its hub tells of news; it is polled all the same, to be sure
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
// sooner than policy.interval_min, nor than the server asks for with this answer, up to asked_wait_max. What stands in
// the feed (ttl, skipHours, skipDays) was written once, as a rule by a template, and may delay a poll to four times the
// wanted interval: a publisher is no worse off for a 304 an hour, and who waits for news would not understand a longer
// silence. `jitter` in [0, 1) spreads feeds that would meet; it only ever adds, so that no two polls are closer than
// they may be.
NextPoll next_poll(const FeedHistory& history, const PollOutcome& outcome, const PollPolicy& policy, Time now,
                   double jitter);

// Why the feed may not be polled at `now`, although a person asks for it: the server asked for silence until later, or
// it was asked less than policy.interval_min ago. nullopt: it may.
struct TooSoon {
    Time until;
    std::string why;  // for a person
};
std::optional<TooSoon> too_soon(const FeedHistory& history, std::optional<Time> last_poll, const PollPolicy& policy,
                                Time now);

// When the feed is to be polled after its hub told of news at `now`. The publisher himself says that there is some, so
// that neither interval_min nor what his server said of its last answer holds: half a minute after the last poll. A
// feed that fails keeps interval_min and the silence that its server asked for.
Time poll_when_told(const FeedHistory& history, std::optional<Time> last_poll, const PollPolicy& policy, Time now);

// The stored time of the next poll as it holds at `now`, which may be after a restart or after the wall clock
// was set: a wait that was chosen before the clock went back keeps its length, and a time that no decision
// could have given is replaced by one within the policy's interval.
Time anchored(Time next_poll, std::optional<Time> last_poll, const PollPolicy& policy, Time now, double jitter);

}  // namespace watchword::schedule
