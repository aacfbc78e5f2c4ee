#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace watchword::alert {

// Text that strangers wrote, made fit to be shown or sent. All functions take any bytes and return valid
// UTF-8.

constexpr std::size_t name_max = 80;  // code points that are shown of the name of a subscription or a person

// For a person to read on one line of at most so many code points: control characters and line separators
// become blanks, blanks are squeezed, and characters that steer the writing direction act within the text
// alone (each is closed, the whole isolated).
std::string one_line(std::string_view text, std::size_t code_points_max);

// At most so many code points, the last of them "…" when something was cut. A letter stays with its combining
// marks.
std::string cut(std::string_view text, std::size_t code_points_max);

// At most so many bytes inside a JSON string (where `"` takes two and U+0001 six), cut likewise.
std::string cut_for_json(std::string_view text, std::size_t bytes_max);

std::size_t code_points(std::string_view text);

}  // namespace watchword::alert
