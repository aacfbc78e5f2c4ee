#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/base/time.hpp"
#include "common/schedule/permanent_move.hpp"
#include "common/schedule/rhythm.hpp"
#include "common/schedule/wishes.hpp"

namespace watchword::schedule {

// How a poll ended.
struct PollOutcome {
    enum class Kind {
        fetched,    // a window of entries was read
        unchanged,  // 304, or the same bytes
        failed,     // no answer, an answer that is no success, or no feed
        gone        // 410
    };
    Kind kind = Kind::unchanged;
    std::string failure;  // failed: why, for a person
    ServerWishes server;
    std::optional<Time> told_until;  // until when a hub (WebSub) that has kept its word so far tells of news

    // Of a window that was fetched:
    FeedWishes feed;
    std::size_t listed = 0;         // entries in it
    std::size_t added = 0;          // those this feed had not listed before
    std::vector<Time> added_dates;  // of the added ones that are dated
};

// What polling remembers of a feed from one poll to the next.
struct FeedHistory {
    unsigned failures = 0;   // polls failed in a row
    Time failing_since;      // the first of them
    std::size_t listed = 0;  // entries in its last window
    std::optional<Time> first_window;
    Rhythm rhythm;
    FeedWishes wishes;  // of its last window
    Move move;
    std::optional<Time> not_before;  // until when the server asked for silence, or said that nothing changes

    // Episodes of trouble the operator was told of, by their beginning.
    std::optional<Time> failing;
    std::optional<Time> silent;
    std::optional<Time> overflowing;
    std::optional<Time> gone;
    Time overflowed;  // the last time
    bool operator==(const FeedHistory&) const = default;
};

// About 1 KB at most, but for the address of a move.
std::string to_json(const FeedHistory& history);
// "{}" is a feed of which nothing is known; nullopt for what to_json did not write.
std::optional<FeedHistory> feed_history_from_json(std::string_view json);

}  // namespace watchword::schedule
