#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "common/revision/words.hpp"

namespace watchword::revision {

// The ids of a text's words without their order: sorted, as often as they stand there.
using Bag = std::vector<std::uint32_t>;

Bag bag_with_signs(const std::vector<Word>& words);
// Signs tell no paragraph from another and are left out, unless there is nothing else ("* * *").
Bag bag_of(const std::vector<Word>& words);

std::size_t common_count(const Bag& a, const Bag& b);
// What is in `a` and not in `b`.
Bag difference(const Bag& a, const Bag& b);

// Nearly all words of a part that was split off or joined stand in the whole.
inline constexpr double contained_min = 0.8;

}  // namespace watchword::revision
