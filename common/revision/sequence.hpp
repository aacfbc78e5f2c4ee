#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace watchword::revision {

// A stretch that stands in both sequences.
struct Run {
    std::size_t before;
    std::size_t after;
    std::size_t length;
    bool operator==(const Run&) const = default;
};

// What two sequences of small ids (below `ids`) have in common, in order, no two runs touching in both. Words
// that are unique on both sides anchor the rest (patience), Myers' O(ND) fills between. Runs of the worst
// case are given up for "different": the time is bounded by the lengths times a constant.
std::vector<Run> common_runs(std::span<const std::uint32_t> before, std::span<const std::uint32_t> after,
                             std::size_t ids);

}  // namespace watchword::revision
