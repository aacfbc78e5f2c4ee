#include "common/feed/json_feed.hpp"

#include <cmath>
#include <cstdint>
#include <memory>
#include <optional>

#include <boost/json.hpp>

#include "common/feed/date.hpp"
#include "common/feed/entry_builder.hpp"
#include "common/feed/json_repair.hpp"
#include "common/feed/limits.hpp"
#include "common/feed/links.hpp"
#include "common/feed/looks.hpp"
#include "common/feed/plain_text.hpp"
#include "common/text/utf8.hpp"

namespace watchword::feed {

namespace {

namespace json = boost::json;

const json::value* member(const json::object& object, std::string_view key) {
    return object.if_contains(key);
}

const json::array* array(const json::object& object, std::string_view key) {
    const json::value* value = member(object, key);
    return value ? value->if_array() : nullptr;
}

// Whether a number such as 17.0 or 1e3 can be written without a fraction or an exponent.
bool is_whole(double number) {
    constexpr double exact_max = 9007199254740992.0;  // 2^53
    return std::abs(number) <= exact_max && number == std::trunc(number);
}

// Texts, and numbers as texts: ids are often numbers. Escapes may have brought in what no text should hold.
std::string text(const json::value& value) {
    if (const json::string* string = value.if_string()) return text::sanitised(*string);
    if (const double* number = value.if_double(); number && is_whole(*number))
        return std::to_string(static_cast<std::int64_t>(*number));
    return value.is_number() ? json::serialize(value) : std::string();
}

std::string text(const json::object& object, std::string_view key) {
    const json::value* value = member(object, key);
    return value ? text(*value) : std::string();
}

std::string long_text(const json::object& object, std::string_view key) {
    std::string value = text(object, key);
    cut_text(value);
    return value;
}

void add_author_of(const json::value& value, Entry& entry) {
    const json::object* author = value.if_object();
    if (!author) {
        add_author(entry, name_in_address(text(value)));
        return;
    }
    for (std::string_view key : {"name", "email", "url"}) {
        std::string name = text(*author, key);
        if (plain_text(name).empty()) continue;
        add_author(entry, name);
        return;
    }
}

// 1.1 has "authors", 1.0 "author"; some write both, or a list under the old name.
void add_authors(const json::object& object, Entry& entry) {
    for (std::string_view key : {"authors", "author"}) {
        const json::value* value = member(object, key);
        if (!value) continue;
        if (const json::array* list = value->if_array())
            for (const json::value& author : *list) add_author_of(author, entry);
        else
            add_author_of(*value, entry);
    }
}

std::string address(const json::object& object, std::string_view key, std::string_view base) {
    std::string reference = text(object, key);
    return reference.empty() ? std::string() : resolved(base, reference);
}

void add_attachments(const json::object& item, std::string_view base, Entry& entry) {
    const json::array* attachments = array(item, "attachments");
    if (!attachments) return;
    for (const json::value& value : *attachments)
        if (const json::object* attachment = value.if_object())
            add_enclosure(entry, address(*attachment, "url", base), text(*attachment, "mime_type"),
                          text(*attachment, "size_in_bytes"));
}

Entry read_item(const json::object& item, std::string_view base) {
    Entry entry;
    set_id(entry.id, text(item, "id"));
    entry.url = address(item, "url", base);
    if (entry.url.empty()) entry.url = address(item, "external_url", base);
    set_title(entry.title, text(item, "title"));
    entry.summary_html = escaped_html(long_text(item, "summary"));
    entry.content_html = with_absolute_links(long_text(item, "content_html"), base);
    if (entry.content_html.empty()) entry.content_html = escaped_html(long_text(item, "content_text"));
    entry.published = parse_date(text(item, "date_published"));
    entry.updated = parse_date(text(item, "date_modified"));
    add_authors(item, entry);
    if (const json::array* tags = array(item, "tags"))
        for (const json::value& tag : *tags) add_tag(entry, text(tag));
    else
        add_keywords(entry, text(item, "tags"));
    add_attachments(item, base, entry);
    entry.language = text(item, "language");
    if (entry.url.empty() && looks_like_web_address(entry.id)) entry.url = resolved("", entry.id);
    return entry;
}

std::optional<json::value> parse(std::string_view text) {
    json::parse_options options;
    options.max_depth = 64;
    options.allow_comments = true;
    options.allow_trailing_commas = true;
    options.allow_invalid_utf8 = true;
    json::error_code error;
    json::value value = json::parse(text, error, {}, options);
    if (error) return std::nullopt;
    return value;
}

// The head of `text` whose values stay within limits::tree_bytes. Each begins or ends at one of these signs, of which
// texts hold some as well, so this errs on the safe side.
std::string_view affordable_values(std::string_view text) {
    constexpr std::size_t value_bytes = 64;
    std::size_t left = limits::tree_bytes / value_bytes;
    if (text.size() <= left) return text;
    for (std::size_t at = 0; at < text.size(); ++at) {
        char c = text[at];
        if ((c == ',' || c == ':' || c == '[' || c == '{') && left-- == 0) return text.substr(0, at);
    }
    return text;
}

std::string format_of(const json::object& feed) {
    std::string version = text(feed, "version");
    return version.find("version/1.1") != std::string::npos || version == "1.1" ? "json feed 1.1" : "json feed 1.0";
}

std::string hub_of(const json::object& feed, std::string_view base) {
    const json::array* hubs = array(feed, "hubs");
    const json::object* hub = hubs && !hubs->empty() ? hubs->front().if_object() : nullptr;
    return hub ? address(*hub, "url", base) : std::string();
}

void read_items(const json::object& feed, const json::array& items, std::string_view base, Document& document) {
    Entry of_feed;
    add_authors(feed, of_feed);
    for (const json::value& value : items) {
        const json::object* item = value.if_object();
        if (!item) continue;
        if (document.entries.size() == limits::entries) {
            document.last_entry_cut = false;
            document.shortfall = "more than " + std::to_string(limits::entries) + " entries; only the first were read";
            return;
        }
        Entry entry = read_item(*item, base);
        if (entry.authors.empty()) entry.authors = of_feed.authors;
        if (entry.language.empty()) entry.language = document.language;
        document.entries.push_back(std::move(entry));
    }
}

}  // namespace

Result<Document, ParseError> parse_json_feed(std::string_view whole, std::string_view url) {
    constexpr std::size_t depth_in_item = 3;  // of the brackets around what an item holds
    Document document;
    std::string_view source = affordable_values(whole);
    bool too_large = source.size() < whole.size();
    if (too_large) document.shortfall = limits::too_large;
    auto value = too_large ? std::nullopt : parse(source);
    if (!value) {
        RepairedJson repaired = repaired_json(source);
        value = parse(repaired.text);
        if (!value) return ParseError{"broken JSON, not a feed"};
        document.warnings.emplace_back("broken JSON, repaired");
        document.cut_short = repaired.cut_at_depth > 0 && !too_large;
        if (document.cut_short) document.shortfall = limits::cut_short;
        document.last_entry_cut = repaired.cut_at_depth >= depth_in_item;
    }
    const json::object* feed = value->if_object();
    const json::array* items = feed ? array(*feed, "items") : nullptr;
    if (!items && !(feed && text(*feed, "version").find("jsonfeed") != std::string::npos))
        return ParseError{what_it_looks_like(source)};

    document.format = format_of(*feed);
    document.self_url = address(*feed, "feed_url", url);
    std::string base(url);
    if (base.empty()) base = !document.self_url.empty() ? document.self_url : text(*feed, "home_page_url");
    set_title(document.title, text(*feed, "title"));
    document.home_url = address(*feed, "home_page_url", base);
    document.language = text(*feed, "language");
    document.hub_url = hub_of(*feed, base);
    if (items) read_items(*feed, *items, base, document);
    if (!document.shortfall.empty()) document.warnings.push_back(document.shortfall);
    return document;
}

}  // namespace watchword::feed
