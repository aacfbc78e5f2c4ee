#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "common/base/result.hpp"
#include "common/feed/discover.hpp"
#include "config/config.hpp"
#include "daemon/http/client.hpp"
#include "daemon/poll/incoming.hpp"

namespace watchword::trial {

// What stands at an address, or is announced there: a feed, else a single article.
struct Source {
    std::string url;    // of the feed, or of the article, after redirects
    std::string asked;  // for it; a redirect may be for the moment only
    std::string page;   // the page that led to the feed; empty: none had to
    poll::IncomingFeed feed;
    std::optional<http::Response> article;    // without a feed: the article's page
    std::vector<feed::FeedCandidate> others;  // feeds that the page speaks of as well
};

struct Refusal {
    enum class Kind {
        bad_address,
        forbidden,
        unreachable,
        no_feed
    } kind;               // forbidden: a network that may not be reached
    std::string message;  // for a person
};

struct Search {
    std::size_t feeds = 1;  // how many are wanted
    bool article = true;    // whether an article will do as well; else its page is one that names feeds
    std::function<void(const std::string& url)> asking = [](const std::string&) {};  // for every candidate
};

// Asks for `address`, and on a page for the feeds it speaks of, then at the usual places, which are only
// asked when it speaks of none that can be read. The likeliest first, feeds that list nothing last; never
// empty.
Awaitable<Result<std::vector<Source>, Refusal>> find_sources(http::Client& client, config::Fetch settings,
                                                             std::string address, Search search);

}  // namespace watchword::trial
