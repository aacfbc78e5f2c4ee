#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace watchword {

// A number of bytes as people write it in a configuration: "512B", "64KiB", "8MiB", "2GiB".
std::optional<std::uint64_t> parse_size(std::string_view text);
// The largest unit that divides it evenly: 10485760 is "10MiB".
std::string size_to_text(std::uint64_t bytes);

}  // namespace watchword
