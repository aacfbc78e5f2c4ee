#pragma once

#include <optional>
#include <string_view>

namespace watchword::text {

struct Charset {
    std::string_view name;   // WHATWG, in lower case
    std::string_view iconv;  // what iconv calls the table WHATWG means by that name
    bool wide = false;       // UTF-16, UTF-32 and EBCDIC: "<" is not the byte 0x3C, so a mere label does not make
                             // it likely
    bool joins = false;      // a letter and a mark after it become one character
};

// The encoding a label means (Encoding Standard 4.2, letters in any case, blanks around it ignored).
std::optional<Charset> charset_of(std::string_view label);

}  // namespace watchword::text
