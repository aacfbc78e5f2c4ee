#pragma once

#include <string>

#include "common/base/time.hpp"

namespace watchword::schedule {

// A duration as people say it, its two greatest units at most: "3d4h", "15m", "40s".
std::string rounded(Duration duration);

}  // namespace watchword::schedule
