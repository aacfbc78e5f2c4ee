#include "common/schedule/permanent_move.hpp"

namespace watchword::schedule {

namespace {

// The old address is asked this often until the move is settled: three answers then span three days.
constexpr Duration check_again_after = move_span / (move_answers - 1);

constexpr unsigned settled_failures_between = 3;

// Where the permanent redirects at the head of the chain lead; after a temporary one nothing is permanent.
std::string_view permanent_target(std::span<const Hop> hops) {
    std::string_view target;
    for (const Hop& hop : hops) {
        if (hop.status != 301 && hop.status != 308) break;
        target = hop.to;
    }
    return target;
}

}  // namespace

bool is_settled(const Move& move) {
    return move.seen >= move_answers && move.last - move.first >= move_span;
}

std::string address_to_ask(const std::string& configured, const Move& move, unsigned failures, Time now) {
    if (move.to.empty()) return configured;
    if (is_settled(move)) return failures > 0 && failures % settled_failures_between == 0 ? configured : move.to;
    bool check = now - move.last >= check_again_after || now < move.last;
    return check || failures > 0 ? configured : move.to;
}

Move after_answer(Move move, const std::string& configured, const std::string& asked, std::span<const Hop> hops,
                  bool answered, Time now) {
    if (!answered) return move;
    auto target = permanent_target(hops);
    if (asked == configured) {
        if (target.empty() || target == configured) return {};
        if (target != move.to) return {.to = std::string(target), .seen = 1, .first = now, .last = now};
        ++move.seen;
        move.last = now;
        return move;
    }
    // The new address moved on, or back.
    if (target.empty() || target == move.to) return move;
    if (target == configured) return {};
    return {.to = std::string(target), .seen = 1, .first = now, .last = now};
}

}  // namespace watchword::schedule
