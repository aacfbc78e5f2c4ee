#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "daemon/manage/orders.hpp"

// The orders, one file a noun; orders.cpp has the table of their paths.
namespace watchword::manage {

// What an order is carried out with.
struct Job {
    store::Connection& connection;
    const catalog::Catalog& catalog;
    Time now;
    std::string_view name;  // what stands in the path's place for a name; empty: the path has none
    const boost::json::object& details;
};

using Outcome = Result<Done, Refusal>;

Outcome add_feed(const Job& job);
Outcome import_feeds(const Job& job);
Outcome remove_feed(const Job& job);
Outcome add_subscription(const Job& job);
Outcome remove_subscription(const Job& job);
Outcome pause_subscription(const Job& job);
Outcome resume_subscription(const Job& job);
Outcome test_subscription(const Job& job);
Outcome retry_deliveries(const Job& job);
Outcome resend_alert(const Job& job);

// Members of the details; what is of another kind counts as absent.
std::string text_in(const boost::json::object& details, std::string_view key);
std::vector<std::string> texts_in(const boost::json::object& details, std::string_view key);
bool flag_in(const boost::json::object& details, std::string_view key);

boost::json::array to_array(const std::vector<std::string>& texts);

// "FILE:LINE" of what the configuration has.
std::string text_of(const config::Place& place);

}  // namespace watchword::manage
