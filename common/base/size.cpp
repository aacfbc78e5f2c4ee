#include "common/base/size.hpp"

#include <array>
#include <charconv>
#include <limits>
#include <utility>

namespace watchword {

namespace {

constexpr std::array<std::pair<std::string_view, unsigned>, 5> suffixes{
    {{"TiB", 40}, {"GiB", 30}, {"MiB", 20}, {"KiB", 10}, {"B", 0}}};

}  // namespace

std::optional<std::uint64_t> parse_size(std::string_view text) {
    std::uint64_t number = 0;
    auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{}) return std::nullopt;
    std::string_view unit(rest, static_cast<std::size_t>(text.data() + text.size() - rest));
    for (auto [name, shift] : suffixes) {
        if (unit != name) continue;
        if (number > std::numeric_limits<std::uint64_t>::max() >> shift) return std::nullopt;
        return number << shift;
    }
    return std::nullopt;
}

std::string size_to_text(std::uint64_t bytes) {
    for (auto [name, shift] : suffixes)
        if (bytes >> shift != 0 && (bytes >> shift) << shift == bytes)
            return std::to_string(bytes >> shift) + std::string(name);
    return "0B";
}

}  // namespace watchword
