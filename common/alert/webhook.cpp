#include "common/alert/webhook.hpp"

#include <boost/json/serialize.hpp>

#include "common/alert/styles.hpp"
#include "common/alert/template.hpp"

namespace watchword::alert {

WebhookMessage json_message(const boost::json::object& body) {
    return {.body = boost::json::serialize(body), .content_type = "application/json", .headers = {}};
}

Result<WebhookMessage, Fault> compose_webhook(const Payload& payload, Style style, std::string_view template_text,
                                              Length length) {
    switch (style) {
        case Style::standard:
            break;
        case Style::slack:
            return slack_message(bulletin_of(payload, length));
        case Style::discord:
            return discord_message(bulletin_of(payload, length));
        case Style::teams:
            return teams_message(bulletin_of(payload, length));
        case Style::mattermost:
            return mattermost_message(bulletin_of(payload, length));
        case Style::telegram:
            return telegram_message(bulletin_of(payload, length));
        case Style::ntfy:
            return ntfy_message(bulletin_of(payload, length));
        case Style::template_file:
            return template_message(payload, template_text, length);
    }
    return WebhookMessage{.body = standard_body(payload, length), .content_type = "application/json", .headers = {}};
}

}  // namespace watchword::alert
