#include "common/feed/entry_builder.hpp"

#include <algorithm>
#include <charconv>

#include "common/base/ascii.hpp"
#include "common/feed/limits.hpp"
#include "common/feed/plain_text.hpp"
#include "common/text/utf8.hpp"

namespace watchword::feed {

namespace {

// Long before a limit counts, text costs time; a title is cut once more when it is clean.
constexpr std::size_t raw_text_bytes_max = 64 * 1024;

std::string_view head(std::string_view text) {
    if (text.size() <= raw_text_bytes_max) return text;
    return text.substr(0, text::valid_utf8_prefix(text.substr(0, raw_text_bytes_max)));
}

bool set_plain(std::string& target, std::string_view html, std::size_t characters_max) {
    std::string text = plain_text(head(html));
    std::string_view kept = text::first_characters(text, characters_max);
    bool cut = kept.size() < text.size() || html.size() > raw_text_bytes_max;
    target = kept;
    return cut;
}

bool add_once(std::vector<std::string>& list, std::string_view html, std::size_t max) {
    std::string text;
    bool cut = set_plain(text, html, limits::name_characters);
    if (text.empty() || std::ranges::find(list, text) != list.end()) return cut;
    if (list.size() == max) return true;
    list.push_back(std::move(text));
    return cut;
}

std::string_view inside(std::string_view text, char open, char close) {
    auto begin = text.find(open);
    auto end = text.find(close, begin == std::string_view::npos ? 0 : begin);
    if (begin == std::string_view::npos || end == std::string_view::npos) return {};
    return trimmed(text.substr(begin + 1, end - begin - 1));
}

std::string_view before(std::string_view text, char mark) {
    return trimmed(text.substr(0, text.find(mark)));
}

bool is_mail_address(std::string_view text) {
    return text.find('@') != std::string_view::npos && std::ranges::none_of(text, is_blank);
}

std::string_view without_quotes(std::string_view text) {
    if (text.size() > 1 && text.front() == '"' && text.back() == '"') return trimmed(text.substr(1, text.size() - 2));
    return text;
}

// "mailto:" stands before many an address.
std::string_view name_of(std::string_view text) {
    text = trimmed(text);
    if (starts_ignoring_case(text, "mailto:")) text.remove_prefix(7);
    if (auto in_angles = inside(text, '<', '>'); is_mail_address(in_angles)) {
        auto name = without_quotes(before(text, '<'));
        return name.empty() ? in_angles : name;
    }
    if (auto in_brackets = inside(text, '(', ')'); !in_brackets.empty()) {
        auto outside = before(text, '(');
        if (is_mail_address(outside)) return in_brackets;
        if (is_mail_address(in_brackets) && !outside.empty()) return outside;
    }
    return text;
}

}  // namespace

bool set_title(std::string& title, std::string_view html) {
    return set_plain(title, html, limits::title_characters);
}

bool set_id(std::string& id, std::string_view text) {
    text = trimmed(text);
    bool cut = text.size() > limits::id_bytes;
    if (cut) text = text.substr(0, text::valid_utf8_prefix(text.substr(0, limits::id_bytes)));
    id = text;
    return cut;
}

bool cut_text(std::string& html) {
    if (html.size() <= limits::text_bytes) return false;
    html = html.substr(0, text::valid_utf8_prefix(std::string_view(html).substr(0, limits::text_bytes)));
    return true;
}

bool add_author(Entry& entry, std::string_view name) {
    return add_once(entry.authors, name, limits::authors);
}

std::string name_in_address(std::string_view text) {
    return std::string(name_of(head(text)));
}

bool add_tag(Entry& entry, std::string_view text) {
    return add_once(entry.tags, text, limits::tags);
}

bool add_keywords(Entry& entry, std::string_view text) {
    bool cut = false;
    text = head(text);
    while (!text.empty()) {
        auto comma = std::min(text.find(','), text.size());
        cut |= add_tag(entry, text.substr(0, comma));
        text.remove_prefix(std::min(comma + 1, text.size()));
    }
    return cut;
}

bool add_enclosure(Entry& entry, std::string url, std::string_view type, std::string_view length) {
    if (url.empty()) return false;
    auto known = std::ranges::find(entry.enclosures, url, &Enclosure::url);
    if (known != entry.enclosures.end()) {
        if (known->type.empty()) known->type = type;
        return false;
    }
    if (entry.enclosures.size() == limits::enclosures) return true;
    Enclosure enclosure{std::move(url), std::string(text::first_characters(type, limits::name_characters)),
                        std::nullopt};
    std::uint64_t bytes = 0;
    auto [rest, error] = std::from_chars(length.data(), length.data() + length.size(), bytes);
    if (error == std::errc{} && rest == length.data() + length.size()) enclosure.length = bytes;
    entry.enclosures.push_back(std::move(enclosure));
    return false;
}

}  // namespace watchword::feed
