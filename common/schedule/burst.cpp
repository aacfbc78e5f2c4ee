#include "common/schedule/burst.hpp"

#include <algorithm>

namespace watchword::schedule {

std::size_t next_batch(std::size_t waiting, const BurstPolicy& policy) {
    return std::min(waiting, waiting > policy.singly_max ? policy.together_max : 1);
}

}  // namespace watchword::schedule
