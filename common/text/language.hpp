#pragma once

#include <string>
#include <string_view>

namespace watchword::text {

// The language of a text, judged by its first 500 characters: an ISO 639-1 code such as "en" (the three
// letters of ISO 639-2 where there are no two), empty when the text does not tell. Any bytes may be passed;
// what is not UTF-8 ends the part that is looked at.
std::string detect_language(std::string_view text);

}  // namespace watchword::text
