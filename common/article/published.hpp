#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/article/blocks.hpp"
#include "common/article/dates.hpp"
#include "common/article/dom.hpp"
#include "common/article/sources.hpp"
#include "common/base/time.hpp"

namespace watchword::article {

// A page and what has been found out about its lines: where dates and names of authors are looked for.
struct Reading {
    const Dom& dom;
    const std::vector<Block>& blocks;
    const std::vector<float>& chances;  // that the line belongs to the article
    const Sources& sources;
    std::string_view url;
    std::string_view language;
    std::string_view title;
    std::optional<Time> fetched;

    // The line of the headline; the number of lines when it is not on the page.
    std::size_t headline() const;
    // The first line that surely belongs to the article's text; the number of lines when there is none.
    std::size_t opening() const;
    // Whether the node stands in a box of its own (comments, teasers, a side column) that the headline is no
    // part of.
    bool is_apart(NodeIndex node) const;
};

// When the article was first published: JSON-LD, <meta>, microdata, the address, <time>, and what stands
// beside the headline, in this order. Never when it was changed, never a time after it was fetched.
std::optional<Moment> published_of(const Reading& page);
std::optional<Moment> modified_of(const Reading& page);

}  // namespace watchword::article
