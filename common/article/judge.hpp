#pragma once

#include <vector>

#include "common/article/blocks.hpp"
#include "common/article/clues.hpp"
#include "common/article/dom.hpp"

namespace watchword::article {

// For each line the chance that it belongs to the article. Judged twice: by what the line and the elements
// around it are like, and again by what the first opinion says of the lines near it. The judges are fitted
// (trees.hpp); what they look at is in features.hpp and context.hpp.
std::vector<float> judge(const Dom& dom, const std::vector<Block>& blocks, const Clues& clues);

}  // namespace watchword::article
