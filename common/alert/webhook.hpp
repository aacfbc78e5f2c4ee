#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/alert/payload.hpp"
#include "common/base/result.hpp"

namespace watchword::alert {

enum class Style { standard, slack, discord, teams, mattermost, telegram, ntfy, template_file };

// `brief` leaves out hits, changes and the standfirst: for a receiver that found the full body too large
// (413).
enum class Length { full, brief };

// Standard Webhooks 1.0.0 wants bodies of less than 20 kB.
inline constexpr std::size_t body_bytes_max = 19'999;

// What is posted. `headers` come on top of those that every webhook has; names and values are printable
// ASCII.
struct WebhookMessage {
    std::string body;  // valid UTF-8
    std::string content_type;
    std::vector<std::pair<std::string, std::string>> headers;
};

// The message a receiver of that style expects. The same arguments give the same bytes, so that a repeat may
// be composed anew. `template_text` is of Style::template_file alone; fails only when that is no Mustache, or
// gives more than 256 KiB.
Result<WebhookMessage, Fault> compose_webhook(const Payload& payload, Style style, std::string_view template_text = {},
                                              Length length = Length::full);

// The body of spec/alerts.md ("Webhook"): JSON of at most body_bytes_max bytes.
std::string standard_body(const Payload& payload, Length length = Length::full);

}  // namespace watchword::alert
