#pragma once

#include <array>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/feed/vocabulary.hpp"
#include "common/feed/xml_tree.hpp"

namespace watchword::feed {

// Reads names, texts and markup off a tree. Text comes out decoded, once; markup as HTML.
class XmlReader {
  public:
    // `tree` outlives the reader. `base`: the address of the document, may be empty.
    XmlReader(XmlTree& tree, std::string base);

    // What the element means once its prefix is resolved. Elements that share the prefix and namespace of the
    // feed's frame belong to its own vocabulary, whatever that namespace is called.
    Field field_of(pugi::xml_node element) const;
    Vocabulary vocabulary_of(pugi::xml_node element) const;
    // The vocabulary of unprefixed elements: plain in RSS and RDF, Atom's in a feed.
    Vocabulary frame() const { return frame_; }

    // All text within the element, in order.
    std::string text(pugi::xml_node element);
    // What an element that holds HTML, escaped or as markup, means as HTML.
    std::string html(pugi::xml_node element);
    // The markup inside the element as HTML: names without prefixes, texts as they were written.
    std::string inner_markup(pugi::xml_node element);
    // The attribute of that local name in any case and under any prefix, decoded and trimmed; empty when
    // there is none.
    std::string attribute(pugi::xml_node element, std::string_view local_name);

    // The base of relative references inside the element: the document's, as changed by xml:base on the way.
    std::string base_of(pugi::xml_node element);
    // `reference` as an absolute address, as resolved() makes it, in that base.
    std::string address(pugi::xml_node element, std::string_view reference);
    // The nearest xml:lang at or above the element; empty when there is none.
    std::string language_of(pugi::xml_node element);
    // For documents that came from an unknown address: the one the feed claims.
    void set_base(std::string base) { base_ = std::move(base); }

  private:
    struct Binding {
        std::string_view prefix;  // empty: the default namespace
        std::string_view uri;
        Vocabulary vocabulary = Vocabulary::foreign;
    };

    Binding binding_of(pugi::xml_node element, std::string_view prefix) const;
    void find_frame();
    void append_decoded(std::string& out, std::string_view raw);
    void append_text(std::string& out, pugi::xml_node node);
    void append_start_tag(std::string& out, pugi::xml_node element);
    enum class Texts { as_written, as_meant };
    std::string markup(pugi::xml_node element, Texts texts);

    XmlTree& tree_;
    std::string base_;
    std::vector<Binding> root_bindings_;
    std::string_view frame_prefix_;
    std::string_view frame_uri_;
    Vocabulary frame_ = Vocabulary::plain;
    struct KnownName {
        std::string_view name;  // in the tree
        Field field = Field::none;
    };
    mutable std::array<KnownName, 64> known_names_;
    std::size_t compositions_left_ = 20'000;  // of xml:base, each of which costs a parsed URL
};

// "creator" in "dc:creator".
std::string_view local_name(std::string_view name);
std::string_view prefix_of(std::string_view name);
bool has_child_elements(pugi::xml_node element);

}  // namespace watchword::feed
