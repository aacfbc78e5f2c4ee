#pragma once

#include <string_view>
#include <utility>
#include <vector>

namespace watchword::query {

// raw: compares texts sign by sign. White space of any kind and length is one blank, invisible characters do
// not count, and a sign at an end must not go on beyond it: raw:"C+" is not found in C++.

// Whether `wanted` stands in `text` so that its first letter or digit is at byte `word_begin`.
bool signs_match(std::string_view wanted, std::string_view text, std::size_t word_begin);

// Where `wanted`, which has no letter or digit, stands in `text`: pairs of begin and end in bytes.
std::vector<std::pair<std::size_t, std::size_t>> find_signs(std::string_view wanted, std::string_view text);

}  // namespace watchword::query
