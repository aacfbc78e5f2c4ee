#pragma once

#include <optional>
#include <string_view>

namespace watchword::archive {

// What stands in the place of "*", empty when the path has none; nullopt: another path.
// A pattern has one "*" at most; nothing matches it that is empty.
std::optional<std::string_view> match(std::string_view pattern, std::string_view path);

}  // namespace watchword::archive
