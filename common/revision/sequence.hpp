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

// Tells what two sequences of small ids have in common. Ids that are unique on both sides anchor the rest
// (patience), Myers' O(ND) fills between; stretches of the worst case are given up for "different". The time
// is bounded by the lengths times a constant. The object only keeps working memory from one call to the next.
class SequenceMatcher {
  public:
    // The stretches in common, in order, no two of them touching on both sides. All ids are below `ids`.
    std::vector<Run> match(std::span<const std::uint32_t> before, std::span<const std::uint32_t> after,
                           std::size_t ids);

  private:
    class Comparison;
    struct Seen {
        std::uint32_t before_count = 0;
        std::uint32_t after_count = 0;
        std::size_t after_place = 0;
    };

    std::vector<Seen> seen_;                 // per id; all zero between calls
    std::vector<std::ptrdiff_t> frontiers_;  // of Myers' algorithm
};

}  // namespace watchword::revision
