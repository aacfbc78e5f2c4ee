#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "common/base/time.hpp"

// What the other side asks of those who poll it.
namespace watchword::schedule {

// How long to wait before the next request, as an answer's head says; any length, to be bounded by the
// reader.
struct ServerWishes {
    std::optional<Duration> fresh_for;    // Cache-Control: max-age, else Expires
    std::optional<Duration> retry_after;  // of an answer that is no success
    bool operator==(const ServerWishes&) const = default;
};

// The values of an answer's headers; empty for those it does not have.
struct AnswerHead {
    int status = 0;
    std::string_view cache_control{};
    std::string_view expires{};
    std::string_view age{};
    std::string_view date{};
    std::string_view retry_after{};
};

// RFC 9111 4.2.1 and 5.3, RFC 9110 10.2.3. Nonsense is no wish. Dates count from the server's own Date, so
// that a wrong clock on either side does not matter.
ServerWishes wishes_of(const AnswerHead& head, Time now);

// What the feed's document asks.
struct FeedWishes {
    std::optional<Duration> ttl{};            // RSS ttl: the document may be kept that long
    std::optional<Duration> update_period{};  // sy:updatePeriod / sy:updateFrequency: how often it has news
    std::vector<int> skip_hours{};            // 0-23, UTC
    std::vector<int> skip_days{};             // 0 = Sunday, UTC
    bool operator==(const FeedWishes&) const = default;
};

// The first moment not before `time` that the feed's skipHours and skipDays leave free; `time` itself when
// they leave none.
Time after_skipped(Time time, const FeedWishes& wishes);

}  // namespace watchword::schedule
