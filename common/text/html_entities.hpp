#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace watchword::text {

// The character reference at the head of `text`, which begins with '&': what it stands for is appended to
// `out`, and the number of bytes it takes is returned, 0 if it is none ("AT&T").
//
// HTML 13.2.5.72 with two leanings towards what people write in feeds: a name without its semicolon counts
// only if no letter, digit or "=" follows (so "?a=1&copy=2" stays), and references to control characters
// vanish. Numbers 128 to 159 mean windows-1252, a pair of surrogates is the character it encodes, other
// nonsense is U+FFFD.
std::size_t append_character_reference(std::string& out, std::string_view text);

// `text` with every character reference decoded, once.
std::string decode_html_entities(std::string_view text);

}  // namespace watchword::text
