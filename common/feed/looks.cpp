#include "common/feed/looks.hpp"

#include <algorithm>
#include <array>

#include "common/base/ascii.hpp"

namespace watchword::feed {

namespace {

bool contains(std::string_view text, std::string_view word) {
    auto same = [](char a, char b) { return lower(a) == b; };
    return std::search(text.begin(), text.end(), word.begin(), word.end(), same) != text.end();
}

struct Sign {
    std::string_view mark;  // lower case
    std::string_view meaning;
};

constexpr std::array signs{
    Sign{"<opml", "an OPML list of feeds, not a feed: import it instead"},
    Sign{"<urlset", "a sitemap, not a feed"},
    Sign{"<sitemapindex", "an index of sitemaps, not a feed"},
    Sign{"<!doctype html", "an HTML page, not a feed: look on it for a link to the site's feed"},
    Sign{"<html", "an HTML page, not a feed: look on it for a link to the site's feed"},
    Sign{"<body", "an HTML page, not a feed: look on it for a link to the site's feed"},
    Sign{"<soap", "an answer of a web service, not a feed"},
};

}  // namespace

std::string what_it_looks_like(std::string_view text) {
    constexpr std::size_t head_bytes = 4096;
    std::string_view head = trimmed(text.substr(0, head_bytes));
    if (head.empty()) return "an empty document, not a feed";
    for (const Sign& sign : signs)
        if (contains(head, sign.mark)) return std::string(sign.meaning);
    if (head.starts_with("%PDF")) return "a PDF document, not a feed";
    if (head.starts_with('{') || head.starts_with('[')) return "JSON, but no JSON Feed: it has no \"items\"";
    if (head.starts_with('<')) return "XML, but neither RSS nor Atom";
    return "plain text or binary data, not a feed";
}

}  // namespace watchword::feed
