#pragma once

#include <string>
#include <vector>

#include "common/base/result.hpp"
#include "daemon/cli/ask.hpp"
#include "daemon/cli/commands.hpp"

namespace watchword::cli {

// A feed as it was found: fetched and read.
struct FoundFeed {
    std::string url;  // as it was asked for, so that a temporary redirect is not kept
    std::string title;
    std::string format;  // "rss 2.0"
    std::size_t entries = 0;
    std::vector<std::string> warnings;  // what was repaired
};

// The feeds of an address: itself, when it is one; else those that its page announces or links to, or that are where
// many sites have one. The likeliest first, at most `most`. Fetches as the daemon would.
Result<std::vector<FoundFeed>, Failure> find_feeds(const Invocation& invocation, const std::string& url,
                                                   std::size_t most);

// `example.org` is https://example.org/: what a person writes as an address.
std::string with_scheme(const std::string& address);

}  // namespace watchword::cli
