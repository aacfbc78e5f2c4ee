#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "common/feed/document.hpp"
#include "common/feed/fields.hpp"
#include "common/feed/xml_reader.hpp"

namespace watchword::feed {

struct XmlEntry {
    Entry entry;
    bool cut = false;  // something went beyond a limit
};

// The entry an item or entry element describes. Every vocabulary may say something about it; the feed's own
// comes first. `feed_authors` wrote what names no other author.
XmlEntry read_entry(XmlReader& reader, pugi::xml_node element, const std::vector<std::string>& feed_authors);

// What feeds and entries have in common, from the fields of either.
Fields fields_of(const XmlReader& reader, pugi::xml_node element);
std::string title_html(XmlReader& reader, const Fields& fields);
// The page; of Atom's links the alternate one, HTML before others.
std::string page_url(XmlReader& reader, const Fields& fields);
// The address of the first Atom link with that relation.
std::string link_with_relation(XmlReader& reader, const Fields& fields, std::string_view relation);
// Those with a name or an e-mail address.
void add_authors(XmlReader& reader, const Fields& fields, Entry& entry);
// The URIs of authors who give nothing else.
void add_author_addresses(XmlReader& reader, const Fields& fields, Entry& entry);

}  // namespace watchword::feed
