#pragma once

#include <string>
#include <string_view>

namespace watchword::feed {

struct RepairedJson {
    std::string text;
    std::size_t cut_at_depth = 0;  // how many brackets were open where the input ended; 0: it was whole
};

// JSON that a parser refuses, as its writer meant it: raw control characters and stray backslashes in strings
// are escaped, halves of surrogate pairs are U+FFFD, what the end of the input cut short is left out and its
// brackets closed, what follows the first value is dropped. It is at most a few times as long as `text`.
RepairedJson repaired_json(std::string_view text);

}  // namespace watchword::feed
