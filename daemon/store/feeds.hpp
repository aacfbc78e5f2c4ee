#pragma once

#include <optional>
#include <string>
#include <vector>

#include "common/base/id.hpp"
#include "common/base/time.hpp"
#include "daemon/store/sqlite.hpp"

// What polling has learnt of each feed: the table `feed`. Functions run inside a Store job.
namespace watchword::store {

struct FeedRow {
    FeedId id;
    std::string url;
    std::string moved_to;  // where it moved for good; empty: did not
    std::string title;
    std::string home_url;
    std::string etag;           // byte for byte; empty: none
    std::string last_modified;  // likewise
    Time next_poll;
    std::optional<Time> last_poll;
    std::optional<Time> last_change;
    std::string why;
    std::string history;  // common/schedule/feed_history.hpp, as JSON
    std::string health = "ok";
    std::string trouble;
    std::optional<std::string> settings;  // JSON of a feed added by command
};

struct FeedDue {
    FeedId id;
    Time next_poll;
    std::optional<Time> last_poll;
};

// Makes sure the feed has a row; keeps what is known of it.
void enlist_feed(Connection& connection, FeedId id, const std::string& url, Time next_poll);
// A feed added by command, or its changed settings.
void save_feed_settings(Connection& connection, FeedId id, const std::string& url, const std::string& settings,
                        Time next_poll);
// Forgets a feed and its entries; articles stay in the archive.
void remove_feed(Connection& connection, FeedId id);

std::optional<FeedRow> find_feed(Connection& connection, FeedId id);
std::vector<FeedRow> all_feeds(Connection& connection);
// The schedule alone, for start-up; without feeds that are gone for good.
std::vector<FeedDue> feed_schedule(Connection& connection);

// Writes back everything but id, url and settings.
void save_feed(Connection& connection, const FeedRow& row);
// How often the articles of a feed turned out to be edited, to the last hundreds.
struct EditCount {
    unsigned reread = 0;
    unsigned edited = 0;
};
EditCount edit_count(Connection& connection, FeedId id);
void count_edit(Connection& connection, FeedId id, bool reread, bool edited);

}  // namespace watchword::store
