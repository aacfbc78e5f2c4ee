#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "common/article/blocks.hpp"
#include "common/article/clues.hpp"
#include "common/article/dom.hpp"

namespace watchword::article {

constexpr std::size_t feature_count = 125;
using Features = std::array<float, feature_count>;

// The names of the features, in their order.
std::span<const std::string_view> feature_names();

// What each line is like: by itself, by the elements around it, and by its neighbours. Most are 0 or 1, none
// is far beyond. In the order of the blocks.
std::vector<Features> features_of(const Dom& dom, const std::vector<Block>& blocks, const Clues& clues);

}  // namespace watchword::article
