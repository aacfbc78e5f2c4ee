#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace watchword::article {

// The longer words of a text, as far as inflection leaves them alone: a digest of the first letters of each.
// In scripts written without blanks each pair of characters counts as a word.
std::vector<std::uint32_t> stems_of(std::string_view text);

}  // namespace watchword::article
