#include "common/feed/xml_tree.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

#include "common/base/ascii.hpp"
#include "common/feed/limits.hpp"
#include "common/feed/xml_repair.hpp"
#include "common/text/html_entities.hpp"

namespace watchword::feed {

namespace {

constexpr std::size_t none = std::string_view::npos;

// What opens a feed: the local name, in any case and under any prefix.
bool is_root_name(std::string_view name) {
    static constexpr std::array<std::string_view, 5> roots{"rss", "rdf", "feed", "channel", "entry"};
    if (auto colon = name.find(':'); colon != none) name.remove_prefix(colon + 1);
    return std::ranges::any_of(roots, [&](std::string_view root) { return equal_ignoring_case(root, name); });
}

std::size_t after(std::string_view text, std::string_view mark, std::size_t from) {
    auto found = text.find(mark, from);
    return found == none ? text.size() : found + mark.size();
}

struct Doctype {
    std::string_view internal_subset;
    std::size_t end = 0;
};

Doctype doctype_at(std::string_view text, std::size_t at) {
    auto close = text.find('>', at);
    auto bracket = text.find('[', at);
    if (bracket == none || close == none || bracket > close) return {{}, close == none ? text.size() : close + 1};
    auto subset_end = std::min(text.find("]", bracket), text.size());
    return {text.substr(bracket + 1, subset_end - bracket - 1), after(text, ">", subset_end)};
}

// Where the root element begins; none when there is none. Declarations on the way are read.
std::size_t find_root(std::string_view text, DeclaredEntities& entities) {
    for (std::size_t at = text.find('<'); at < text.size(); at = text.find('<', at)) {
        std::string_view rest = text.substr(at);
        if (rest.starts_with("<!--")) {
            at = after(text, "-->", at + 4);
        } else if (rest.starts_with("<![CDATA[")) {
            at = after(text, "]]>", at + 9);
        } else if (starts_ignoring_case(rest, "<!doctype")) {
            Doctype doctype = doctype_at(text, at);
            entities.declare(doctype.internal_subset);
            at = doctype.end;
        } else if (rest.starts_with("<?")) {
            at = after(text, ">", at + 2);
        } else {
            auto name_end = rest.find_first_of(" \t\n\r/><", 1);
            if (is_root_name(rest.substr(1, name_end == none ? none : name_end - 1))) return at;
            ++at;
        }
    }
    return none;
}

// How often `wanted` stands in a part of at most 255 bytes; counted in bytes, of which a processor adds many
// at once.
std::size_t count_of(std::string_view part, char wanted) {
    std::uint8_t count = 0;
    for (char c : part) count = static_cast<std::uint8_t>(count + (c == wanted));
    return count;
}

// The head of `text` whose tree stays within limits::tree_bytes. An element costs its node, that of a text
// beside it and a page's overhead; an attribute costs less. Escaped markup counts too, so this errs on the
// safe side.
std::string_view affordable_head(std::string_view text) {
    constexpr std::size_t block = 240, element_bytes = 160, attribute_bytes = 48;
    if (text.size() * element_bytes <= limits::tree_bytes) return text;
    std::size_t cost = 0;
    for (std::size_t at = 0; at < text.size(); at += block) {
        std::string_view part = text.substr(at, block);
        cost += count_of(part, '<') * element_bytes + count_of(part, '=') * attribute_bytes;
        if (cost > limits::tree_bytes) return text.substr(0, at);
    }
    return text;
}

// Texts stay as written: decoding happens once, where a text is used, with the leniency feeds need. White
// space between elements, half the nodes of an indented document, is left to separated_by_blank().
constexpr unsigned parse_options = pugi::parse_cdata;

// The declaration of a namespace at the head of `text`, up to the end of its value.
std::string_view declaration_at(std::string_view text) {
    constexpr std::size_t bytes_max = 256;
    text = text.substr(0, bytes_max);
    auto quote = text.find_first_of("\"'>");
    if (quote == none || text[quote] == '>') return {};
    auto close = text.find(text[quote], quote + 1);
    return close == none ? std::string_view() : text.substr(0, close + 1);
}

// Notes which of XML's own attributes occur below the root's start tag or in it, in one pass: most feeds need
// none of the work that goes with them. Namespaces that are bound below the root as they are in it say
// nothing new.
void note_attributes(std::string_view markup, XmlTree& tree) {
    const std::string_view root_tag = markup.substr(0, markup.find('>'));
    std::string_view repeated;
    // Looks for the rare first letter, which is quicker than memmem.
    for (auto at = markup.find("xml"); at != none; at = markup.find("xml", at)) {
        std::string_view rest = markup.substr(at);
        at += 3;
        tree.has_xml_base |= rest.starts_with("xml:base");
        tree.has_xml_lang |= rest.starts_with("xml:lang");
        if (tree.has_inner_namespaces || at < root_tag.size() || !rest.starts_with("xmlns")) continue;
        if (!repeated.empty() && rest.starts_with(repeated)) continue;
        repeated = declaration_at(rest);
        tree.has_inner_namespaces = repeated.empty() || root_tag.find(repeated) == none;
    }
}

pugi::xml_node first_root(const pugi::xml_document& document) {
    for (pugi::xml_node node : document.children())
        if (node.type() == pugi::node_element && is_root_name(node.name())) return node;
    return {};
}

}  // namespace

void DeclaredEntities::declare(std::string_view subset) {
    constexpr std::size_t entities_max = 64, text_bytes_max = 1000;
    constexpr std::string_view keyword = "<!ENTITY";
    for (auto at = subset.find(keyword); at != none && texts_.size() < entities_max; at = subset.find(keyword, at)) {
        at += keyword.size();
        std::string_view rest = trimmed(subset.substr(at, text_bytes_max + 200));
        auto name_end = rest.find_first_of(" \t\r\n\"'");
        if (name_end == none) return;
        std::string_view name = rest.substr(0, name_end);
        rest = trimmed(rest.substr(name_end));
        bool quoted = rest.starts_with('"') || rest.starts_with('\'');
        if (name == "%" || !quoted) continue;  // parameter and external entities are never read
        auto close = rest.find(rest.front(), 1);
        if (close == none) continue;
        texts_.emplace_back(name, text::decode_html_entities(rest.substr(1, close - 1)));
    }
}

std::size_t DeclaredEntities::append(std::string& out, std::string_view text) {
    if (texts_.empty()) return 0;
    auto semicolon = text.substr(0, 64).find(';');
    if (semicolon == none) return 0;
    auto declared =
        std::ranges::find(texts_, text.substr(1, semicolon - 1), &std::pair<std::string, std::string>::first);
    if (declared == texts_.end()) return 0;
    if (declared->second.size() <= expansions_left_) {
        expansions_left_ -= declared->second.size();
        out += declared->second;
    }
    return semicolon + 1;
}

bool separated_by_blank(pugi::xml_node element) {
    // The parser works in place: a name points into the text, behind "<" and what stood before that.
    return element.previous_sibling().type() == pugi::node_element && is_blank(element.name()[-2]);
}

void load_markup(std::string_view whole, XmlTree& tree) {
    std::string_view markup = affordable_head(whole);
    bool too_large = markup.size() < whole.size();
    if (too_large) tree.shortfall = limits::too_large;
    auto outcome = tree.document.load_buffer(markup.data(), markup.size(), parse_options, pugi::encoding_utf8);
    if (outcome) return;
    tree.warnings.push_back("not well-formed, repaired: " + std::string(outcome.description()) + " at byte " +
                            std::to_string(outcome.offset));
    RepairedXml repaired = repaired_xml(markup);
    tree.document.load_buffer(repaired.text.data(), repaired.text.size(), parse_options, pugi::encoding_utf8);
    tree.cut_short = repaired.cut_short && !too_large;
    if (tree.cut_short) tree.shortfall = limits::cut_short;
    tree.entry_cut = repaired.entry_cut;
}

void parse_xml(std::string_view text, XmlTree& tree) {
    std::size_t root = find_root(text, tree.entities);
    if (root == none) return;
    std::string_view markup = text.substr(root);
    note_attributes(markup, tree);
    load_markup(markup, tree);
    tree.root = first_root(tree.document);
}

}  // namespace watchword::feed
