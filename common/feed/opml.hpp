#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/feed/document.hpp"

namespace watchword::feed {

// A list of feeds as programs exchange it (OPML 2.0, opml.org).
struct Opml {
    struct Feed {
        std::string url;
        std::string title;
        std::string home_url;
        std::vector<std::string> tags;  // "News/Ukraine": the folders it stands in, and its categories
        std::vector<std::pair<std::string, std::string>> attributes;  // those we have no word for, as they came
    };
    std::string title;
    std::vector<Feed> feeds;            // each address once, at most 10,000
    std::vector<std::string> warnings;  // what was left out or repaired
};

// Anything that holds outlines with feed addresses, in any encoding and however broken; addresses that are
// not http or https are left out. Nothing outside of the bytes is ever read.
Result<Opml, ParseError> parse_opml(std::string_view bytes);

// The list as a document that parse_opml() reads back. A feed stands in the folders of its first tag; its
// other tags are its category.
std::string to_opml(const Opml& opml);

}  // namespace watchword::feed
