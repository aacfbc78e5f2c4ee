#include "common/feed/links.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include <boost/url.hpp>

#include "common/base/ascii.hpp"
#include "common/base/url.hpp"
#include "common/feed/html_tags.hpp"
#include "common/feed/limits.hpp"
#include "common/text/html_entities.hpp"

namespace watchword::feed {

namespace {

// "mailto" in "mailto:a@b"; empty when the reference is relative.
std::string_view scheme_of(std::string_view reference) {
    if (reference.empty() || !is_letter(reference.front())) return {};
    for (std::size_t i = 1; i < reference.size(); ++i) {
        char c = reference[i];
        if (c == ':') return reference.substr(0, i);
        if (!is_letter(c) && !is_digit(c) && c != '+' && c != '-' && c != '.') return {};
    }
    return {};
}

bool is_web_scheme(std::string_view scheme) {
    return equal_ignoring_case(scheme, "http") || equal_ignoring_case(scheme, "https");
}

bool is_unsafe_scheme(std::string_view scheme) {
    static constexpr std::array<std::string_view, 9> unsafe{"javascript", "vbscript", "data",        "file",  "blob",
                                                            "about",      "jar",      "view-source", "mailto"};
    return std::ranges::any_of(unsafe, [&](std::string_view each) { return equal_ignoring_case(scheme, each); });
}

// Nothing in it that would have to be escaped, removed or judged.
bool is_plain_web_address(std::string_view text) {
    std::size_t host = text.starts_with("https://") ? 8 : text.starts_with("http://") ? 7 : 0;
    if (host == 0 || host == text.size() || text[host] == '/') return false;
    static constexpr std::array<bool, 256> plain = [] {
        std::array<bool, 256> table{};
        for (unsigned byte = 0x21; byte < 0x7F; ++byte) table[byte] = true;
        for (char c : {'@', '\\', '"', '<', '>'}) table[static_cast<unsigned char>(c)] = false;
        return table;
    }();
    return std::ranges::all_of(text, [](char c) { return plain[static_cast<unsigned char>(c)]; });
}

std::string_view fragment_of(std::string_view reference) {
    auto hash = reference.find('#');
    return hash == std::string_view::npos ? std::string_view() : reference.substr(hash);
}

// Line ends and tabs are no part of an address, nor are the other blanks around it.
std::string without_line_ends(std::string_view reference) {
    std::string cleaned;
    for (char c : trimmed(reference))
        if (static_cast<unsigned char>(c) >= 0x20) cleaned += c;
    return cleaned;
}

bool holds_address(std::string_view attribute) {
    static constexpr std::array<std::string_view, 7> names{"href",     "src",    "poster",    "cite",
                                                           "longdesc", "action", "background"};
    return std::ranges::any_of(names, [&](std::string_view name) { return equal_ignoring_case(attribute, name); });
}

void append_escaped(std::string& out, std::string_view value) {
    for (char c : value) {
        if (c == '&')
            out += "&amp;";
        else if (c == '"')
            out += "&quot;";
        else if (c == '\'')
            out += "&#39;";
        else if (c == '<')
            out += "&lt;";
        else
            out += c;
    }
}

}  // namespace

bool looks_like_web_address(std::string_view text) {
    auto scheme = scheme_of(text);
    return is_web_scheme(scheme) && text.substr(scheme.size()).starts_with("://") && text.size() > scheme.size() + 3 &&
           std::ranges::none_of(text, is_blank);
}

std::string resolved(std::string_view base, std::string_view reference) {
    reference = trimmed(reference);
    if (reference.size() > limits::url_bytes) return {};
    if (is_plain_web_address(reference)) return std::string(reference);
    std::string cleaned = without_line_ends(reference);
    auto scheme = scheme_of(cleaned);
    if (is_unsafe_scheme(scheme)) return {};
    if (!scheme.empty() && !is_web_scheme(scheme)) return cleaned;
    // A colon in the first segment would make it a scheme (RFC 3986 4.2).
    bool colon_first = scheme.empty() && cleaned.find(':') < cleaned.find_first_of("/?#");
    auto url = resolve_url(base, colon_first ? "./" + cleaned : cleaned);
    return url ? url->text + std::string(fragment_of(cleaned)) : cleaned;
}

std::string composed_base(std::string_view base, std::string_view reference) {
    if (trimmed(reference).empty()) return std::string(base);
    if (auto url = resolve_url(base, reference)) return url->text;
    return std::string(base);
}

std::string with_absolute_links(std::string html, std::string_view base) {
    if (base.empty()) return html;
    std::string out;
    std::size_t copied = 0;
    for (HtmlTags tags(html); tags.next();) {
        while (tags.next_attribute()) {
            std::string_view value = tags.value();
            if (value.empty() || !holds_address(tags.attribute().name) || !scheme_of(trimmed(value)).empty()) continue;
            out.append(html, copied, tags.attribute().value_begin - copied);
            append_escaped(out, resolved(base, text::decode_html_entities(value)));
            copied = tags.attribute().value_end;
        }
    }
    if (copied == 0) return html;
    out.append(html, copied);
    return out;
}

}  // namespace watchword::feed
