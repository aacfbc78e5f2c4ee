#pragma once

#include <optional>
#include <string_view>

#include "common/alert/webhook.hpp"

namespace watchword::alert {

// A body by the operator's own Mustache template. {{name}} is escaped for the inside of a JSON string,
// {{{name}}} is not. The names: type, timestamp, alert, label, title, url, facts, statement, subscription,
// query, standfirst, authors, feeds, tags, published, language, revision, grade, reason, the lists hits
// (part, field, text, excerpt) and changes (kind, grade, before, after), and of a digest heading, window and
// the list alerts (each with the names above). What does not apply is empty and false.
Result<WebhookMessage, Fault> template_message(const Payload& payload, std::string_view template_text, Length length);

// What is wrong with a template, if anything: for the configuration.
std::optional<Fault> check_template(std::string_view template_text);

}  // namespace watchword::alert
