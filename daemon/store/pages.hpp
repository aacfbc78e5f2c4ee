#pragma once

#include <string>

#include "common/base/id.hpp"
#include "common/base/time.hpp"
#include "daemon/store/sqlite.hpp"

// What is known of article pages beyond the single article. Functions run inside a Store job.
namespace watchword::store {

// Serialised common/article/host_memory.hpp; empty: nothing is known of the host.
std::string host_memory(Connection& connection, const std::string& host);
void save_host_memory(Connection& connection, const std::string& host, Time seen, const std::string& memory);
// Forgets hosts without a new article since `before`, and all but the latest few thousand.
void prune_hosts(Connection& connection, Time before);

// common/schedule/page_health.hpp of a feed, as JSON.
std::string page_health(Connection& connection, FeedId feed);
void save_page_health(Connection& connection, FeedId feed, const std::string& health);

}  // namespace watchword::store
