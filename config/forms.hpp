#pragma once

#include <optional>
#include <string_view>

#include "common/schedule/calendar.hpp"
#include "config/config.hpp"

// The small forms that some strings of the configuration have. Each gives nullopt for what it does not know.
namespace watchword::config {

std::optional<schedule::Digest> parse_digest(std::string_view text);  // "off", "1h", "daily 08:00", "weekly mon 08:00"
std::optional<schedule::QuietHours> parse_quiet(std::string_view text);    // "22:00-07:00"
std::optional<Poll::Silence> parse_silence(std::string_view text);         // "auto", "never" or a duration
std::optional<Backlog> parse_backlog(std::string_view text);               // "0", "all" or a duration
std::optional<std::optional<Duration>> parse_keep(std::string_view text);  // "forever" (nullopt within) or a duration
std::optional<std::string> parse_language(std::string_view text);          // ISO 639: "en", "kaz"
std::optional<alert::Event> parse_event(std::string_view text);            // "matched", "edited", "removed", "restored"

// What stands where a name may stand: 1 to 200 bytes on one line, without blanks around it.
bool is_name(std::string_view text);
// The same, and nothing that a subscription's `feeds` would take for a tag.
bool is_feed_name(std::string_view text);
// Whether a URL holds "user:password@".
bool has_user_information(std::string_view url);

}  // namespace watchword::config
