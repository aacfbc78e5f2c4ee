#include "common/feed/atom_text.hpp"

#include <cstdint>
#include <optional>

#include "common/base/ascii.hpp"
#include "common/feed/plain_text.hpp"
#include "common/text/utf8.hpp"

namespace watchword::feed {

namespace {

int base64_digit(char c) {
    if (c >= 'A' && c <= 'Z') return c - 'A';
    if (c >= 'a' && c <= 'z') return c - 'a' + 26;
    if (is_digit(c)) return c - '0' + 52;
    if (c == '+' || c == '-') return 62;
    return c == '/' || c == '_' ? 63 : -1;
}

// Text in base64, white space allowed; nullopt when it is none or holds no text.
std::optional<std::string> from_base64(std::string_view encoded) {
    std::string bytes;
    std::uint32_t bits = 0;
    int count = 0;
    for (char c : encoded) {
        if (is_blank(c)) continue;
        if (c == '=') break;
        int digit = base64_digit(c);
        if (digit < 0) return std::nullopt;
        bits = bits << 6 | static_cast<std::uint32_t>(digit);
        count += 6;
        if (count >= 8) {
            count -= 8;
            bytes += static_cast<char>(bits >> count);
        }
    }
    if (!text::is_clean(bytes)) return std::nullopt;
    return bytes;
}

bool is_html(std::string_view type) {
    return equal_ignoring_case(type, "html") || starts_ignoring_case(type, "text/html");
}

bool is_text(std::string_view type) {
    return equal_ignoring_case(type, "text") || starts_ignoring_case(type, "text/");
}

bool is_binary(std::string_view type) {
    return type.find('/') != std::string_view::npos && !is_text(type) && !type.ends_with("+xml") &&
           !type.ends_with("/xml");
}

}  // namespace

std::string atom_html(XmlReader& reader, pugi::xml_node element) {
    if (!element) return {};
    if (has_child_elements(element)) return reader.inner_markup(element);
    std::string type = reader.attribute(element, "type");
    std::string mode = reader.attribute(element, "mode");
    std::string text = reader.text(element);
    if (equal_ignoring_case(mode, "base64") || (mode.empty() && is_binary(type)))
        if (auto decoded = from_base64(text)) text = std::move(*decoded);
    // Escaped HTML without its type is the commonest fault of Atom feeds.
    bool html = is_html(type) ||
                (!equal_ignoring_case(type, "text") && !equal_ignoring_case(type, "text/plain") && has_html(text));
    return html ? text : escaped_html(text);
}

}  // namespace watchword::feed
