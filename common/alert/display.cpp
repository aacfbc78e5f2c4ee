#include "common/alert/display.hpp"

#include <unicode/uchar.h>

#include "common/text/utf8.hpp"

namespace watchword::alert {
namespace {

constexpr std::string_view ellipsis = "…";
constexpr std::string_view replacement = "\uFFFD";
constexpr std::string_view first_strong_isolate = "\u2068";
constexpr std::string_view pop_isolate = "\u2069";
constexpr std::string_view pop_formatting = "\u202C";

// Calls use(code point, bytes) for each code point until it returns false; a malformed sequence comes as
// U+FFFD.
template <class Use>
void walk(std::string_view text, Use use) {
    while (!text.empty()) {
        auto c = text::first_code_point(text);
        if (!use(c.value, c.valid ? text.substr(0, c.length) : replacement)) return;
        text.remove_prefix(c.length);
    }
}

bool is_blank(char32_t c) {
    return c <= 0x20 || (c >= 0x7F && c <= 0xA0) || c == 0x2028 || c == 0x2029 || c == 0xFEFF || u_isUWhiteSpace(c);
}

bool opens_embedding(char32_t c) {
    return c == 0x202A || c == 0x202B || c == 0x202D || c == 0x202E;
}
bool opens_isolate(char32_t c) {
    return c >= 0x2066 && c <= 0x2068;
}

// Belongs to the letter before it: a combining mark, a joiner, a variation selector, a skin tone.
bool continues_letter(char32_t c) {
    auto category = u_charType(static_cast<UChar32>(c));
    return category == U_NON_SPACING_MARK || category == U_ENCLOSING_MARK || category == U_COMBINING_SPACING_MARK ||
           c == 0x200D || (c >= 0x1F3FB && c <= 0x1F3FF);
}

// The longest beginning that costs at most `cost_max`, ellipsis included when it is not the whole.
template <class Cost>
std::string cut_by(std::string_view text, std::size_t cost_max, std::size_t ellipsis_cost, Cost cost) {
    std::string result;
    std::size_t spent = 0;
    std::size_t safe = 0;  // bytes of `result` that may stand before the ellipsis
    bool after_joiner = false;
    bool whole = true;
    walk(text, [&](char32_t c, std::string_view bytes) {
        if (c == 0) return true;
        // A thousand marks on one letter are no letter: a cut may then fall between them.
        bool boundary = (!continues_letter(c) && !after_joiner) || result.size() > safe + 64;
        if (boundary && spent + ellipsis_cost <= cost_max) safe = result.size();
        after_joiner = c == 0x200D;
        auto price = cost(c, bytes);
        if (spent + price > cost_max) {
            whole = false;
            return false;
        }
        spent += price;
        result += bytes;
        return true;
    });
    if (whole) return result;
    result.resize(safe);
    while (result.ends_with(' ')) result.pop_back();
    if (ellipsis_cost <= cost_max) result += ellipsis;
    return result;
}

}  // namespace

std::string one_line(std::string_view text, std::size_t code_points_max) {
    std::string line;
    bool steered = false;
    bool blank = false;
    // Bounded before anything else looks at it: blanks are squeezed, so leave room for some.
    walk(text.substr(0, 16 * code_points_max), [&](char32_t c, std::string_view bytes) {
        if (is_blank(c)) {
            blank = true;
            return true;
        }
        if (blank && !line.empty()) line += ' ';
        blank = false;
        steered = steered || opens_embedding(c) || opens_isolate(c) || c == 0x202C || c == 0x2069 || c == 0x200F;
        line += bytes;
        return true;
    });
    line = cut(line, code_points_max);
    if (!steered) return line;

    std::string isolated(first_strong_isolate);
    std::string open;  // 'e' embedding or 'i' isolate, outermost first
    walk(line, [&](char32_t c, std::string_view bytes) {
        if (opens_embedding(c)) open += 'e';
        if (opens_isolate(c)) open += 'i';
        if (c == 0x202C || c == 0x2069) {  // without its opening it would close ours
            if (open.empty() || open.back() != (c == 0x2069 ? 'i' : 'e')) return true;
            open.pop_back();
        }
        isolated += bytes;
        return true;
    });
    for (; !open.empty(); open.pop_back()) isolated += open.back() == 'i' ? pop_isolate : pop_formatting;
    isolated += pop_isolate;
    return isolated;
}

std::string cut(std::string_view text, std::size_t code_points_max) {
    return cut_by(text, code_points_max, 1, [](char32_t, std::string_view) -> std::size_t { return 1; });
}

std::string cut_for_json(std::string_view text, std::size_t bytes_max) {
    return cut_by(text, bytes_max, ellipsis.size(), [](char32_t c, std::string_view bytes) -> std::size_t {
        if (c == '"' || c == '\\') return 2;
        return c < 0x20 ? 6 : bytes.size();
    });
}

std::size_t code_points(std::string_view text) {
    std::size_t count = 0;
    walk(text, [&](char32_t, std::string_view) { return ++count > 0; });
    return count;
}

}  // namespace watchword::alert
