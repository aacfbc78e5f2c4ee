#pragma once

#include <array>
#include <span>
#include <string_view>
#include <vector>

#include "common/article/blocks.hpp"
#include "common/article/dom.hpp"
#include "common/article/features.hpp"

namespace watchword::article {

constexpr std::size_t context_count = 46;
using Context = std::array<float, context_count>;

std::span<const std::string_view> context_names();

// The subtree that gains most if its words are wanted with these chances: a word counts its chance less
// `price`.
NodeIndex best_subtree(const Dom& dom, const std::vector<Block>& blocks, std::span<const float> chances, float price);

// What a first opinion of all lines says about each: of its neighbours, of those it shares an element with,
// and of those that look like it. `scores` are log-odds.
std::vector<Context> context_of(const Dom& dom, const std::vector<Block>& blocks, const std::vector<Features>& features,
                                std::span<const float> scores);

}  // namespace watchword::article
