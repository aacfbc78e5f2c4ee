#pragma once

#include <span>
#include <string>
#include <string_view>

#include "common/base/time.hpp"

namespace watchword::schedule {

// Where a feed's permanent redirects (301, 308) lead. The new address is asked at once, as if the answer were
// cached, and the old one again only now and then, less than once a day; after three equal answers over at least three
// days the move is settled. So a publisher's slip of a day is undone when it ends, and who said "never again here" is
// hardly asked there.
struct Move {
    std::string to{};   // empty: nowhere
    unsigned seen = 0;  // answers that led there, no other between them
    Time first{};
    Time last{};
    bool operator==(const Move&) const = default;
};

inline constexpr unsigned move_answers = 3;
inline constexpr Duration move_span = std::chrono::hours(72);

bool is_settled(const Move& move);

// The address to ask: `configured`, or the one it moved to. While polls of the new address fail, the
// configured one is asked again, every time before the move is settled and every third time after it.
std::string address_to_ask(const std::string& configured, const Move& move, unsigned failures, Time now);

// One redirect that was followed.
struct Hop {
    int status = 0;
    std::string_view to;
};

// What the answer to a request for `asked` says about the move; `hops` in the order they were followed,
// `answered` when the last answer was a success.
Move after_answer(Move move, const std::string& configured, const std::string& asked, std::span<const Hop> hops,
                  bool answered, Time now);

}  // namespace watchword::schedule
