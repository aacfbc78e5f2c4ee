#pragma once

#include <array>

#include "common/article/context.hpp"
#include "common/article/features.hpp"

namespace watchword::article {

// What each feature of a line adds to the log-odds that it belongs to the article.
extern const std::array<float, feature_count> first_weights;
// The same with a line's context in front.
extern const std::array<float, context_count + feature_count> second_weights;

}  // namespace watchword::article
