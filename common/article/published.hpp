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

    std::size_t headline = headline_line();  // the number of lines when it is not on the page
    std::size_t opening = opening_line();    // the first line that surely belongs to the text; likewise

    // Whether the node stands in a box of its own (comments, teasers, a side column) that the headline is no
    // part of.
    bool is_apart(NodeIndex node) const;

  private:
    std::size_t headline_line() const;
    std::size_t opening_line() const;
};

// When the article was first published: JSON-LD, <meta>, microdata, the address, <time>, and what stands
// beside the headline, in this order. Never when it was changed, never a time after it was fetched.
std::optional<Moment> published_of(const Reading& page);
std::optional<Moment> modified_of(const Reading& page);

}  // namespace watchword::article
