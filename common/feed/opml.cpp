#include "common/feed/opml.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <unordered_map>

#include <pugixml.hpp>

#include "common/base/ascii.hpp"
#include "common/base/url.hpp"
#include "common/feed/limits.hpp"
#include "common/feed/plain_text.hpp"
#include "common/feed/source_text.hpp"
#include "common/feed/xml_tree.hpp"
#include "common/text/html_entities.hpp"
#include "common/text/utf8.hpp"

namespace watchword::feed {

namespace {

constexpr std::size_t feeds_max = 10'000;
constexpr std::size_t attributes_max = 32;  // of an outline

bool is_named(pugi::xml_node node, std::string_view name) {
    return node.type() == pugi::node_element && equal_ignoring_case(node.name(), name);
}

std::string cut(std::string text, std::size_t characters) {
    return std::string(text::first_characters(text, characters));
}

// A tag without empty parts: "/News//Ukraine" is "News/Ukraine".
std::string tidy_tag(std::string_view path) {
    std::string tag;
    while (!path.empty()) {
        auto slash = std::min(path.find('/'), path.size());
        std::string part = folded(path.substr(0, slash));
        if (!part.empty() && !tag.empty()) tag += '/';
        tag += part;
        path.remove_prefix(std::min(slash + 1, path.size()));
    }
    return cut(std::move(tag), limits::name_characters);
}

void add_tag(Opml::Feed& feed, std::string_view path) {
    std::string tag = tidy_tag(path);
    if (tag.empty() || feed.tags.size() == limits::tags || std::ranges::find(feed.tags, tag) != feed.tags.end()) return;
    feed.tags.push_back(std::move(tag));
}

using Attributes = std::vector<std::pair<std::string, std::string>>;

// The attributes of an outline, sorted into what we have a word for and the rest.
struct Outline {
    std::string text, title, feed_url, home_url, category;
    Attributes others;
};

Outline read_outline(pugi::xml_node node) {
    Outline outline;
    std::size_t count = 0;
    for (pugi::xml_attribute attribute : node.attributes()) {
        if (++count > attributes_max) break;
        std::string_view name = attribute.name();
        std::string value = cut(text::decode_html_entities(attribute.value()), limits::title_characters);
        if (equal_ignoring_case(name, "text"))
            outline.text = folded(value);
        else if (equal_ignoring_case(name, "title"))
            outline.title = folded(value);
        else if (equal_ignoring_case(name, "xmlUrl"))
            outline.feed_url = text::decode_html_entities(attribute.value());
        else if (equal_ignoring_case(name, "htmlUrl"))
            outline.home_url = value;
        else if (equal_ignoring_case(name, "category"))
            outline.category = value;
        else if (!equal_ignoring_case(name, "type"))
            outline.others.emplace_back(cut(std::string(name), limits::name_characters), value);
    }
    // Where both are given and differ, the text is what a person reads, and the other one is kept.
    if (!outline.text.empty() && !outline.title.empty() && outline.title != outline.text)
        outline.others.emplace_back("title", outline.title);
    return outline;
}

// "nl" in "nl:colour"; empty where no namespace has to be bound.
std::string_view prefix_to_bind(std::string_view attribute) {
    auto colon = attribute.find(':');
    std::string_view prefix = colon == std::string_view::npos ? std::string_view() : attribute.substr(0, colon);
    return prefix == "xmlns" || prefix == "xml" ? std::string_view() : prefix;
}

bool binds(const Attributes& attributes, std::string_view prefix) {
    return std::ranges::any_of(attributes, [&](const auto& each) {
        return each.first.starts_with("xmlns:") && std::string_view(each.first).substr(6) == prefix;
    });
}

class Import {
  public:
    explicit Import(Opml& opml) : opml_(opml) {}

    // Namespaces that hold for all outlines.
    void bind(pugi::xml_node element) {
        for (pugi::xml_attribute attribute : element.attributes())
            if (std::string_view(attribute.name()).starts_with("xmlns:") && bindings_.size() < attributes_max)
                bindings_.emplace_back(cut(attribute.name(), limits::name_characters),
                                       cut(text::decode_html_entities(attribute.value()), limits::title_characters));
    }

    void outline(const Outline& outline, const std::string& folder) {
        auto url = parse_url(outline.feed_url);
        if (!url) {
            ++without_address_;
            return;
        }
        auto [known, is_new] = index_.emplace(url->text, opml_.feeds.size());
        if (is_new && opml_.feeds.size() == feeds_max) {
            index_.erase(known);
            ++beyond_limit_;
            return;
        }
        if (is_new) {
            auto home = parse_url(outline.home_url);
            opml_.feeds.push_back({url->text,
                                   outline.text.empty() ? outline.title : outline.text,
                                   home ? home->text : std::string(),
                                   {},
                                   with_namespaces(outline.others)});
        }
        Opml::Feed& feed = opml_.feeds[known->second];
        add_tag(feed, folder);
        std::string_view categories = outline.category;
        while (!categories.empty()) {
            auto comma = std::min(categories.find(','), categories.size());
            add_tag(feed, categories.substr(0, comma));
            categories.remove_prefix(std::min(comma + 1, categories.size()));
        }
    }

    void finish() {
        if (without_address_ > 0)
            opml_.warnings.push_back(std::to_string(without_address_) +
                                     " feeds whose address is not http or https were left out");
        if (beyond_limit_ > 0)
            opml_.warnings.push_back("only the first " + std::to_string(feeds_max) + " feeds were read, " +
                                     std::to_string(beyond_limit_) + " left out");
    }

  private:
    // A feed's attributes go from list to list, so they take along what their prefixes mean.
    Attributes with_namespaces(Attributes attributes) const {
        for (const auto& [name, uri] : bindings_) {
            std::string_view prefix = std::string_view(name).substr(6);
            bool used =
                std::ranges::any_of(attributes, [&](const auto& each) { return prefix_to_bind(each.first) == prefix; });
            if (used && !binds(attributes, prefix)) attributes.emplace_back(name, uri);
        }
        return attributes;
    }

    Opml& opml_;
    Attributes bindings_;
    std::unordered_map<std::string, std::size_t> index_;
    std::size_t without_address_ = 0;
    std::size_t beyond_limit_ = 0;
};

// Walks the outlines within `body` without recursion; folders that nest deeper than limits::depth are passed
// over.
void import_outlines(pugi::xml_node body, Import& import) {
    std::vector<std::string> folders{""};
    pugi::xml_node node = body.first_child();
    while (node) {
        bool is_folder = false;
        if (is_named(node, "outline")) {
            Outline outline = read_outline(node);
            is_folder = outline.feed_url.empty();
            if (!is_folder)
                import.outline(outline, folders.back());
            else if (node.first_child() && folders.size() < limits::depth)
                folders.push_back(
                    tidy_tag(folders.back() + "/" + (outline.text.empty() ? outline.title : outline.text)));
            else
                is_folder = false;
        }
        if (is_folder) {
            node = node.first_child();
            continue;
        }
        while (!node.next_sibling()) {
            node = node.parent();
            folders.pop_back();
            if (node == body) return;
        }
        node = node.next_sibling();
    }
}

// The folder for a tag, made where it is missing.
pugi::xml_node folder_for(pugi::xml_node body, const std::string& tag, std::map<std::string, pugi::xml_node>& folders) {
    if (tag.empty()) return body;
    if (auto known = folders.find(tag); known != folders.end()) return known->second;
    pugi::xml_node parent = body;
    for (std::size_t end = tag.find('/');; end = tag.find('/', end + 1)) {
        std::string path = tag.substr(0, end);
        pugi::xml_node& folder = folders[path];
        if (!folder) {
            folder = parent.append_child("outline");
            folder.append_attribute("text") = path.substr(path.rfind('/') + 1).c_str();
        }
        parent = folder;
        if (end == std::string::npos) return parent;
    }
}

bool is_attribute_name(std::string_view name) {
    return !name.empty() && (is_letter(name[0]) || name[0] == '_') && std::ranges::all_of(name, [](char c) {
        return is_letter(c) || is_digit(c) || c == '_' || c == '-' || c == ':' || c == '.';
    });
}

void append_feed(pugi::xml_node parent, const Opml::Feed& feed) {
    pugi::xml_node outline = parent.append_child("outline");
    const std::string& title = feed.title.empty() ? feed.url : feed.title;
    outline.append_attribute("type") = "rss";
    outline.append_attribute("text") = title.c_str();
    outline.append_attribute("xmlUrl") = feed.url.c_str();
    if (!feed.home_url.empty()) outline.append_attribute("htmlUrl") = feed.home_url.c_str();
    std::string categories;
    for (std::size_t i = 1; i < feed.tags.size(); ++i) categories += (categories.empty() ? "/" : ",/") + feed.tags[i];
    if (!categories.empty()) outline.append_attribute("category") = categories.c_str();
    for (const auto& [name, value] : feed.attributes) {
        std::string_view prefix = prefix_to_bind(name);
        bool bound = prefix.empty() || binds(feed.attributes, prefix);
        if (bound && is_attribute_name(name) && !outline.attribute(name.c_str()))
            outline.append_attribute(name.c_str()) = value.c_str();
    }
}

struct ToString : pugi::xml_writer {
    std::string text;
    void write(const void* data, std::size_t size) override { text.append(static_cast<const char*>(data), size); }
};

}  // namespace

Result<Opml, ParseError> parse_opml(std::string_view bytes) {
    SourceText source = source_text(bytes, {});
    Opml opml{{}, {}, std::move(source.warnings)};
    auto root_at = std::search(source.text.begin(), source.text.end(), std::begin("<opml"), std::end("<opml") - 1,
                               [](char a, char b) { return lower(a) == b; });
    if (root_at == source.text.end()) return ParseError{"no OPML: there is no <opml> element in it"};
    XmlTree tree;
    load_markup(std::string_view(source.text).substr(static_cast<std::size_t>(root_at - source.text.begin())), tree);
    opml.warnings.insert(opml.warnings.end(), tree.warnings.begin(), tree.warnings.end());
    if (!tree.shortfall.empty()) opml.warnings.push_back(tree.shortfall);
    const pugi::xml_document& document = tree.document;
    Import import(opml);
    import.bind(document.first_child());
    for (pugi::xml_node part : document.first_child().children()) {
        if (is_named(part, "head"))
            for (pugi::xml_node title : part.children())
                if (is_named(title, "title"))
                    opml.title = cut(plain_text(title.child_value()), limits::title_characters);
        if (!is_named(part, "body")) continue;
        import.bind(part);
        import_outlines(part, import);
    }
    import.finish();
    return opml;
}

std::string to_opml(const Opml& opml) {
    pugi::xml_document document;
    pugi::xml_node declaration = document.append_child(pugi::node_declaration);
    declaration.append_attribute("version") = "1.0";
    declaration.append_attribute("encoding") = "UTF-8";
    pugi::xml_node root = document.append_child("opml");
    root.append_attribute("version") = "2.0";
    root.append_child("head").append_child("title").text() = opml.title.c_str();
    pugi::xml_node body = root.append_child("body");
    std::map<std::string, pugi::xml_node> folders;
    for (const Opml::Feed& feed : opml.feeds)
        append_feed(folder_for(body, feed.tags.empty() ? std::string() : feed.tags.front(), folders), feed);
    ToString writer;
    document.save(writer, "  ");
    return std::move(writer.text);
}

}  // namespace watchword::feed
