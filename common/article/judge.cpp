#include "common/article/judge.hpp"

#include <cmath>
#include <numeric>

#include "common/article/context.hpp"
#include "common/article/features.hpp"
#include "common/article/weights.hpp"

namespace watchword::article {

std::vector<float> judge(const Dom& dom, const std::vector<Block>& blocks, const Clues& clues) {
    const auto features = features_of(dom, blocks, clues);
    std::vector<float> scores(blocks.size());
    for (std::size_t i = 0; i < blocks.size(); ++i)
        scores[i] = std::inner_product(features[i].begin(), features[i].end(), first_weights.begin(), 0.0F);
    const auto context = context_of(dom, blocks, features, scores);
    for (std::size_t i = 0; i < blocks.size(); ++i) {
        float score = std::inner_product(context[i].begin(), context[i].end(), second_weights.begin(), 0.0F);
        score = std::inner_product(features[i].begin(), features[i].end(),
                                   second_weights.begin() + context_count, score);
        scores[i] = 1.0F / (1.0F + std::exp(-score));
    }
    return scores;
}

}  // namespace watchword::article
