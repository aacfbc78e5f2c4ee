#pragma once

#include <string_view>

#include "common/feed/document.hpp"

namespace watchword::feed {

// A JSON Feed 1.0 or 1.1 (jsonfeed.org) from its text: valid UTF-8. `url` may be empty.
Result<Document, ParseError> parse_json_feed(std::string_view text, std::string_view url);

}  // namespace watchword::feed
