#pragma once

#include <string>
#include <vector>

#include "common/base/id.hpp"
#include "common/base/time.hpp"
#include "daemon/store/sqlite.hpp"

// Who wants no more mail about a subscription. Functions run inside a Store job.
namespace watchword::store {

// What the codes in the links of mails are made with (common/alert/unsubscribe.hpp): random, made when first asked for.
std::string unsubscribe_key(Connection& connection);

// What still waits for that address fails.
void unsubscribe(Connection& connection, SubscriptionId subscription, const std::string& address, Time now);
void subscribe_again(Connection& connection, SubscriptionId subscription, const std::string& address);
bool is_unsubscribed(Connection& connection, SubscriptionId subscription, const std::string& address);

std::vector<std::string> unsubscribed_addresses(Connection& connection, SubscriptionId subscription);

}  // namespace watchword::store
