#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace watchword::query {

// About 160 characters of the paragraph around text[begin, end), cut between words, "…" where cut. Bytes in,
// bytes out.
std::string excerpt_around(std::string_view text, std::size_t begin, std::size_t end);

// How many code points `bytes` holds.
std::size_t count_characters(std::string_view bytes);

}  // namespace watchword::query
