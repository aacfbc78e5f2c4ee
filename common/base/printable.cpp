#include "common/base/printable.hpp"

#include <cstdint>

#include <unicode/uchar.h>
#include <unicode/utf8.h>

namespace watchword {

namespace {

constexpr std::string_view ellipsis = "…";

void append_hex(std::string& out, std::uint32_t value, int digits) {
    constexpr std::string_view hex = "0123456789abcdef";
    for (int shift = (digits - 1) * 4; shift >= 0; shift -= 4) out += hex[value >> shift & 15];
}

bool is_plain(UChar32 c) {
    if (c >= 0x20 && c < 0x7f) return true;
    switch (u_charType(c)) {
        case U_CONTROL_CHAR:
        case U_LINE_SEPARATOR:
        case U_PARAGRAPH_SEPARATOR:
            return false;
        // A right-to-left override would show the rest of the line in another order than it was written.
        default:
            return !u_hasBinaryProperty(c, UCHAR_BIDI_CONTROL);
    }
}

std::string escaped(UChar32 c) {
    if (c == '\n') return "\\n";
    if (c == '\r') return "\\r";
    if (c == '\t') return "\\t";
    std::string out = c < 0x100 ? "\\x" : "\\u";
    append_hex(out, static_cast<std::uint32_t>(c), c < 0x100 ? 2 : 4);
    return out;
}

}  // namespace

std::string printable(std::string_view text, std::size_t bytes_max) {
    std::string out;
    std::size_t cut = 0;  // where the text would end if the next piece did not fit
    auto size = static_cast<std::int64_t>(text.size());
    for (std::int64_t at = 0; at < size;) {
        std::int64_t begin = at;
        UChar32 c = 0;
        U8_NEXT(text.data(), at, size, c);
        std::string_view raw = text.substr(static_cast<std::size_t>(begin), static_cast<std::size_t>(at - begin));
        if (c < 0) {
            for (char byte : raw) {
                out += "\\x";
                append_hex(out, static_cast<unsigned char>(byte), 2);
            }
        } else if (is_plain(c)) {
            out += raw;
        } else {
            out += escaped(c);
        }
        if (out.size() > bytes_max) {
            out.resize(cut);
            return out += ellipsis;
        }
        if (out.size() + ellipsis.size() <= bytes_max) cut = out.size();
    }
    return out;
}

}  // namespace watchword
