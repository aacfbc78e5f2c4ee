#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <pugixml.hpp>

namespace watchword::feed {

// The entities that a document's own DOCTYPE declares as plain text. Bounded: 64 of them, 1,000 bytes each,
// and 64 KiB of expansions per document, after which a reference stands for nothing.
class DeclaredEntities {
  public:
    // `internal_subset`: what stands between "[" and "]" of a DOCTYPE.
    void declare(std::string_view internal_subset);

    // Appends what "&name;" at the head of `text` stands for and returns its length; 0 when it is not
    // declared here.
    std::size_t append(std::string& out, std::string_view text);

  private:
    std::vector<std::pair<std::string, std::string>> texts_;
    std::size_t expansions_left_ = 64 * 1024;
};

// A feed's XML as a tree whose texts and attributes are still as written, references undecoded.
struct XmlTree {
    pugi::xml_document document;
    pugi::xml_node root;  // rss, rdf:RDF, feed, channel or entry; null when the text holds none of them
    DeclaredEntities entities;
    bool has_xml_base = false;  // whether the attributes occur anywhere
    bool has_xml_lang = false;
    bool has_inner_namespaces = false;  // whether namespaces are bound below the root
    std::vector<std::string> warnings;
    std::string shortfall;   // why the tree is not all of the text
    bool cut_short = false;  // the text ends before the root's end tag
    bool entry_cut = false;  // the last entry is there in part
};

// Whether white space, for which there is no node, stands between the element and an element before it. Only
// for what load_markup() or parse_xml() parsed.
bool separated_by_blank(pugi::xml_node element);

// Parses markup whose root is at its beginning. What is broken is repaired, a tree that would take more than
// limits::tree_bytes is cut short; tree.shortfall says so.
void load_markup(std::string_view markup, XmlTree& tree);

// Finds the feed's root element in `text` (valid UTF-8 without control characters), whatever stands before
// it, and parses from there. Broken markup is repaired; a tree that would take more than limits::tree_bytes
// is cut short.
void parse_xml(std::string_view text, XmlTree& tree);

}  // namespace watchword::feed
