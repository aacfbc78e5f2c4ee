#pragma once

#include "config/config.hpp"
#include "daemon/http/curl_client.hpp"
#include "daemon/mail/curl_sender.hpp"

// The configuration's [fetch] and [smtp] as the rooms that talk to the outside want them.
namespace watchword::app {

http::Policy fetch_policy(const config::Fetch& fetch);    // feeds and pages
http::Policy webhook_policy(const config::Fetch& fetch);  // receivers
mail::Relay relay_of(const config::Config& config);

}  // namespace watchword::app
