#pragma once

#include <optional>
#include <string>
#include <vector>

#include "common/alert/alert.hpp"
#include "common/schedule/feed_health.hpp"
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
    std::vector<std::string> links;  // the Link headers of a 200
    std::string other_feed;  // not empty: the address of another feed, polled for itself, to which this one leads
    std::optional<IncomingFeed> incoming;  // of a 200
    Time at;
};

// Whether the address is that of a feed other than `id` that is polled.
bool is_another_feed(const catalog::Catalog& catalog, FeedId id, const std::string& address);

// `response` without its body, which was read by then. A redirect that was not followed leads to another feed.
Polled polled(store::FeedRow row, std::string address, const Result<http::Response, http::Error>& response, Time now);

struct PollRecorded {
    std::optional<Time> next_poll;  // nullopt: never again
    std::string why;
    IntakeCounts counts;
    bool baseline = false;               // its first window
    bool hub_found = false;              // one that is to be asked to tell of news
    std::vector<alert::Notice> notices;  // to the operator
};

// The first commit on the data's way: validators, entries, articles to be read, the time of the next poll and word to
// the operator in one transaction. The validators must not be known before what they stand for.
PollRecorded record_poll(store::Connection& connection, const catalog::Catalog& catalog, const Polled& polled,
                         double jitter);

// Word to the operator of a feed's health. One for each episode: the same after a crash that came before the commit.
alert::Notice notice_of(const schedule::HealthNotice& said, const store::FeedRow& row, const config::Feed& feed,
                        Time now);

// Reads the history of a row; a damaged one is begun anew.
schedule::FeedHistory history_of(const store::FeedRow& row);

}  // namespace watchword::poll
