#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace watchword {

// `text` as one line that is safe on a terminal, in a log and in a journal: control characters, line and
// paragraph separators and direction marks become "\n", "\x1b" or "\u202e", bytes that are no UTF-8 become
// "\xff". What would be longer than `bytes_max` is cut at a character and ends with "…".
std::string printable(std::string_view text, std::size_t bytes_max);

}  // namespace watchword
