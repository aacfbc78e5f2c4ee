#include "common/schedule/feed_health.hpp"

#include <algorithm>

#include "common/schedule/next_poll.hpp"
#include "common/schedule/rounded.hpp"

namespace watchword::schedule {

namespace {

using namespace std::chrono_literals;
using Kind = HealthNotice::Kind;

// A busy feed overflows again and again: the episode ends when that did not happen for a day.
constexpr Duration overflow_calm = 24h;

// A window of one entry is replaced by every news; that says nothing of what came between.
constexpr std::size_t overflow_listed_min = 2;

bool in_trouble(const FeedHistory& h) {
    return h.failing || h.silent || h.overflowing || h.gone;
}

class Observer {
  public:
    Observer(FeedHistory history, const PollPolicy& policy, Time now)
        : history_(std::move(history)), policy_(policy), now_(now) {}

    Observed observe(const PollOutcome& outcome) && {
        bool trouble = in_trouble(history_);
        note_wish(outcome.server);
        switch (outcome.kind) {
            case PollOutcome::Kind::failed:
                count_failure(outcome.failure);
                break;
            case PollOutcome::Kind::gone:
                note_gone();
                break;
            case PollOutcome::Kind::fetched:
                end_failures();
                read_window(outcome);
                judge_silence();
                break;
            case PollOutcome::Kind::unchanged:
                end_failures();
                end_overflow();
                judge_silence();
                break;
        }
        if (trouble && !in_trouble(history_)) notify(Kind::recovered, recovery_, recovery_since_);
        return {.history = std::move(history_), .notices = std::move(notices_)};
    }

  private:
    void note_wish(const ServerWishes& server) {
        auto silence = std::max(server.retry_after, server.fresh_for);  // an absent one is the least
        history_.not_before.reset();
        if (silence) history_.not_before = now_ + std::min(*silence, asked_wait_max);
    }

    void count_failure(const std::string& failure) {
        if (history_.failures++ == 0) history_.failing_since = now_;
        if (history_.failing || history_.gone || history_.failures < policy_.failing_after) return;
        history_.failing = history_.failing_since;
        notify(Kind::failing,
               std::to_string(history_.failures) +
                   (history_.failures == 1 ? " poll failed" : " polls in a row failed") + ": " + failure,
               history_.failing_since);
    }

    void note_gone() {
        if (history_.gone) return;
        history_.gone = now_;
        notify(Kind::failing,
               "410 Gone: its publisher has taken it down for good; it is not polled any more, remove it or "
               "change its URL",
               now_);
    }

    void end_failures() {
        if (history_.failing)
            recover("it can be read again, after " + rounded(now_ - *history_.failing), *history_.failing);
        if (history_.gone) recover("it is back", *history_.gone);
        history_.failures = 0;
        history_.failing_since = {};
        history_.failing.reset();
        history_.gone.reset();
    }

    void read_window(const PollOutcome& outcome) {
        bool replaced = history_.listed >= overflow_listed_min && outcome.listed >= overflow_listed_min &&
                        outcome.added == outcome.listed;
        if (replaced)
            note_overflow(outcome.listed);
        else
            end_overflow();
        if (outcome.added > 0) {
            auto dated = std::min(outcome.added_dates.size(), outcome.added);
            history_.rhythm = with_news(std::move(history_.rhythm), outcome.added_dates, outcome.added - dated, now_);
        }
        history_.wishes = outcome.feed;
        history_.listed = outcome.listed;
        if (!history_.first_window) history_.first_window = now_;
    }

    void note_overflow(std::size_t listed) {
        history_.overflowed = now_;
        if (history_.overflowing) return;
        history_.overflowing = now_;
        notify(Kind::overflow,
               "all " + std::to_string(listed) +
                   " entries it lists are new since the last poll, so others may have come and gone "
                   "unseen; give it a shorter interval",
               now_);
    }

    void end_overflow() {
        if (!history_.overflowing || now_ - history_.overflowed < overflow_calm) return;
        recover("its entries have overlapped from poll to poll for " + rounded(overflow_calm), *history_.overflowing);
        history_.overflowing.reset();
    }

    void judge_silence() {
        if (!history_.first_window) return;
        Time last = history_.rhythm.recent.empty() ? *history_.first_window : history_.rhythm.recent.back();
        auto bound = policy_.silent_after.kind == PollPolicy::Silence::Kind::automatic ? odd_silence(history_.rhythm)
                     : policy_.silent_after.kind == PollPolicy::Silence::Kind::after
                         ? std::optional(policy_.silent_after.after)
                         : std::nullopt;
        // What was silent before anybody listened is nothing to report.
        bool silent = bound && now_ - std::max(last, *history_.first_window) > *bound;
        if (silent && !history_.silent) {
            history_.silent = last;
            std::string reason = "no new entry for " + rounded(now_ - last);
            auto pause = longest_pause(history_.rhythm);
            if (policy_.silent_after.kind == PollPolicy::Silence::Kind::automatic && pause)
                reason += "; its longest pause of late was " + rounded(*pause);
            notify(Kind::silent, reason, last);
        } else if (!silent && history_.silent) {
            recover(now_ - last < now_ - *history_.silent
                        ? "it has new entries again, after " + rounded(last - *history_.silent)
                        : "its silence is not odd any more",
                    *history_.silent);
            history_.silent.reset();
        }
    }

    void recover(std::string reason, Time since) {
        recovery_ = std::move(reason);
        recovery_since_ = since;
    }

    void notify(Kind kind, std::string reason, Time since) {
        notices_.push_back({.kind = kind, .reason = std::move(reason), .since = since});
    }

    FeedHistory history_;
    const PollPolicy& policy_;
    Time now_;
    std::vector<HealthNotice> notices_;
    std::string recovery_;  // the trouble that ended last
    Time recovery_since_;
};

}  // namespace

std::string_view to_text(FeedHealth health) {
    switch (health) {
        case FeedHealth::ok:
            return "ok";
        case FeedHealth::overflowing:
            return "overflowing";
        case FeedHealth::silent:
            return "silent";
        case FeedHealth::failing:
            return "failing";
        case FeedHealth::gone:
            return "gone";
    }
    return "";
}

FeedHealth health_of(const FeedHistory& history) {
    if (history.gone) return FeedHealth::gone;
    if (history.failing) return FeedHealth::failing;
    if (history.silent) return FeedHealth::silent;
    if (history.overflowing) return FeedHealth::overflowing;
    return FeedHealth::ok;
}

Observed observe(FeedHistory history, const PollOutcome& outcome, const PollPolicy& policy, Time now) {
    return Observer(std::move(history), policy, now).observe(outcome);
}

}  // namespace watchword::schedule
