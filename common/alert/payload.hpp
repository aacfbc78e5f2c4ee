#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "common/alert/alert.hpp"

namespace watchword::alert {

// How the feeds fared during a digest's window: an empty digest only means something beside it. Names of
// feeds.
struct Coverage {
    std::size_t polled = 0;
    std::vector<std::string> failing;
    std::vector<std::string> silent;
    std::vector<std::string> overflowed;
};

// Several alerts of one subscription, in the order they came.
struct DigestGroup {
    SubscriptionRef subscription;
    std::vector<Alert> alerts;
};

// More alerts than this become several messages, so that every id fits into a webhook's 20 kB.
inline constexpr std::size_t digest_alerts_max = 400;

// Several alerts in one message: what a subscription gathered since its last digest, or a burst that would
// have flooded its receiver one by one. On the wire both are events of type `digest`, told apart by their
// reason.
struct DigestContent {
    enum class Reason { schedule, burst };
    Reason reason = Reason::schedule;
    Time from;  // the window, `until` excluded
    Time until;
    std::string time_zone = "UTC";  // IANA; of the days and times that people read
    std::vector<DigestGroup> groups;
    std::optional<Coverage> coverage;  // of a scheduled digest
};

// What one delivery carries.
using Payload = std::variant<Alert, Notice, DigestContent>;

Event event_of(const Payload& payload);
Time time_of(const Payload& payload);

// The marked sample that `subscriptions test` sends: invented, and saying so.
Alert sample_alert(const SubscriptionRef& subscription, Time now);

std::string to_json(const Payload& payload);
std::optional<Payload> payload_from_json(std::string_view json);

}  // namespace watchword::alert
