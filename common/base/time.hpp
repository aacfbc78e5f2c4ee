#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace watchword {

using Duration = std::chrono::milliseconds;

// A point on the wall clock, UTC. Never read from the system in common/: it is passed in.
using Time = std::chrono::sys_time<std::chrono::milliseconds>;

// RFC 3339 in UTC with whole seconds: "2018-04-17T09:12:44Z". Years outside 0..9999 are clamped.
std::string to_rfc3339(Time time);

// RFC 3339 as written by to_rfc3339 and other programs: any offset, optional fraction. Nothing else is accepted.
std::optional<Time> from_rfc3339(std::string_view text);

// "Tue, 17 Apr 2018 09:12:44 GMT" (RFC 9110 5.6.7, IMF-fixdate).
std::string to_http_date(Time time);
// Any of the three forms of RFC 9110 5.6.7; nullopt for anything else.
std::optional<Time> from_http_date(std::string_view text);

// "90s", "15m", "1h30m", "7d", "250ms"; units d, h, m, s, ms, each once at most and in that order. No sign, no blanks.
std::optional<Duration> parse_duration(std::string_view text);
// The shortest text that parse_duration reads back: 5400 s is "1h30m"; zero is "0s".
std::string to_text(Duration duration);

}  // namespace watchword
