#include "common/feed/plain_text.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "common/base/ascii.hpp"
#include "common/text/html_entities.hpp"

namespace watchword::feed {

namespace {

// clang-format off
constexpr auto html_names = std::to_array<std::string_view>({
    "a", "abbr", "acronym", "address", "area", "article", "aside", "audio", "b", "base", "basefont", "bdi", "bdo", "big",
    "blink", "blockquote", "body", "br", "button", "canvas", "caption", "center", "cite", "code", "col", "colgroup",
    "dd", "del", "details", "dfn", "dialog", "dir", "div", "dl", "dt", "em", "embed", "fieldset", "figcaption", "figure",
    "font", "footer", "form", "frame", "frameset", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hr", "html", "i",
    "iframe", "img", "input", "ins", "kbd", "label", "legend", "li", "link", "main", "map", "mark", "marquee", "menu",
    "meta", "nav", "nobr", "noscript", "object", "ol", "optgroup", "option", "output", "p", "param", "picture", "pre",
    "progress", "q", "rp", "rt", "ruby", "s", "samp", "script", "section", "select", "small", "source", "span", "strike",
    "strong", "style", "sub", "summary", "sup", "svg", "table", "tbody", "td", "template", "textarea", "tfoot", "th",
    "thead", "time", "title", "tr", "tt", "u", "ul", "var", "video", "wbr"});
// clang-format on
static_assert(std::ranges::is_sorted(html_names));

struct Tag {
    std::string_view name;
    std::size_t length = 0;  // 0: no tag
    bool opens = false;
};

// The HTML tag at the head of `text`, which begins with "<".
Tag tag_at(std::string_view text) {
    bool opens = !text.starts_with("</");
    std::size_t begin = opens ? 1 : 2;
    std::size_t end = begin;
    std::array<char, 12> name{};
    while (end < text.size() && (is_letter(text[end]) || is_digit(text[end])) && end - begin < name.size()) {
        name[end - begin] = lower(text[end]);
        ++end;
    }
    bool ends_here = end < text.size() && (text[end] == '>' || text[end] == '/' || is_blank(text[end]));
    auto found = std::ranges::lower_bound(html_names, std::string_view(name.data(), end - begin));
    if (!ends_here || found == html_names.end() || *found != std::string_view(name.data(), end - begin)) return {};
    auto close = text.find('>', end);
    return {*found, close == std::string_view::npos ? text.size() : close + 1, opens};
}

// Where what follows "<script>" or "<style>" ends.
std::size_t end_of_raw_text(std::string_view text, std::string_view name) {
    for (auto at = text.find("</"); at != std::string_view::npos; at = text.find("</", at + 2))
        if (starts_ignoring_case(text.substr(at + 2), name)) return at;
    return text.size();
}

bool separates_words(std::string_view name) {
    static constexpr std::array<std::string_view, 10> names{"br", "div", "p", "li", "td", "tr", "hr", "h1", "h2", "h3"};
    return std::ranges::find(names, name) != names.end();
}

std::string without_tags(std::string_view html) {
    std::string out;
    out.reserve(html.size());
    bool closed = true;  // whether comments are: one that is not tells of all that follow
    while (!html.empty()) {
        auto less = std::min(html.find('<'), html.size());
        out += html.substr(0, less);
        html.remove_prefix(less);
        if (html.empty()) break;
        if (html.starts_with("<!--")) {
            auto end = closed ? html.find("-->", 4) : std::string_view::npos;
            closed = end != std::string_view::npos;
            if (!closed) out += html.substr(0, 4);
            html.remove_prefix(closed ? end + 3 : 4);
            continue;
        }
        if (html.starts_with("<![CDATA[")) {
            auto end = std::min(html.find("]]>"), html.size());
            out += html.substr(9, end - std::min<std::size_t>(end, 9));
            html.remove_prefix(std::min(end + 3, html.size()));
            continue;
        }
        Tag tag = tag_at(html);
        if (tag.length == 0) {
            out += '<';
            html.remove_prefix(1);
            continue;
        }
        html.remove_prefix(tag.length);
        if (separates_words(tag.name)) out += ' ';
        if (tag.opens && (tag.name == "script" || tag.name == "style"))
            html.remove_prefix(end_of_raw_text(html, tag.name));
    }
    return out;
}

bool begins_wide_space(unsigned char byte) {
    return byte == 0xC2 || byte == 0xE2 || byte == 0xE3 || byte == 0xEF;
}

// The bytes of a white-space character at the head of `text`: blanks, no-break space, zero-width space,
// U+2028, BOM.
std::size_t white_space_at(std::string_view text) {
    if (is_blank(text[0]) || text[0] == '\v') return 1;
    for (std::string_view space : {"\u00A0", "\u200B", "\u2028", "\u2029", "\u3000", "\uFEFF"})
        if (text.starts_with(space)) return space.size();
    return 0;
}

bool has_reference_left(std::string_view text) {
    return text.find('&') != std::string_view::npos && text.find(';') != std::string_view::npos;
}

// Whether there is nothing to fold, by a look that may err on the other side.
bool is_folded(std::string_view text) {
    if (text.empty() || is_blank(text.front()) || text.back() == ' ') return text.empty();
    bool after_space = false;
    for (char c : text) {
        bool space = c == ' ';
        auto byte = static_cast<unsigned char>(c);
        if ((space && after_space) || byte < 0x20 || begins_wide_space(byte)) return false;
        after_space = space;
    }
    return true;
}

}  // namespace

std::string folded(std::string_view text) {
    if (is_folded(text)) return std::string(text);
    std::string out;
    out.reserve(text.size());
    bool pending = false;
    while (!text.empty()) {
        auto byte = static_cast<unsigned char>(text[0]);
        bool may_be_space = byte <= 0x20 || begins_wide_space(byte);
        if (auto length = may_be_space ? white_space_at(text) : 0) {
            pending = !out.empty();
            text.remove_prefix(length);
            continue;
        }
        if (std::exchange(pending, false)) out += ' ';
        out += text[0];
        text.remove_prefix(1);
    }
    return out;
}

bool has_html(std::string_view text) {
    for (auto at = text.find('<'); at != std::string_view::npos; at = text.find('<', at + 1))
        if (tag_at(text.substr(at)).length > 0) return true;
    return false;
}

std::string plain_text(std::string_view html) {
    bool markup = html.find('<') != std::string_view::npos;
    bool references = html.find('&') != std::string_view::npos;
    if (!markup && !references) return folded(html);
    std::string text = markup ? without_tags(html) : std::string(html);
    for (int round = 0; round < 2 && has_reference_left(text); ++round) {
        std::string decoded = text::decode_html_entities(text);
        if (decoded == text) break;
        text = std::move(decoded);
    }
    return folded(text);
}

std::string escaped_html(std::string_view text) {
    std::string out;
    out.reserve(text.size() + text.size() / 16);
    for (char c : text) {
        if (c == '&')
            out += "&amp;";
        else if (c == '<')
            out += "&lt;";
        else if (c == '>')
            out += "&gt;";
        else
            out += c;
    }
    return out;
}

}  // namespace watchword::feed
