#include "common/schedule/next_poll.hpp"

#include <algorithm>

#include "common/schedule/rounded.hpp"

namespace watchword::schedule {

namespace {

using namespace std::chrono_literals;
using Reason = NextPoll::Reason;

struct Wait {
    Duration length{};
    Reason reason = Reason::interval;
    std::string why;
};

// Own waits are spread over a tenth of their length; those that others ask for over a twentieth.
constexpr double own_spread = 0.1;
constexpr double asked_spread = 0.05;
constexpr Duration asked_spread_max = 5min;
constexpr Duration skipped_spread = 10min;

constexpr Duration overflow_memory = 24h;
constexpr Duration told_spacing = 30s;

// Between these two, news is found soon enough by the configured interval: a feed is polled at least twice
// for each entry that usually comes, and about this many times at most.
constexpr int polls_per_entry_min = 2;
constexpr int polls_per_entry_max = 24;

// The configured interval is what somebody wants: a feed that sleeps, or whose document asks for it, is polled so much
// seldomer at most.
constexpr int slowed_max = 4;

Duration part(Duration whole, double share) {
    return Duration(static_cast<Duration::rep>(static_cast<double>(whole.count()) * share));
}

Duration slowest(const PollPolicy& policy) {
    return std::min(policy.interval * slowed_max, policy.interval_max);
}

Wait after_failures(unsigned failures, const PollPolicy& policy) {
    Duration wait = policy.interval;
    for (unsigned i = 1; i < failures && wait < policy.interval_max; ++i) wait *= 2;
    wait = std::min(wait, policy.interval_max);
    std::string polls = failures <= 1 ? "the last poll failed" : std::to_string(failures) + " polls in a row failed";
    return {.length = wait, .reason = Reason::failures, .why = polls + ": trying again after " + rounded(wait)};
}

Wait by_rhythm(const FeedHistory& history, const PollPolicy& policy, Time now) {
    Wait wait{.length = policy.interval,
              .reason = Reason::interval,
              .why = "every " + rounded(policy.interval) + ", as configured"};
    if (!policy.adaptive) return wait;
    auto gap = usual_gap(history.rhythm, now);
    bool learnt = gap.has_value();
    if (!gap) gap = history.wishes.update_period;
    if (!gap) return wait;

    Duration often = *gap / polls_per_entry_min, seldom = *gap / polls_per_entry_max;
    if (learnt && often < policy.interval)
        wait.length = std::max(often, policy.interval_min);
    else if (seldom > policy.interval)
        wait.length = std::min(seldom, slowest(policy));
    if (wait.length == policy.interval) return wait;
    wait.reason = Reason::rhythm;
    wait.why = "every " + rounded(wait.length) +
               (learnt ? ": it has an entry every " + rounded(*gap) + " or so"
                       : ": it says it has news every " + rounded(*gap));
    return wait;
}

Wait own_wait(const FeedHistory& history, const PollOutcome& outcome, const PollPolicy& policy, Time now) {
    if (outcome.kind == PollOutcome::Kind::failed) return after_failures(history.failures, policy);
    if (policy.adaptive && history.overflowing && now - history.overflowed < overflow_memory)
        return {.length = policy.interval_min,
                .reason = Reason::overflow,
                .why = "every " + rounded(policy.interval_min) +
                       ", as often as configured: more came than its window holds"};
    Wait wait = by_rhythm(history, policy, now);
    if (!outcome.told_until) return wait;
    // Not beyond the end of its lease, from which on nobody tells.
    Duration seldom = std::min(slowest(policy), *outcome.told_until - now);
    if (seldom <= wait.length) return wait;
    return {.length = seldom,
            .reason = Reason::told,
            .why = "its hub tells of news; polled every " + rounded(seldom) + " to be sure"};
}

Wait bounded(Duration asked, Duration most, Reason reason, std::string why) {
    if (asked > most) why += "; " + rounded(most) + " is the most that is waited";
    return {.length = std::min(asked, most), .reason = reason, .why = std::move(why)};
}

// The longest wait that the other side asks for.
Wait asked_wait(const FeedWishes& feed, const PollOutcome& outcome, const PollPolicy& policy) {
    Wait longest;
    auto consider = [&](const std::optional<Duration>& asked, Duration most, Reason reason, const std::string& why) {
        if (asked && std::min(*asked, most) > longest.length)
            longest = bounded(*asked, most, reason, why + rounded(*asked));
    };
    consider(outcome.server.retry_after, asked_wait_max, Reason::retry_after, "the server asked to wait for ");
    consider(outcome.server.fresh_for, asked_wait_max, Reason::fresh, "the server says its answer holds for ");
    if (outcome.kind != PollOutcome::Kind::failed)
        consider(feed.ttl, slowest(policy), Reason::ttl, "the feed asks not to be polled for ");
    return longest;
}

}  // namespace

NextPoll next_poll(const FeedHistory& history, const PollOutcome& outcome, const PollPolicy& policy, Time now,
                   double jitter) {
    if (outcome.kind == PollOutcome::Kind::gone)
        return {.at = std::nullopt, .reason = Reason::gone, .why = "its publisher says that it is gone for good (410)"};

    Wait own = own_wait(history, outcome, policy, now);
    own.length = std::max(own.length, policy.interval_min);
    Wait asked = asked_wait(history.wishes, outcome, policy);
    bool obeys = asked.length > own.length;
    Duration spread =
        obeys ? std::min(part(asked.length, asked_spread), asked_spread_max) : part(own.length, own_spread);
    const Wait& wait = obeys ? asked : own;
    Time at = now + wait.length + part(spread, jitter);

    Time free = after_skipped(at, history.wishes);
    if (free <= at) return {.at = at, .reason = wait.reason, .why = wait.why};
    free += part(skipped_spread, jitter);
    // What comes in a night or at a weekend that the feed skips is still told in time.
    Duration most = slowest(policy);
    std::string why = "the feed asks not to be polled at this time of the day or week";
    if (free > now + most) why += "; " + rounded(most) + " is the most that is waited";
    free = std::min(free, std::max(at, now + most + part(most, own_spread * jitter)));
    return {.at = free, .reason = Reason::skipped, .why = std::move(why)};
}

std::optional<TooSoon> too_soon(const FeedHistory& history, std::optional<Time> last_poll, const PollPolicy& policy,
                                Time now) {
    if (history.not_before && *history.not_before > now)
        return TooSoon{*history.not_before, "the server asked not to be polled before"};
    // A clock that was set back makes no poll of the future a reason to wait.
    if (last_poll && *last_poll <= now && now - *last_poll < policy.interval_min)
        return TooSoon{*last_poll + policy.interval_min,
                       "it was polled less than " + rounded(policy.interval_min) + " (interval_min) ago"};
    return std::nullopt;
}

Time poll_when_told(const FeedHistory& history, std::optional<Time> last_poll, const PollPolicy& policy, Time now) {
    Time at = now;
    // As above: nothing is held up by a poll of the future.
    if (last_poll && *last_poll <= now)
        at = std::max(at, *last_poll + (history.failures > 0 ? policy.interval_min
                                                             : std::min(told_spacing, policy.interval_min)));
    if (history.failures > 0 && history.not_before) at = std::max(at, *history.not_before);
    return at;
}

Time anchored(Time next_poll, std::optional<Time> last_poll, const PollPolicy& policy, Time now, double jitter) {
    const Duration longest = std::max(policy.interval_max, asked_wait_max) + policy.interval_max;
    Time at = next_poll;
    if (last_poll && *last_poll > now && next_poll > *last_poll) at = now + (next_poll - *last_poll);
    if (at <= now + longest) return at;
    return now + policy.interval + part(policy.interval, jitter);
}

}  // namespace watchword::schedule
