#pragma once

#include <string_view>

#include "common/feed/document.hpp"

namespace watchword::feed {

// An RSS, RDF or Atom document from its text: valid UTF-8 without control characters. `url` may be empty.
Result<Document, ParseError> parse_xml_feed(std::string_view text, std::string_view url);

}  // namespace watchword::feed
