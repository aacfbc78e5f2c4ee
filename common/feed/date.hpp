#pragma once

#include <optional>
#include <string_view>

#include "common/base/time.hpp"

namespace watchword::feed {

// A date as publishers write it: RFC 822 and RFC 3339 with all their abuses, dates in words of a dozen
// languages, day and month in either order, Unix seconds. Without a zone it is UTC. nullopt for what is no
// date, names no real day or lies outside the years 1970 to 2099.
std::optional<Time> parse_date(std::string_view text);

}  // namespace watchword::feed
