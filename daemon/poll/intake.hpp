#pragma once

#include <set>
#include <span>
#include <string>

#include "config/config.hpp"
#include "daemon/poll/incoming.hpp"
#include "daemon/store/articles.hpp"

namespace watchword::poll {

struct IntakeCounts {
    std::size_t listed = 0;
    std::size_t added = 0;        // entries this feed had not shown before
    std::size_t changed = 0;      // entries whose content is not what it was
    std::set<std::string> hosts;  // of articles to be read now
    std::vector<Time> added_dates;
};

// Recognises new and changed entries, each by all the names it goes by, and makes their articles due for reading. What
// a feed lists when it is new is a baseline: stored, read when there is time, and alerting nobody, unless its `backlog`
// says otherwise.
IntakeCounts take_in(store::Connection& connection, FeedId id, const config::Feed& feed,
                     std::span<const Incoming> entries, bool first_poll, Time now);

}  // namespace watchword::poll
