#pragma once

#include <string_view>

#include <boost/json/value.hpp>

#include "daemon/archive/archive.hpp"
#include "daemon/archive/parameters.hpp"

// The answers, one file a noun; archive.cpp has the table of their paths.
namespace watchword::archive {

// What an answer is made from.
struct Asked {
    store::Connection& connection;
    const catalog::Catalog& catalog;
    Time now;
    std::string_view name;  // what stands in the path's place for a name, decoded; empty: the path has none
    Parameters& parameters;
};

using Answer = Result<boost::json::value, Refusal>;

Answer list_alerts(const Asked& asked);
Answer show_alert(const Asked& asked);
Answer list_articles(const Asked& asked);
Answer show_article(const Asked& asked);
Answer compare_revisions(const Asked& asked);
Answer list_deliveries(const Asked& asked);
Answer test_query(const Asked& asked);

Answer list_feeds(const Asked& asked);
Answer show_feed(const Asked& asked);
Answer list_outlines(const Asked& asked);
Answer list_subscriptions(const Asked& asked);
Answer show_subscription(const Asked& asked);
Answer show_status(const Asked& asked);

}  // namespace watchword::archive
