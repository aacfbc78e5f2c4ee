#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace watchword::revision {

// Whether a writer who mends a slip would turn one run of words into the other: capitals, accents, hyphens
// and blanks, and one letter lost, doubled or swapped inside a long word. Endings do not count as slips: they
// carry number and tense.
bool is_respelling(const std::vector<std::string_view>& before, const std::vector<std::string_view>& after);

}  // namespace watchword::revision
