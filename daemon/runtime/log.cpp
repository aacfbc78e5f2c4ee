#include "daemon/runtime/log.hpp"

#include <cstdlib>

#include <boost/json/serialize.hpp>
#include <boost/json/string.hpp>
#include <spdlog/logger.h>
#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/stdout_color_sinks.h>

#include "common/base/printable.hpp"

namespace watchword::log {

namespace {

constexpr std::size_t message_bytes_max = 2000;
constexpr std::size_t field_bytes_max = 256;

thread_local const Fields* fields_being_written = nullptr;

spdlog::level::level_enum spdlog_level(Level level) {
    switch (level) {
        case Level::trace:
            return spdlog::level::trace;
        case Level::debug:
            return spdlog::level::debug;
        case Level::info:
            return spdlog::level::info;
        case Level::warning:
            return spdlog::level::warn;
        case Level::error:
            return spdlog::level::err;
    }
    return spdlog::level::info;
}

std::shared_ptr<spdlog::logger>& logger() {
    static auto instance = [] {
        auto made = std::make_shared<spdlog::logger>("watchword", stderr_sink(text_formatter(Stamp::time)));
        made->set_level(spdlog::level::warn);
        return made;
    }();
    return instance;
}

Fields printable_fields(const Fields& fields) {
    Fields out;
    for (auto [name, member] : field_names) out.*member = printable(fields.*member, field_bytes_max);
    return out;
}

void append(std::string_view text, spdlog::memory_buf_t& out) {
    out.append(text.data(), text.data() + text.size());
}

std::string json_text(std::string_view text) {
    return boost::json::serialize(boost::json::string(text));
}

// "%*": the fields after a text message, " [feed.failing feed=fd_… reason=timeout]".
class TextFields : public spdlog::custom_flag_formatter {
  public:
    void format(const spdlog::details::log_msg&, const std::tm&, spdlog::memory_buf_t& out) override {
        bool first = true;
        for (auto [name, member] : field_names) {
            const std::string& value = current_fields().*member;
            if (value.empty()) continue;
            append(first ? " [" : " ", out);
            first = false;
            append(name, out);
            append("=", out);
            append(value, out);
        }
        if (!first) append("]", out);
    }
    std::unique_ptr<custom_flag_formatter> clone() const override { return std::make_unique<TextFields>(); }
};

// "%N": the number of syslog_priority().
class Priority : public spdlog::custom_flag_formatter {
  public:
    void format(const spdlog::details::log_msg& entry, const std::tm&, spdlog::memory_buf_t& out) override {
        append(std::to_string(syslog_priority(entry.level)), out);
    }
    std::unique_ptr<custom_flag_formatter> clone() const override { return std::make_unique<Priority>(); }
};

// "%J": fields and message as members of a JSON object.
class JsonMembers : public spdlog::custom_flag_formatter {
  public:
    void format(const spdlog::details::log_msg& entry, const std::tm&, spdlog::memory_buf_t& out) override {
        for (auto [name, member] : field_names)
            if (const std::string& value = current_fields().*member; !value.empty()) append_member(name, value, out);
        append_member("message", {entry.payload.data(), entry.payload.size()}, out);
    }
    std::unique_ptr<custom_flag_formatter> clone() const override { return std::make_unique<JsonMembers>(); }

  private:
    static void append_member(std::string_view name, std::string_view value, spdlog::memory_buf_t& out) {
        append(",\"", out);
        append(name, out);
        append("\":", out);
        append(json_text(value), out);
    }
};

std::unique_ptr<spdlog::pattern_formatter> formatter_in_utc() {
    auto made = std::make_unique<spdlog::pattern_formatter>(spdlog::pattern_time_type::utc);
    made->add_flag<TextFields>('*').add_flag<Priority>('N').add_flag<JsonMembers>('J');
    return made;
}

}  // namespace

void start(Level level, std::shared_ptr<spdlog::sinks::sink> sink) {
    logger() = std::make_shared<spdlog::logger>("watchword", std::move(sink));
    set_level(level);
}

void set_level(Level level) {
    logger()->set_level(spdlog_level(level));
}

bool enabled(Level level) {
    return logger()->should_log(spdlog_level(level));
}

void write(Level level, const Fields& fields, std::string_view message) {
    if (!enabled(level)) return;
    Fields safe = printable_fields(fields);
    fields_being_written = &safe;
    logger()->log(spdlog_level(level), printable(message, message_bytes_max));
    fields_being_written = nullptr;
}

std::unique_ptr<spdlog::formatter> text_formatter(Stamp stamp) {
    auto made = formatter_in_utc();
    made->set_pattern(stamp == Stamp::time ? "%Y-%m-%dT%H:%M:%S.%eZ %^%l%$ %v%*" : "<%N>%v%*");
    return made;
}

std::unique_ptr<spdlog::formatter> json_formatter() {
    auto made = formatter_in_utc();
    made->set_pattern(R"({"time":"%Y-%m-%dT%H:%M:%S.%eZ","level":"%l"%J})");
    return made;
}

std::shared_ptr<spdlog::sinks::sink> stderr_sink(std::unique_ptr<spdlog::formatter> formatter) {
    const char* no_color = std::getenv("NO_COLOR");
    bool plain = no_color != nullptr && *no_color != '\0';
    auto made = std::make_shared<spdlog::sinks::stderr_color_sink_mt>(plain ? spdlog::color_mode::never
                                                                            : spdlog::color_mode::automatic);
    made->set_formatter(std::move(formatter));
    return made;
}

const Fields& current_fields() {
    static const Fields none;
    return fields_being_written != nullptr ? *fields_being_written : none;
}

int syslog_priority(int spdlog_level) {
    switch (spdlog_level) {
        case spdlog::level::trace:
        case spdlog::level::debug:
            return 7;
        case spdlog::level::info:
            return 6;
        case spdlog::level::warn:
            return 4;
        default:
            return 3;
    }
}

}  // namespace watchword::log
