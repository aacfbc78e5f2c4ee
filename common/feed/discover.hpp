#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace watchword::feed {

struct FeedCandidate {
    enum class Found {
        announced,  // <link rel="alternate" type="application/rss+xml">
        linked,     // a link in the page that looks like a feed
        usual,      // an address where many sites have one; the page does not speak of it
    };
    std::string url;    // absolute, http or https
    std::string title;  // as the page calls it; may be empty
    Found found = Found::usual;
};

// Where the feed of a page may be, the likeliest first, each address once, at most 40. `url` is the page's
// own, after redirects. Feeds of comments come after those of articles.
std::vector<FeedCandidate> feed_candidates(std::string_view html, std::string_view url);

}  // namespace watchword::feed
