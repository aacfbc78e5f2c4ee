#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace watchword::text {

enum class CharsetSource {
    mark,      // a byte order mark, or the zero bytes of UTF-16 and UTF-32
    content,   // the bytes are UTF-8, whatever any label says
    http,      // the Content-Type header
    declared,  // the document itself: XML declaration, <meta charset>
    guess,     // letter statistics
};

struct Decoded {
    std::string text;     // valid UTF-8 without byte order marks; control characters are as they came
    std::string charset;  // the WHATWG name in lower case, such as "windows-1251"
    CharsetSource source = CharsetSource::content;
    bool damaged = false;  // U+FFFD stands where bytes could not be read
    bool clean = false;    // it was seen that is_clean() holds; false: it was not looked

    bool guessed() const { return source == CharsetSource::guess; }
};

// Text from bytes whose labels may lie: a byte order mark wins, then zero bytes that tell UTF-16 or UTF-32,
// then whatever is UTF-8 (also with a few bad bytes) is UTF-8, then the first label under which the bytes can
// be read, then a guess. Labels are those of the WHATWG Encoding Standard in any case, and some older ones;
// unknown ones are passed over.
Decoded to_utf8(std::string_view bytes, std::string_view http_label, std::string_view declared_label);

// The WHATWG name for a label: "latin1" is "windows-1252", "gb2312" is "gbk".
std::optional<std::string_view> charset_name(std::string_view label);

// The charset parameter of a Content-Type: "koi8-r" in "text/xml; charset=\"koi8-r\"". Empty when there is
// none.
std::string_view charset_parameter(std::string_view content_type);

// What the byte stands for in windows-1252; the five bytes it leaves open are the C1 controls of the same
// number.
char32_t windows_1252(unsigned char byte);

}  // namespace watchword::text
