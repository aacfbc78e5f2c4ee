#include "common/feed/source_text.hpp"

#include <algorithm>

#include "common/feed/ascii.hpp"
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
    return close == std::string_view::npos ? std::string_view()
                                           : trimmed(head.substr(open + 1, close - open - 1));
}

}  // namespace

SourceText source_text(std::string_view bytes, const Source& source) {
    SourceText result;
    text::Decoded decoded =
        text::to_utf8(bytes, text::charset_parameter(source.content_type), declared_encoding(bytes));
    if (decoded.guessed()) result.warnings.push_back("the encoding was guessed: " + decoded.charset);
    if (decoded.damaged)
        result.warnings.push_back("bytes that are not " + decoded.charset + " were replaced");
    if (text::is_clean(decoded.text)) {
        result.text = std::move(decoded.text);
    } else {
        result.text = text::sanitised(decoded.text);
        if (decoded.text.find_first_of(std::string_view("\0\x01\x02\x03\x04\x05\x06\x07\x08\x0B\x0C\x0E\x0F",
                                                        13)) != std::string::npos)
            result.warnings.emplace_back("control characters were removed");
    }
    return result;
}

}  // namespace watchword::feed
