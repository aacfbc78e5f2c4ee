#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/article/blocks.hpp"
#include "common/article/dom.hpp"
#include "common/article/linked_data.hpp"

namespace watchword::article {

struct Heading {
    int level = 0;  // 1 to 3
    std::string text;
    NodeIndex node = 0;
};

// All places of a page that speak about its article, read once.
struct Sources {
    LinkedData linked;
    std::vector<std::pair<std::string, std::string>> meta;  // name, property or itemprop in small letters, and content
    std::string page_title;                                 // <title>
    std::vector<Heading> headings;                          // visible ones, in document order
    std::string canonical;
    std::string base;
    std::string language;  // <html lang>

    // The first of the given <meta> names that says something.
    std::string_view first_meta(std::initializer_list<std::string_view> names) const;
};

Sources sources_of(const Dom& dom, const std::vector<Block>& blocks);

// The headline, as the page shows it where it does; empty if there is none.
std::string title_of(const Sources& sources);
// What the page's metadata call the article, without the name of the site; empty if they do not.
std::string title_elsewhere(const Sources& sources);
// The name of the site, as far as the page tells.
std::string site_of(const Sources& sources);

}  // namespace watchword::article
