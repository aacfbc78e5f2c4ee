#include "daemon/archive/path_pattern.hpp"

namespace watchword::archive {

std::optional<std::string_view> match(std::string_view pattern, std::string_view path) {
    auto star = pattern.find('*');
    if (star == std::string_view::npos) return pattern == path ? std::optional(std::string_view()) : std::nullopt;
    auto before = pattern.substr(0, star);
    auto after = pattern.substr(star + 1);
    if (path.size() <= before.size() + after.size() || !path.starts_with(before) || !path.ends_with(after))
        return std::nullopt;
    return path.substr(before.size(), path.size() - before.size() - after.size());
}

}  // namespace watchword::archive
