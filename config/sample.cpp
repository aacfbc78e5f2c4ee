#include "config/sample.hpp"

#include <string_view>
#include <utility>
#include <vector>

namespace watchword::config {

// Compiled in by the build.
std::vector<std::pair<std::string_view, std::string_view>> sample_file();

std::string sample() {
    return std::string(sample_file().front().second);
}

}  // namespace watchword::config
