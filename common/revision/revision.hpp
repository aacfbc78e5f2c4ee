#pragma once

#include <optional>
#include <string>
#include <vector>

#include "common/base/time.hpp"

namespace watchword::revision {

// Which parts of a revision its page does not show and a feed told.
struct FromFeed {
    bool headline = false;
    bool byline = false;
    bool tags = false;

    bool operator==(const FromFeed&) const = default;
};

// An article's text as read at one time (spec/product.md). All text is valid UTF-8 without markup.
struct Revision {
    std::string headline;
    std::string standfirst;
    std::vector<std::string> byline;  // one author each
    std::optional<Time> published;
    std::vector<std::string> tags;
    std::vector<std::string> paragraphs;
    FromFeed from_feed{};

    bool operator==(const Revision&) const = default;
};

}  // namespace watchword::revision
