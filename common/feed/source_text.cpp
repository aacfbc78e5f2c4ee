#include "common/feed/source_text.hpp"

#include <algorithm>
#include <cstdint>

#include "common/base/ascii.hpp"
#include "common/text/charset.hpp"
#include "common/text/utf8.hpp"

namespace watchword::feed {

namespace {

// The encoding an XML declaration near the beginning names; junk may stand before it.
std::string_view declared_encoding(std::string_view bytes) {
    constexpr std::size_t head_bytes = 2048;
    std::string_view head = bytes.substr(0, head_bytes);
    auto declaration = head.find("<?xml");
    if (declaration == std::string_view::npos) return {};
    head = head.substr(declaration, head.find('>', declaration) - declaration);
    auto encoding = head.find("encoding");
    if (encoding == std::string_view::npos) return {};
    auto open = head.find_first_of("\"'", encoding);
    if (open == std::string_view::npos) return {};
    auto close = head.find(head[open], open + 1);
    return close == std::string_view::npos ? std::string_view() : trimmed(head.substr(open + 1, close - open - 1));
}

// Whether there are control characters other than tab and line ends.
bool has_control(std::string_view text) {
    constexpr std::size_t block = 240;
    for (; !text.empty(); text.remove_prefix(std::min(block, text.size()))) {
        std::uint8_t found = 0;  // in bytes, of which a processor looks at many at once
        for (char c : text.substr(0, block))
            found |=
                static_cast<std::uint8_t>(static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r');
        if (found != 0) return true;
    }
    return false;
}

}  // namespace

SourceText source_text(std::string_view bytes, const Source& source) {
    SourceText result;
    text::Decoded decoded =
        text::to_utf8(bytes, text::charset_parameter(source.content_type), declared_encoding(bytes));
    if (decoded.guessed()) result.warnings.push_back("the encoding was guessed: " + decoded.charset);
    if (decoded.damaged) result.warnings.push_back("bytes that are not " + decoded.charset + " were replaced");
    if (decoded.clean || text::is_clean(decoded.text)) {
        result.text = std::move(decoded.text);
    } else {
        result.text = text::sanitised(decoded.text);
        if (has_control(decoded.text)) result.warnings.emplace_back("control characters were removed");
    }
    return result;
}

}  // namespace watchword::feed
