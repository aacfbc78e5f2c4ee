#include "common/schedule/wishes.hpp"

#include <algorithm>
#include <charconv>

#include "common/base/ascii.hpp"

namespace watchword::schedule {

namespace {

using namespace std::chrono;

// RFC 9111 1.2.2: what is too large to count is as large as can be.
constexpr seconds delta_max(1LL << 31);

std::optional<Duration> parse_delta(std::string_view text) {
    if (text.empty() || !std::all_of(text.begin(), text.end(), is_digit)) return std::nullopt;
    std::int64_t number = 0;
    auto error = std::from_chars(text.data(), text.data() + text.size(), number).ec;
    if (error != std::errc{} || number > delta_max.count()) return delta_max;
    return seconds(number);
}

std::string_view unquoted(std::string_view text) {
    return text.size() >= 2 && text.front() == '"' && text.back() == '"' ? text.substr(1, text.size() - 2) : text;
}

struct CacheControl {
    std::optional<Duration> max_age;
    bool always_ask = false;  // no-cache, no-store
};

CacheControl parse_cache_control(std::string_view text) {
    CacheControl control;
    while (!text.empty()) {
        auto length = std::min(text.find(','), text.size());
        auto directive = trimmed(text.substr(0, length));
        text.remove_prefix(std::min(length + 1, text.size()));
        auto equals = std::min(directive.find('='), directive.size());
        auto name = trimmed(directive.substr(0, equals));
        if (equal_ignoring_case(name, "no-cache") || equal_ignoring_case(name, "no-store")) control.always_ask = true;
        if (equal_ignoring_case(name, "max-age") && !control.max_age && equals < directive.size())
            control.max_age = parse_delta(unquoted(trimmed(directive.substr(equals + 1))));
    }
    return control;
}

std::optional<Duration> freshness(const AnswerHead& head, Time sent) {
    auto control = parse_cache_control(head.cache_control);
    if (control.always_ask) return std::nullopt;
    std::optional<Duration> lifetime = control.max_age;
    if (!lifetime)
        if (auto expires = from_http_date(trimmed(head.expires))) lifetime = *expires - sent;
    if (!lifetime) return std::nullopt;
    Duration left = *lifetime - parse_delta(trimmed(head.age)).value_or(Duration());
    return left > Duration() ? std::optional(left) : std::nullopt;
}

}  // namespace

ServerWishes wishes_of(const AnswerHead& head, Time now) {
    Time sent = from_http_date(trimmed(head.date)).value_or(now);
    ServerWishes wishes;
    if ((head.status >= 200 && head.status < 300) || head.status == 304) {
        wishes.fresh_for = freshness(head, sent);
        return wishes;
    }
    auto text = trimmed(head.retry_after);
    if (auto delta = parse_delta(text))
        wishes.retry_after = delta;
    else if (auto date = from_http_date(text); date && *date > sent)
        wishes.retry_after = *date - sent;
    return wishes;
}

Time after_skipped(Time time, const FeedWishes& wishes) {
    auto has = [](const std::vector<int>& numbers, unsigned number) {
        return std::find(numbers.begin(), numbers.end(), static_cast<int>(number)) != numbers.end();
    };
    auto skipped = [&](Time at) {
        auto day = floor<days>(at);
        return has(wishes.skip_hours, static_cast<unsigned>(floor<hours>(at - day).count())) ||
               has(wishes.skip_days, weekday(day).c_encoding());
    };
    constexpr int hours_of_a_week = 7 * 24;
    Time free = time;
    for (int i = 0; i <= hours_of_a_week; ++i) {
        if (!skipped(free)) return free;
        free = floor<hours>(free) + hours(1);
    }
    return time;
}

}  // namespace watchword::schedule
