#pragma once

#include <array>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace spdlog {
class formatter;
namespace sinks {
class sink;
}
}  // namespace spdlog

// The daemon's log: a sentence for people, fields for machines. Called everywhere, hence a namespace of its
// own.
//
//     log::warning({.event = "feed.failing", .feed = id.text(), .reason = "timeout"}, "Eurasianet has failed
//     3 times");
//
// Whatever was fetched may stand in a message or a field: entries are made printable and cut (message 2,000
// bytes, field 256) before any sink sees them. Secrets may not. Any thread, after start().
namespace watchword::log {

enum class Level { trace, debug, info, warning, error };

// What an entry is about. Empty fields are left out. `feed` to `delivery` are ids as text ("fd_…"). The braces let a
// caller name a few fields only, without a warning about the rest.
struct Fields {
    std::string event{};   // stable name, such as "feed.failing", "config.refused", "delivery.sent"
    std::string reason{};  // stable code, such as "timeout", "dns", "http-503"
    std::string feed{};
    std::string article{};
    std::string subscription{};
    std::string receiver{};
    std::string alert{};
    std::string delivery{};
};

inline constexpr std::array<std::pair<std::string_view, std::string Fields::*>, 8> field_names{{
    {"event", &Fields::event},
    {"reason", &Fields::reason},
    {"feed", &Fields::feed},
    {"article", &Fields::article},
    {"subscription", &Fields::subscription},
    {"receiver", &Fields::receiver},
    {"alert", &Fields::alert},
    {"delivery", &Fields::delivery},
}};

// Once, before other threads log. Until then warnings and errors go to stderr as text.
void start(Level level, std::shared_ptr<spdlog::sinks::sink> sink);
// Any time, such as on reload.
void set_level(Level level);
// For messages that cost something to make.
bool enabled(Level level);

void write(Level level, const Fields& fields, std::string_view message);

inline void trace(const Fields& fields, std::string_view message) {
    write(Level::trace, fields, message);
}
inline void debug(const Fields& fields, std::string_view message) {
    write(Level::debug, fields, message);
}
inline void info(const Fields& fields, std::string_view message) {
    write(Level::info, fields, message);
}
inline void warning(const Fields& fields, std::string_view message) {
    write(Level::warning, fields, message);
}
inline void error(const Fields& fields, std::string_view message) {
    write(Level::error, fields, message);
}

// ---- For sinks. ----

enum class Stamp {
    time,      // "2026-05-04T10:11:12.345Z warning …": for a terminal or a file
    priority,  // "<4>…": for a reader that adds the time itself and knows sd-daemon(3)'s prefixes
};

std::unique_ptr<spdlog::formatter> text_formatter(Stamp stamp);
// One JSON object a line: time, level, the fields, message.
std::unique_ptr<spdlog::formatter> json_formatter();

// Coloured when stderr is a terminal and NO_COLOR is not set.
std::shared_ptr<spdlog::sinks::sink> stderr_sink(std::unique_ptr<spdlog::formatter> formatter);

// The fields of the entry that this thread is writing, printable; to be asked by sinks and formatters only,
// which spdlog calls on the writing thread.
const Fields& current_fields();

// syslog(3)'s number for a level of spdlog's: 7 debug, 6 info, 4 warning, 3 error.
int syslog_priority(int spdlog_level);

}  // namespace watchword::log
