#pragma once

#include <string>
#include <string_view>

namespace watchword::article {

// In small letters: Latin with its accents, Greek and Cyrillic; all else as it is. Never longer than `text`.
std::string small_letters(std::string_view text);

// Letters and digits alone, small: what two texts have in common when their marks and blanks differ.
std::string essence(std::string_view text);

}  // namespace watchword::article
