#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/base/time.hpp"

// What a subscriber says to a hub, and what he answers (WebSub, W3C Recommendation, 2018).
namespace watchword::websub {

// That we ask for, and the most that is believed of what a hub grants.
inline constexpr Duration lease_wanted = std::chrono::hours(24 * 10);
inline constexpr Duration lease_max = std::chrono::hours(24 * 30);
// Between two requests to a hub that does as it is asked.
inline constexpr Duration renewal_min = std::chrono::hours(1);
inline constexpr Duration renewal_max = std::chrono::hours(24 * 10);
// Between two to one that does not, doubling from the first.
inline constexpr Duration retry_min = std::chrono::minutes(15);
inline constexpr Duration retry_max = std::chrono::hours(24);
// After it refused.
inline constexpr Duration denied_wait = renewal_max;

// The body of a subscription request (5.1), as application/x-www-form-urlencoded.
std::string subscribe_form(std::string_view callback, std::string_view topic, std::string_view secret);
// That of a request to be told no longer (5.1).
std::string unsubscribe_form(std::string_view callback, std::string_view topic);

// What a hub asks at our callback (5.2, 5.3), read from the parameters of its GET.
struct Inquiry {
    enum class Kind {
        confirm,  // that we want the subscription: the challenge is to be echoed
        leave,    // that we want it no more: likewise
        denied,   // it will not, or no longer, tell us
        other     // to be refused
    };
    Kind kind = Kind::other;
    std::string topic;
    std::string challenge;
    Duration lease{};    // granted; at most lease_max. What is missing or senseless is a day
    std::string reason;  // of a denial, as the hub says it
};
Inquiry inquiry_from(const std::vector<std::pair<std::string, std::string>>& parameters);

// How long after its confirmation a lease is renewed: when three quarters of it are over, or up to an eighth earlier,
// within the bounds. `jitter` in [0, 1) spreads leases that began together.
Duration renewal_wait(Duration lease, double jitter);

// How long to wait for a confirmation until the hub is asked again; `asked` counts the requests since the last one,
// this one included.
Duration retry_wait(unsigned asked, double jitter);

}  // namespace watchword::websub
