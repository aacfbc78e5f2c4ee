#pragma once

#include <optional>
#include <string>
#include <vector>

#include "common/schedule/feed_history.hpp"
#include "daemon/catalog/catalog.hpp"
#include "daemon/http/client.hpp"
#include "daemon/poll/incoming.hpp"
#include "daemon/poll/intake.hpp"
#include "daemon/store/feeds.hpp"

namespace watchword::poll {

// How a poll ended, as far as it can be told without the database.
struct Polled {
    store::FeedRow row;   // as it was before
    std::string address;  // that was asked: configured, or where it moved to
    int status = 0;       // 0: no answer
    std::string failure;  // why it failed, for a person; empty: it did not
    schedule::ServerWishes server;
    std::string etag;  // of a 200, byte for byte
    std::string last_modified;
    std::vector<http::Redirect> redirects;
    std::optional<IncomingFeed> incoming;  // of a 200
    Time at;
};

// `response` without its body, which was read by then.
Polled polled(store::FeedRow row, std::string address, const Result<http::Response, http::Error>& response, Time now);

struct PollRecorded {
    std::optional<Time> next_poll;  // nullopt: never again
    std::string why;
    IntakeCounts counts;
    std::size_t notices = 0;
};

// The first commit on the data's way: validators, entries, articles to be read, the time of the next poll and word to the
// operator in one transaction. The validators must not be known before what they stand for.
PollRecorded record_poll(store::Connection& connection, const catalog::Catalog& catalog, const Polled& polled,
                         double jitter);

// Reads the history of a row; a damaged one is begun anew.
schedule::FeedHistory history_of(const store::FeedRow& row);

}  // namespace watchword::poll
