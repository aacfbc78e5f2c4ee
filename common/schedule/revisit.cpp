#include "common/schedule/revisit.hpp"

#include <algorithm>

namespace watchword::schedule {

namespace {

// Three readings this far apart, none early, span the hour that a removal takes (spec/alerts.md).
constexpr Duration confirm_after = std::chrono::minutes(30);
constexpr double spread = 0.1;  // of a step

Duration stretched(Duration duration, double factor) {
    return Duration(static_cast<Duration::rep>(static_cast<double>(duration.count()) * factor));
}

// 1 for feeds that edit a fifth of their articles or less, 0.5 from three fifths on. A few articles tell
// little, so every feed starts as if one of five had been edited.
double factor_of(const EditShare& edits) {
    constexpr double articles_before = 5;
    constexpr double edited_before = 1;
    double share = (edits.edited + edited_before) / (edits.articles + articles_before);
    return std::clamp(1.25 - 1.25 * share, 0.5, 1.0);
}

// How many steps later than usual the next one is.
std::size_t steps_skipped(const std::vector<Time>& changes, Time now) {
    constexpr std::size_t a_day_max = 24;  // a live report of eight hours has as many
    constexpr std::size_t a_week_max = 60;
    constexpr std::size_t steps_of_restless = 6;  // with the usual ladder, from 20 minutes to a day
    auto since = [&](Duration time) {
        return static_cast<std::size_t>(
            std::count_if(changes.begin(), changes.end(), [&](Time change) { return change > now - time; }));
    };
    if (since(std::chrono::hours(24 * 7)) > a_week_max) return steps_of_restless;
    const std::size_t today = since(std::chrono::hours(24));
    return today > a_day_max ? std::min(today - a_day_max, steps_of_restless) : 0;
}

std::string sentence(Duration distance, bool changed, std::size_t step, std::size_t steps, double factor) {
    std::string text = to_text(std::chrono::round<std::chrono::seconds>(distance)) +
                       (changed ? " after the last change" : " after the first reading") + ", step " +
                       std::to_string(step) + " of " + std::to_string(steps);
    if (factor < 1) text += ", sooner since this feed edits often";
    return text;
}

}  // namespace

Revisit next_revisit(const RevisitState& state, const std::vector<Duration>& ladder, Time now, double jitter) {
    auto at_least_now = [&](Time time) { return std::max(time, now); };
    if (state.doubtful && !ladder.empty()) {
        Time at = state.last_read + confirm_after + stretched(confirm_after, jitter * spread);
        return {at_least_now(at), to_text(confirm_after) + " after it was missing, to be sure"};
    }
    const bool changed = state.last_change.has_value();
    const Time base = state.last_change.value_or(state.first_read);
    const double factor = factor_of(state.edits);
    const std::size_t skipped_first = changed && !ladder.empty() ? steps_skipped(state.changes, now) : 0;
    const std::size_t first = (changed ? 1 : 0) + skipped_first;
    for (std::size_t i = std::min(first, ladder.size() - 1); i < ladder.size(); ++i) {
        const Duration distance = stretched(ladder[i], factor);
        if (base + distance <= state.last_read) continue;
        Time at = base + distance + stretched(distance, jitter * spread);
        const bool missed = i + 1 < ladder.size() && base + stretched(ladder[i + 1], factor) <= now;
        if (missed) continue;
        auto reason = sentence(distance, changed, i + 1, ladder.size(), factor);
        if (skipped_first > 0) reason += ", later since it is unstable: it changes at nearly every reading";
        return {at_least_now(at), std::move(reason)};
    }
    return {std::nullopt, ladder.empty()
                              ? "articles are not read again: revisit is empty"
                              : "not read again: " + to_text(ladder.back()) + " have passed since the last change"};
}

Time earliest_reading(std::optional<Time> last_read, Time now) {
    constexpr Duration least_gap = std::chrono::seconds(5);
    // One of the future was noted before the clock was set back.
    if (!last_read || *last_read > now) return now;
    return std::max(now, *last_read + least_gap);
}

}  // namespace watchword::schedule
