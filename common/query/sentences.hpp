#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace watchword::query {

// Where sentences begin, as bytes of the text, by the rules of UAX #29 and CLDR's list of abbreviations of
// the language
// ("Mr.", "г."); the initial of a name ("J. Smith") ends no sentence either.
std::vector<std::uint32_t> sentence_starts(std::string_view text, std::string_view language);

}  // namespace watchword::query
