#pragma once

#include <string_view>

namespace watchword::text {

// The WHATWG name of the encoding the bytes are most likely in, given that they are not UTF-8. Markup is
// looked past: only what a reader would see tells a language. "windows-1252" when nothing speaks for another.
std::string_view guess_charset(std::string_view bytes);

}  // namespace watchword::text
