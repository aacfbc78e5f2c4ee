#pragma once

#include <boost/json/object.hpp>

#include "common/alert/bulletin.hpp"
#include "common/alert/webhook.hpp"

namespace watchword::alert {

WebhookMessage json_message(const boost::json::object& body);

// A bulletin as each service wants it, within its documented limits. Nothing in it can mention people, format
// or link by itself.
WebhookMessage slack_message(const Bulletin& bulletin);
WebhookMessage discord_message(const Bulletin& bulletin);
WebhookMessage teams_message(const Bulletin& bulletin);
WebhookMessage mattermost_message(const Bulletin& bulletin);
WebhookMessage telegram_message(const Bulletin& bulletin);
WebhookMessage ntfy_message(const Bulletin& bulletin);

}  // namespace watchword::alert
