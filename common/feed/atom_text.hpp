#pragma once

#include <string>

#include "common/feed/xml_reader.hpp"

namespace watchword::feed {

// An Atom text construct (RFC 4287 3.1 and 4.1.3; Atom 0.3 with its modes) as HTML.
std::string atom_html(XmlReader& reader, pugi::xml_node element);

}  // namespace watchword::feed
