#include "common/schedule/burst.hpp"

#include <algorithm>

namespace watchword::schedule {

Batch next_batch(std::size_t waiting, const BurstHistory& history, Time now, const BurstPolicy& policy) {
    if (waiting == 0) return {.count = 0, .at = now};
    auto recent = static_cast<std::size_t>(
        std::ranges::count_if(history.singly, [&](Time time) { return time > now - policy.window; }));
    auto gathers_until = now;
    if (history.last_together)
        gathers_until = std::max(gathers_until, *history.last_together + policy.window);
    bool flooding = gathers_until > now;
    if (!flooding && recent + waiting <= policy.singly_max) return {.count = 1, .at = now};
    // Alerts that trickle in have used up the number by themselves.
    if (recent >= policy.singly_max)
        gathers_until = std::max(gathers_until, history.singly.back() + policy.window);

    // A full message need not wait for more.
    bool full = waiting >= policy.together_max;
    return {.count = std::min(waiting, policy.together_max), .at = full ? now : gathers_until};
}

}  // namespace watchword::schedule
