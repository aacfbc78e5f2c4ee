#include "common/feed/xml_reader.hpp"

#include <algorithm>
#include <array>

#include "common/base/ascii.hpp"
#include "common/feed/limits.hpp"
#include "common/feed/links.hpp"
#include "common/feed/plain_text.hpp"
#include "common/text/html_entities.hpp"
#include "common/text/utf8.hpp"

namespace watchword::feed {

namespace {

constexpr std::size_t bindings_max = 64;  // attributes of an element among which namespaces are looked for

bool is_element(pugi::xml_node node) {
    return node.type() == pugi::node_element;
}

bool is_void_html(std::string_view name) {
    static constexpr std::array<std::string_view, 13> names{"area",  "base", "br",   "col",   "embed",  "hr", "img",
                                                            "input", "link", "meta", "param", "source", "wbr"};
    return std::ranges::any_of(names, [&](std::string_view each) { return equal_ignoring_case(each, name); });
}

// Walks what is inside `top` in document order without recursion. `enter(node)` is called for each node,
// `leave(element)` when an element's inside is done; both see only what lies within limits::depth.
template <class Enter, class Leave>
void walk(pugi::xml_node top, Enter enter, Leave leave) {
    std::size_t depth = 0;
    pugi::xml_node node = top.first_child();
    while (node) {
        enter(node);
        if (node.first_child() && depth < limits::depth) {
            node = node.first_child();
            ++depth;
            continue;
        }
        if (is_element(node)) leave(node);
        while (!node.next_sibling()) {
            node = node.parent();
            if (node == top) return;
            leave(node);
            --depth;
        }
        node = node.next_sibling();
    }
}

}  // namespace

std::string_view local_name(std::string_view name) {
    auto colon = name.find(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

std::string_view prefix_of(std::string_view name) {
    auto colon = name.find(':');
    return colon == std::string_view::npos ? std::string_view() : name.substr(0, colon);
}

bool has_child_elements(pugi::xml_node element) {
    return std::ranges::any_of(element.children(), is_element);
}

XmlReader::XmlReader(XmlTree& tree, std::string base) : tree_(tree), base_(std::move(base)) {
    for (pugi::xml_attribute attribute : tree.root.attributes()) {
        if (root_bindings_.size() == bindings_max) break;
        std::string_view name = attribute.name();
        if (name == "xmlns")
            root_bindings_.push_back({"", attribute.value(), feed::vocabulary_of(attribute.value())});
        else if (name.starts_with("xmlns:"))
            root_bindings_.push_back({name.substr(6), attribute.value(), feed::vocabulary_of(attribute.value())});
    }
    find_frame();
}

// RDF only wraps the feed, so there the channel or an item tells.
void XmlReader::find_frame() {
    pugi::xml_node framed = tree_.root;
    std::string_view root = local_name(tree_.root.name());
    frame_ =
        equal_ignoring_case(root, "feed") || equal_ignoring_case(root, "entry") ? Vocabulary::atom : Vocabulary::plain;
    if (equal_ignoring_case(root, "rdf")) {
        for (pugi::xml_node child : tree_.root.children()) {
            if (!is_element(child)) continue;
            framed = child;
            break;
        }
    }
    frame_prefix_ = prefix_of(framed.name());
    frame_uri_ = binding_of(framed, frame_prefix_).uri;
}

// A namespace that is bound below the root is looked up at each use; those of the root are known.
XmlReader::Binding XmlReader::binding_of(pugi::xml_node element, std::string_view prefix) const {
    for (pugi::xml_node node = element; tree_.has_inner_namespaces && node && node != tree_.root;
         node = node.parent()) {
        std::size_t looked_at = 0;
        for (auto attribute = node.first_attribute(); attribute && ++looked_at <= bindings_max;
             attribute = attribute.next_attribute()) {
            std::string_view name = attribute.name();
            if (!name.starts_with("xmlns")) continue;
            name.remove_prefix(5);
            if (prefix.empty() ? name.empty() : name.starts_with(':') && name.substr(1) == prefix)
                return {prefix, attribute.value(), feed::vocabulary_of(attribute.value())};
        }
    }
    auto bound = std::ranges::find(root_bindings_, prefix, &Binding::prefix);
    return bound == root_bindings_.end() ? Binding{prefix, {}} : *bound;
}

Vocabulary XmlReader::vocabulary_of(pugi::xml_node element) const {
    std::string_view prefix = prefix_of(element.name());
    Binding binding = binding_of(element, prefix);
    if (prefix == frame_prefix_ && binding.uri == frame_uri_) return frame_;
    if (binding.uri.empty() && prefix.empty()) return frame_;
    bool known = !binding.uri.empty() && binding.vocabulary != Vocabulary::foreign;
    return known ? binding.vocabulary : usual_vocabulary(prefix);
}

Field XmlReader::field_of(pugi::xml_node element) const {
    std::string_view name = element.name();
    if (tree_.has_inner_namespaces || name.empty()) return feed::field_of(vocabulary_of(element), local_name(name));
    // Where names mean the same everywhere, the few that a feed uses are remembered.
    auto first = static_cast<unsigned char>(name.front()), last = static_cast<unsigned char>(name.back());
    KnownName& known = known_names_[(name.size() * 37 + first * 5 + last) % known_names_.size()];
    if (known.name != name) known = {name, feed::field_of(vocabulary_of(element), local_name(name))};
    return known.field;
}

void XmlReader::append_decoded(std::string& out, std::string_view raw) {
    while (!raw.empty()) {
        auto ampersand = std::min(raw.find('&'), raw.size());
        out += raw.substr(0, ampersand);
        raw.remove_prefix(ampersand);
        if (raw.empty()) break;
        auto length = tree_.entities.append(out, raw);
        if (length == 0) length = text::append_character_reference(out, raw);
        if (length == 0) {
            out += '&';
            length = 1;
        }
        raw.remove_prefix(length);
    }
}

void XmlReader::append_text(std::string& out, pugi::xml_node node) {
    // Of what is cut later no copy need be made. A character that is written as a reference takes more room.
    constexpr std::size_t bytes_max = 2 * limits::text_bytes;
    std::string_view value = node.value();
    if (value.size() > bytes_max) value = value.substr(0, text::valid_utf8_prefix(value.substr(0, bytes_max)));
    if (node.type() == pugi::node_pcdata)
        append_decoded(out, value);
    else if (node.type() == pugi::node_cdata)
        out += value;
}

std::string XmlReader::text(pugi::xml_node element) {
    std::string out;
    pugi::xml_node only = element.first_child();
    if (!only) return out;
    if (!is_element(only) && !only.next_sibling()) {
        append_text(out, only);
        return out;
    }
    walk(
        element,
        [&](pugi::xml_node node) {
            if (is_element(node) && separated_by_blank(node)) out += ' ';
            append_text(out, node);
        },
        [](pugi::xml_node) {});
    return out;
}

std::string XmlReader::html(pugi::xml_node element) {
    return has_child_elements(element) ? markup(element, Texts::as_meant) : text(element);
}

std::string XmlReader::inner_markup(pugi::xml_node element) {
    return markup(element, Texts::as_written);
}

std::string XmlReader::markup(pugi::xml_node element, Texts texts) {
    std::string out;
    walk(
        element,
        [&](pugi::xml_node node) {
            if (is_element(node)) {
                if (separated_by_blank(node)) out += ' ';
                append_start_tag(out, node);
            } else if (texts == Texts::as_meant)
                append_text(out, node);
            else if (node.type() == pugi::node_pcdata)
                out += node.value();
            else if (node.type() == pugi::node_cdata)
                out += escaped_html(node.value());
        },
        [&](pugi::xml_node node) {
            std::string_view name = local_name(node.name());
            if (is_void_html(name)) return;
            out += "</";
            out += name;
            out += '>';
        });
    return out;
}

void XmlReader::append_start_tag(std::string& out, pugi::xml_node element) {
    out += '<';
    out += local_name(element.name());
    for (pugi::xml_attribute attribute : element.attributes()) {
        std::string_view name = attribute.name();
        if (name.starts_with("xmlns") || name == "xml:base") continue;
        name = local_name(name);
        std::string value = attribute.value();
        if (tree_.has_xml_base && (name == "href" || name == "src")) {
            std::string address;
            append_decoded(address, value);
            value = escaped_html(resolved(base_of(element), address));
        }
        out += ' ';
        out += name;
        out += "=\"";
        for (char c : value) {
            if (c == '"')
                out += "&quot;";
            else
                out += c;
        }
        out += '"';
    }
    out += '>';
}

std::string XmlReader::attribute(pugi::xml_node element, std::string_view local) {
    for (pugi::xml_attribute attribute : element.attributes()) {
        std::string_view name = attribute.name();
        if (name.size() < local.size() || name.starts_with("xmlns")) continue;
        if (!equal_ignoring_case(local_name(name), local)) continue;
        std::string_view written = trimmed(std::string_view(attribute.value()));
        if (written.find('&') == std::string_view::npos) return std::string(written);
        std::string value;
        append_decoded(value, written);
        return std::string(trimmed(value));
    }
    return {};
}

std::string XmlReader::base_of(pugi::xml_node element) {
    if (!tree_.has_xml_base) return base_;
    std::vector<std::string_view> references;  // innermost first
    for (pugi::xml_node node = element; node && references.size() < limits::depth; node = node.parent())
        if (auto attribute = node.attribute("xml:base")) references.push_back(attribute.value());
    std::string base = base_;
    for (auto reference = references.rbegin(); reference != references.rend() && compositions_left_ > 0; ++reference) {
        --compositions_left_;
        std::string decoded;
        append_decoded(decoded, *reference);
        base = composed_base(base, decoded);
    }
    return base;
}

std::string XmlReader::address(pugi::xml_node element, std::string_view reference) {
    return tree_.has_xml_base ? resolved(base_of(element), reference) : resolved(base_, reference);
}

std::string XmlReader::language_of(pugi::xml_node element) {
    if (!tree_.has_xml_lang) return {};
    for (pugi::xml_node node = element; node; node = node.parent())
        if (auto attribute = node.attribute("xml:lang")) return std::string(trimmed(attribute.value()));
    return {};
}

}  // namespace watchword::feed
