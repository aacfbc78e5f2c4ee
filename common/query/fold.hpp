#pragma once

#include <string>
#include <string_view>

namespace watchword::query {

// A key as it is compared when a subscription asks for `fold`: é = e, ё = е, ı = i = İ. Letters that only
// look like one with an accent keep apart (й is not и, ї is not і).
std::string without_accents(std::string_view key);

// The text with `apostrophe` wherever one of the signs or letters for it stands between two letters: ' ’ ʼ
// and their like.
std::string with_apostrophes(std::string_view text, std::string_view apostrophe);

}  // namespace watchword::query
