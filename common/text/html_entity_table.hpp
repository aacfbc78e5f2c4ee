#pragma once

#include <span>
#include <string_view>

namespace watchword::text {

struct NamedEntity {
    std::string_view name;  // without "&" and ";"
    std::string_view text;  // UTF-8, one or two characters
};

// All 2,125 names of HTML 13.5, sorted by name.
std::span<const NamedEntity> named_entities();

}  // namespace watchword::text
