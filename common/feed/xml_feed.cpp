#include "common/feed/xml_feed.hpp"

#include <algorithm>
#include <array>
#include <charconv>

#include "common/base/ascii.hpp"
#include "common/base/url.hpp"
#include "common/feed/entry_builder.hpp"
#include "common/feed/limits.hpp"
#include "common/feed/links.hpp"
#include "common/feed/looks.hpp"
#include "common/feed/plain_text.hpp"
#include "common/feed/xml_entry.hpp"
#include "common/feed/xml_reader.hpp"
#include "common/feed/xml_tree.hpp"

namespace watchword::feed {

namespace {

bool is_named(pugi::xml_node node, std::string_view local) {
    return node.type() == pugi::node_element && equal_ignoring_case(local_name(node.name()), local);
}

// Items stand in the channel, beside it (RSS 0.90 and 1.0), in a list of their own (RSS 1.1) or without any
// of it.
std::vector<pugi::xml_node> entries_of(const XmlReader& reader, pugi::xml_node root) {
    std::vector<pugi::xml_node> entries;
    if (is_named(root, "entry")) return {root};
    auto collect = [&](pugi::xml_node parent) {
        for (pugi::xml_node child : parent.children()) {
            if (entries.size() > limits::entries) return;
            if (!is_named(child, "item") && !is_named(child, "entry")) continue;
            Vocabulary vocabulary = reader.vocabulary_of(child);
            if (vocabulary == Vocabulary::plain || vocabulary == Vocabulary::atom) entries.push_back(child);
        }
    };
    auto collect_with_lists = [&](pugi::xml_node parent) {
        collect(parent);
        for (pugi::xml_node child : parent.children())
            if (is_named(child, "items")) collect(child);
    };
    for (pugi::xml_node child : root.children())
        if (is_named(child, "channel")) collect_with_lists(child);
    collect_with_lists(root);
    return entries;
}

// The fields of the feed itself: those of its channel, or of the root where that is the feed.
Fields feed_fields(const XmlReader& reader, pugi::xml_node root) {
    for (pugi::xml_node child : root.children())
        if (is_named(child, "channel")) return fields_of(reader, child);
    return fields_of(reader, root);
}

std::string format_of(XmlReader& reader, pugi::xml_node root) {
    auto declares = [&](std::string_view part) {
        return std::ranges::any_of(root.attributes(), [&](pugi::xml_attribute attribute) {
            return std::string_view(attribute.name()).starts_with("xmlns") &&
                   std::string_view(attribute.value()).find(part) != std::string_view::npos;
        });
    };
    std::string version = reader.attribute(root, "version").substr(0, 8);
    if (is_named(root, "feed") || is_named(root, "entry"))
        return version == "0.3" || declares("purl.org/atom") ? "atom 0.3" : "atom 1.0";
    if (is_named(root, "rdf")) return declares("netscape.com/rdf/simple/0.9") ? "rss 0.90" : "rss 1.0";
    if (declares("purl.org/net/rss1.1")) return "rss 1.1";
    return version.empty() ? "rss" : "rss " + plain_text(version);
}

std::optional<int> small_number(std::string_view text) {
    int number = 0;
    text = trimmed(text);
    auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || number < 0 || number > 1'000'000) return std::nullopt;
    return number;
}

std::optional<int> weekday(std::string_view name) {
    static constexpr std::array<std::string_view, 7> names{"sunday",   "monday", "tuesday", "wednesday",
                                                           "thursday", "friday", "saturday"};
    auto found =
        std::ranges::find_if(names, [&](std::string_view each) { return equal_ignoring_case(each, trimmed(name)); });
    return found == names.end() ? std::nullopt : std::optional(static_cast<int>(found - names.begin()));
}

std::optional<Duration> update_period(std::string_view period, std::string_view frequency) {
    using std::chrono::hours;
    struct Period {
        std::string_view name;
        hours length;
    };
    static constexpr std::array<Period, 5> periods{{{"hourly", hours(1)},
                                                    {"daily", hours(24)},
                                                    {"weekly", hours(168)},
                                                    {"monthly", hours(720)},
                                                    {"yearly", hours(8760)}}};
    auto found = std::ranges::find_if(
        periods, [&](const Period& each) { return equal_ignoring_case(each.name, trimmed(period)); });
    if (found == periods.end()) return std::nullopt;
    int times = std::max(1, small_number(frequency).value_or(1));
    return std::chrono::duration_cast<Duration>(found->length) / times;
}

PollHints poll_hints(XmlReader& reader, const Fields& fields) {
    PollHints hints;
    if (auto minutes = small_number(reader.text(fields.first(Field::ttl)))) hints.ttl = std::chrono::minutes(*minutes);
    hints.update_period = update_period(reader.text(fields.first(Field::update_period)),
                                        reader.text(fields.first(Field::update_frequency)));
    auto add_once = [](std::vector<int>& list, int value) {
        if (std::ranges::find(list, value) == list.end()) list.push_back(value);
    };
    for (pugi::xml_node hour : fields.first(Field::skip_hours).children())
        if (auto number = small_number(reader.text(hour)); number && *number <= 24)
            add_once(hints.skip_hours, *number % 24);
    for (pugi::xml_node day : fields.first(Field::skip_days).children())
        if (auto number = weekday(reader.text(day))) add_once(hints.skip_days, *number);
    return hints;
}

std::string language_of(XmlReader& reader, const Fields& fields, pugi::xml_node root) {
    for (Field field : {Field::language, Field::dc_language}) {
        std::string language = plain_text(reader.text(fields.first(field)).substr(0, limits::name_characters));
        if (!language.empty()) return language;
    }
    return reader.language_of(root);
}

// The authors of entries that name none.
std::vector<std::string> authors_of(XmlReader& reader, const Fields& fields) {
    Entry feed;
    add_authors(reader, fields, feed);
    if (feed.authors.empty()) add_author(feed, name_in_address(reader.text(fields.first(Field::managing_editor))));
    if (feed.authors.empty()) add_author_addresses(reader, fields, feed);
    return std::move(feed.authors);
}

// A relative address means the document it stands in. RSS that lies on another host than its site was copied
// or moved there, and its addresses mean the site.
void set_base(XmlReader& reader, const Document& document, std::string_view url) {
    bool rss = reader.frame() == Vocabulary::plain;
    if (rss && looks_like_web_address(document.home_url)) {
        auto home = parse_url(document.home_url), fetched = parse_url(url);
        bool same_site = home && fetched && home->host == fetched->host;
        if (!same_site) reader.set_base(document.home_url);
        return;
    }
    if (!url.empty()) return;
    for (const std::string& claimed : {document.self_url, document.home_url})
        if (looks_like_web_address(claimed)) return reader.set_base(claimed);
}

void read_feed(XmlReader& reader, const XmlTree& tree, const Fields& fields, std::string_view url, Document& document) {
    document.format = format_of(reader, tree.root);
    document.self_url = link_with_relation(reader, fields, "self");
    document.home_url = page_url(reader, fields);
    set_base(reader, document, url);
    if (url.empty()) document.home_url = page_url(reader, fields);
    set_title(document.title, title_html(reader, fields));
    document.hub_url = link_with_relation(reader, fields, "hub");
    document.language = language_of(reader, fields, tree.root);
    document.poll_hints = poll_hints(reader, fields);
}

void read_entries(XmlReader& reader, const XmlTree& tree, const Fields& fields, Document& document) {
    auto elements = entries_of(reader, tree.root);
    document.cut_short = tree.cut_short;
    document.shortfall = tree.shortfall;
    document.last_entry_cut = tree.entry_cut && elements.size() <= limits::entries;
    if (elements.size() > limits::entries) {
        elements.resize(limits::entries);
        document.shortfall = "more than " + std::to_string(limits::entries) + " entries; only the first were read";
    }
    std::vector<std::string> authors = authors_of(reader, fields);
    bool cut = false;
    document.entries.reserve(elements.size());
    for (pugi::xml_node element : elements) {
        XmlEntry read = read_entry(reader, element, authors);
        cut |= read.cut;
        if (read.entry.language.empty()) read.entry.language = document.language;
        document.entries.push_back(std::move(read.entry));
    }
    if (!document.shortfall.empty()) document.warnings.push_back(document.shortfall);
    if (cut) document.warnings.emplace_back("overlong titles, ids, texts or lists were cut");
}

}  // namespace

Result<Document, ParseError> parse_xml_feed(std::string_view text, std::string_view url) {
    XmlTree tree;
    parse_xml(text, tree);
    if (!tree.root) return ParseError{what_it_looks_like(text)};
    XmlReader reader(tree, std::string(url));
    Document document;
    document.warnings = std::move(tree.warnings);
    Fields fields = feed_fields(reader, tree.root);
    read_feed(reader, tree, fields, url, document);
    read_entries(reader, tree, fields, document);
    return document;
}

}  // namespace watchword::feed
