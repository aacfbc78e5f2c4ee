#include "common/feed/links.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include <boost/url.hpp>

#include "common/base/url.hpp"
#include "common/feed/ascii.hpp"
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
    static constexpr std::array<std::string_view, 9> unsafe{
        "javascript", "vbscript", "data", "file", "blob", "about", "jar", "view-source", "mailto"};
    return std::ranges::any_of(unsafe,
                               [&](std::string_view each) { return equal_ignoring_case(scheme, each); });
}

// Nothing in it that would have to be escaped, removed or judged.
bool is_plain_web_address(std::string_view text) {
    std::size_t host = text.starts_with("https://") ? 8 : text.starts_with("http://") ? 7 : 0;
    if (host == 0 || host == text.size() || text[host] == '/') return false;
    return std::ranges::none_of(text, [](char c) {
        auto byte = static_cast<unsigned char>(c);
        return byte <= 0x20 || byte >= 0x7F || c == '@' || c == '\\' || c == '"' || c == '<' || c == '>';
    });
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

// A reference inside a tag: where its text stands, and whether the attribute names an address.
struct Attribute {
    std::string_view name;
    std::size_t value_begin = 0;
    std::size_t value_end = 0;
};

bool holds_address(std::string_view attribute) {
    static constexpr std::array<std::string_view, 7> names{"href",     "src",    "poster",    "cite",
                                                           "longdesc", "action", "background"};
    return std::ranges::any_of(names,
                               [&](std::string_view name) { return equal_ignoring_case(attribute, name); });
}

// Reads the attribute at `at` inside a tag and moves `at` behind it; false at the tag's end.
bool next_attribute(std::string_view html, std::size_t& at, Attribute& attribute) {
    while (at < html.size() && (is_blank(html[at]) || html[at] == '/')) ++at;
    if (at >= html.size() || html[at] == '>' || html[at] == '<') return false;
    std::size_t name_begin = at;
    while (at < html.size() && !is_blank(html[at]) && html[at] != '=' && html[at] != '>' && html[at] != '/')
        ++at;
    attribute = {html.substr(name_begin, at - name_begin), at, at};
    while (at < html.size() && is_blank(html[at])) ++at;
    if (at >= html.size() || html[at] != '=') {
        if (attribute.name.empty()) ++at;
        return true;
    }
    ++at;
    while (at < html.size() && is_blank(html[at])) ++at;
    if (at >= html.size()) return true;
    if (html[at] == '"' || html[at] == '\'') {
        std::size_t quote = std::min(html.find(html[at], at + 1), html.size());
        attribute.value_begin = at + 1;
        attribute.value_end = quote;
        at = std::min(quote + 1, html.size());
    } else {
        attribute.value_begin = at;
        while (at < html.size() && !is_blank(html[at]) && html[at] != '>') ++at;
        attribute.value_end = at;
    }
    return true;
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
    return is_web_scheme(scheme) && text.substr(scheme.size()).starts_with("://") &&
           text.size() > scheme.size() + 3 && std::ranges::none_of(text, is_blank);
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
    for (std::size_t at = html.find('<'); at != std::string::npos; at = html.find('<', at)) {
        ++at;
        if (at >= html.size() || !is_letter(html[at])) continue;
        while (at < html.size() && !is_blank(html[at]) && html[at] != '>' && html[at] != '/') ++at;
        Attribute attribute;
        while (next_attribute(html, at, attribute)) {
            if (attribute.value_begin == attribute.value_end || !holds_address(attribute.name)) continue;
            auto value = std::string_view(html).substr(attribute.value_begin,
                                                       attribute.value_end - attribute.value_begin);
            if (!scheme_of(trimmed(value)).empty()) continue;
            std::string address = resolved(base, text::decode_html_entities(value));
            out.append(html, copied, attribute.value_begin - copied);
            append_escaped(out, address);
            copied = attribute.value_end;
        }
    }
    if (copied == 0) return html;
    out.append(html, copied);
    return out;
}

}  // namespace watchword::feed
