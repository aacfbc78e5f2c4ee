#include "common/text/html_entities.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>

#include "common/text/charset.hpp"
#include "common/text/html_entity_table.hpp"
#include "common/text/utf8.hpp"

namespace watchword::text {

namespace {

constexpr std::size_t name_bytes_max = 31;  // CounterClockwiseContourIntegral

// The names that old pages write without a semicolon.
// clang-format off
constexpr std::array<std::string_view, 106> names_without_semicolon{
    "AElig", "AMP", "Aacute", "Acirc", "Agrave", "Aring", "Atilde", "Auml", "COPY", "Ccedil", "ETH", "Eacute",
    "Ecirc", "Egrave", "Euml", "GT", "Iacute", "Icirc", "Igrave", "Iuml", "LT", "Ntilde", "Oacute", "Ocirc",
    "Ograve", "Oslash", "Otilde", "Ouml", "QUOT", "REG", "THORN", "Uacute", "Ucirc", "Ugrave", "Uuml",
    "Yacute", "aacute", "acirc", "acute", "aelig", "agrave", "amp", "aring", "atilde", "auml", "brvbar",
    "ccedil", "cedil", "cent", "copy", "curren", "deg", "divide", "eacute", "ecirc", "egrave", "eth", "euml",
    "frac12", "frac14", "frac34", "gt", "iacute", "icirc", "iexcl", "igrave", "iquest", "iuml", "laquo", "lt",
    "macr", "micro", "middot", "nbsp", "not", "ntilde", "oacute", "ocirc", "ograve", "ordf", "ordm", "oslash",
    "otilde", "ouml", "para", "plusmn", "pound", "quot", "raquo", "reg", "sect", "shy", "sup1", "sup2",
    "sup3", "szlig", "thorn", "times", "uacute", "ucirc", "ugrave", "uml", "uuml", "yacute", "yen", "yuml",
};
// clang-format on
static_assert(std::ranges::is_sorted(names_without_semicolon));

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}
bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool is_alphanumeric(char c) {
    return is_digit(c) || is_letter(c);
}

int hex_digit(char c) {
    if (is_digit(c)) return c - '0';
    char lower = static_cast<char>(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

std::string_view text_of(std::string_view name) {
    auto entities = named_entities();
    auto found = std::ranges::lower_bound(entities, name, {}, &NamedEntity::name);
    return found != entities.end() && found->name == name ? found->text : std::string_view();
}

struct Number {
    char32_t value = 0;  // more than U+10FFFF: too large
    std::size_t length = 0;
};

// "&#228;", "&#xE4;", also without the semicolon.
std::optional<Number> numeric_reference(std::string_view text) {
    if (!text.starts_with("&#")) return std::nullopt;
    bool hexadecimal = text.size() > 2 && (text[2] | 0x20) == 'x';
    std::size_t first = hexadecimal ? 3 : 2;
    std::size_t i = first;
    Number number;
    for (; i < text.size(); ++i) {
        int digit = hexadecimal ? hex_digit(text[i]) : is_digit(text[i]) ? text[i] - '0' : -1;
        if (digit < 0) break;
        if (number.value <= 0x10FFFF)
            number.value = number.value * (hexadecimal ? 16 : 10) + static_cast<char32_t>(digit);
    }
    if (i == first) return std::nullopt;
    number.length = i < text.size() && text[i] == ';' ? i + 1 : i;
    return number;
}

std::size_t append_numeric(std::string& out, Number number, std::string_view rest) {
    auto is_high_surrogate = [](char32_t value) { return value >= 0xD800 && value < 0xDC00; };
    auto is_low_surrogate = [](char32_t value) { return value >= 0xDC00 && value < 0xE000; };
    bool control = number.value < 0x20 && number.value != '\t' && number.value != '\n' && number.value != '\r';
    if (is_high_surrogate(number.value)) {
        if (auto low = numeric_reference(rest); low && is_low_surrogate(low->value)) {
            append_utf8(out, 0x10000 + ((number.value - 0xD800) << 10) + (low->value - 0xDC00));
            return number.length + low->length;
        }
    }
    if (number.value >= 0x80 && number.value < 0xA0)
        append_utf8(out, windows_1252(static_cast<unsigned char>(number.value)));
    else if (!control && number.value != 0x7F && number.value != 0xFFFE && number.value != 0xFFFF)
        append_utf8(out, number.value);
    return number.length;
}

// "&copy" in "&copy 2018": the longest name that may stand without its semicolon.
std::size_t append_unterminated(std::string& out, std::string_view name, char next) {
    if (is_alphanumeric(next) || next == '=') return 0;
    if (!std::ranges::binary_search(names_without_semicolon, name)) return 0;
    out += text_of(name);
    return name.size() + 1;
}

// The names that make up nearly all references of escaped HTML.
std::size_t append_frequent(std::string& out, std::string_view text) {
    struct Frequent {
        std::string_view reference;
        char character;
    };
    static constexpr std::array<Frequent, 5> frequent{
        {{"&lt;", '<'}, {"&gt;", '>'}, {"&amp;", '&'}, {"&quot;", '"'}, {"&apos;", '\''}}};
    for (const Frequent& each : frequent) {
        if (!text.starts_with(each.reference)) continue;
        out += each.character;
        return each.reference.size();
    }
    return 0;
}

}  // namespace

std::size_t append_character_reference(std::string& out, std::string_view text) {
    if (auto length = append_frequent(out, text)) return length;
    if (auto number = numeric_reference(text)) return append_numeric(out, *number, text.substr(number->length));
    std::size_t end = 1;
    while (end < text.size() && end <= name_bytes_max && is_alphanumeric(text[end])) ++end;
    std::string_view name = text.substr(1, end - 1);
    if (name.empty()) return 0;
    char next = end < text.size() ? text[end] : ' ';
    if (next != ';') return append_unterminated(out, name, next);
    std::string_view decoded = text_of(name);
    if (decoded.empty()) return 0;
    out += decoded;
    return end + 1;
}

std::string decode_html_entities(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    while (!text.empty()) {
        auto ampersand = std::min(text.find('&'), text.size());
        out += text.substr(0, ampersand);
        text.remove_prefix(ampersand);
        if (text.empty()) break;
        auto length = append_character_reference(out, text);
        if (length == 0) {
            out += '&';
            length = 1;
        }
        text.remove_prefix(length);
    }
    return out;
}

}  // namespace watchword::text
