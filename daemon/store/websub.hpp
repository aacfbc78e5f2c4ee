#pragma once

#include <optional>
#include <string>
#include <vector>

#include "common/base/id.hpp"
#include "common/base/time.hpp"
#include "daemon/store/sqlite.hpp"

// What the hubs of feeds were asked for: the table `websub`. Functions run inside a Store job.
namespace watchword::store {

struct WebsubRow {
    FeedId feed;
    std::string hub;
    std::string topic;
    std::string code;    // the end of the callback's address
    std::string secret;  // that the hub signs with
    unsigned asked = 0;  // requests since the last confirmation
    Time next_try;
    std::optional<Time> lease_ends;  // nullopt: nothing was confirmed
    std::optional<Time> told;        // when the hub last told of news
    bool believed = false;           // it told of the news that was last found
    std::string trouble;
};

std::optional<WebsubRow> find_websub(Connection& connection, FeedId feed);
std::optional<WebsubRow> find_websub(Connection& connection, const std::string& code);

// Notes which hub a feed names. True when it was not known: it is to be asked, at once unless one of its forerunners
// has yet to answer, since a feed may name any address. Code and secret are new and random.
bool save_hub(Connection& connection, FeedId feed, const std::string& hub, const std::string& topic,
              const std::string& public_url, Time now);
void forget_hub(Connection& connection, FeedId feed);

// What was agreed under another address of ours holds no longer. Times that a clock which was set back left beyond
// `latest` are brought to it.
void readdress_hubs(Connection& connection, const std::string& public_url, Time now, Time latest);

std::vector<FeedId> feeds_with_hubs(Connection& connection);
// Nothing of the feed is wanted any more: its hub is to be asked at `now` to tell of it no longer. One that has nothing
// to tell is forgotten.
void leave_hub(Connection& connection, FeedId feed, Time now);

std::vector<WebsubRow> hubs_to_ask(Connection& connection, Time now, unsigned count);
std::optional<Time> next_hub_to_ask(Connection& connection);

// A request is about to be sent: counted before it is, so that a crash repeats none at once.
void save_asking(Connection& connection, FeedId feed, unsigned asked, Time next_try);
// The request that was counted with `next_try` failed; a confirmation that came meanwhile stands.
void save_hub_trouble(Connection& connection, FeedId feed, Time next_try, const std::string& trouble);
void save_lease(Connection& connection, FeedId feed, Time lease_ends, Time next_try);
void save_denial(Connection& connection, FeedId feed, Time next_try, const std::string& trouble);

// The feed is to be polled at `poll_at`, unless it will be before.
void save_told(Connection& connection, FeedId feed, Time now, Time poll_at);
// News was found that its hub had not told of.
void doubt_hub(Connection& connection, FeedId feed);

}  // namespace watchword::store
