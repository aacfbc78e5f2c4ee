#include "common/article/judge.hpp"

#include <algorithm>
#include <cmath>

#include "common/article/context.hpp"
#include "common/article/features.hpp"
#include "common/article/trees.hpp"

namespace watchword::article {

float sum_of(const std::array<Tree, tree_count>& trees, std::span<const float> row) {
    float sum = 0;
    for (const Tree& tree : trees) {
        std::size_t at = 0;
        for (std::size_t level = 0; level < tree_depth; ++level)
            at = 2 * at + (row[tree.feature[at]] < tree.threshold[at] ? 1 : 2);
        sum += tree.leaf[at - branch_count];
    }
    return sum;
}

std::vector<float> judge(const Dom& dom, const std::vector<Block>& blocks, const Clues& clues) {
    const auto features = features_of(dom, blocks, clues);
    std::vector<float> scores(blocks.size());
    for (std::size_t i = 0; i < blocks.size(); ++i) scores[i] = sum_of(first_trees, features[i]);
    const auto context = context_of(dom, blocks, features, scores);
    std::array<float, context_count + feature_count> row;
    for (std::size_t i = 0; i < blocks.size(); ++i) {
        auto rest = std::copy(context[i].begin(), context[i].end(), row.begin());
        std::copy(features[i].begin(), features[i].end(), rest);
        // Neither opinion alone does as well on sites it has not seen.
        float score = (scores[i] + sum_of(second_trees, row)) / 2;
        scores[i] = 1.0F / (1.0F + std::exp(-score));
    }
    return scores;
}

}  // namespace watchword::article
