#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "common/article/context.hpp"
#include "common/article/features.hpp"

namespace watchword::article {

// A decision tree as a heap: the children of branch n are 2n+1, where its feature is below the threshold, and
// 2n+2; the leaves follow the branches.
constexpr std::size_t tree_depth = 4;
constexpr std::size_t branch_count = (1U << tree_depth) - 1;
struct Tree {
    std::array<std::uint8_t, branch_count> feature;
    std::array<float, branch_count> threshold;
    std::array<float, branch_count + 1> leaf;
};

constexpr float never = 1e30F;  // a threshold that sends every line to the left

// What each tree adds to the log-odds that a line belongs to the article: by its features, and by those with
// its context in front.
constexpr std::size_t tree_count = 250;
static_assert(context_count + feature_count <= 256);
extern const std::array<Tree, tree_count> first_trees;
extern const std::array<Tree, tree_count> second_trees;

// The sum over all trees. `row` holds every feature they ask for.
float sum_of(const std::array<Tree, tree_count>& trees, std::span<const float> row);

}  // namespace watchword::article
