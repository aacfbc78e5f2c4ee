#include "config/forms.hpp"

#include <algorithm>
#include <array>

#include "common/base/time.hpp"

namespace watchword::config {

namespace {

using namespace std::chrono_literals;

// "08:00" since midnight.
std::optional<std::chrono::minutes> parse_clock(std::string_view text) {
    auto digit = [&](std::size_t i) { return text[i] - '0'; };
    auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    if (text.size() != 5 || text[2] != ':' || !is_digit(text[0]) || !is_digit(text[1]) || !is_digit(text[3]) ||
        !is_digit(text[4]))
        return std::nullopt;
    int hours = digit(0) * 10 + digit(1), minutes = digit(3) * 10 + digit(4);
    if (minutes > 59 || hours > 23) return std::nullopt;
    return std::chrono::minutes(hours * 60 + minutes);
}

}  // namespace

std::optional<schedule::Digest> parse_digest(std::string_view text) {
    using schedule::Digest;
    if (text == "off") return Digest{};
    if (text.starts_with("daily ")) {
        auto at = parse_clock(text.substr(6));
        if (!at) return std::nullopt;
        return Digest{.kind = Digest::Kind::daily, .at = *at};
    }
    if (text.starts_with("weekly ") && text.size() > 11 && text[10] == ' ') {
        constexpr std::array<std::string_view, 7> days{"sun", "mon", "tue", "wed", "thu", "fri", "sat"};
        auto day = std::find(days.begin(), days.end(), text.substr(7, 3));
        auto at = parse_clock(text.substr(11));
        if (day == days.end() || !at) return std::nullopt;
        return Digest{.kind = Digest::Kind::weekly,
                      .at = *at,
                      .weekday = std::chrono::weekday(static_cast<unsigned>(day - days.begin()))};
    }
    auto every = parse_duration(text);
    if (!every || *every < 1min || *every > 24h) return std::nullopt;
    return Digest{.kind = Digest::Kind::every, .every = *every};
}

std::optional<schedule::QuietHours> parse_quiet(std::string_view text) {
    if (text.size() != 11 || text[5] != '-') return std::nullopt;
    auto from = parse_clock(text.substr(0, 5));
    auto until = parse_clock(text.substr(6) == "24:00" ? "00:00" : text.substr(6));
    if (!from || !until || *from == *until) return std::nullopt;
    return schedule::QuietHours{.from = *from, .until = *until};
}

std::optional<Poll::Silence> parse_silence(std::string_view text) {
    using Kind = Poll::Silence::Kind;
    if (text == "auto") return Poll::Silence{.kind = Kind::automatic};
    if (text == "never") return Poll::Silence{.kind = Kind::never};
    auto after = parse_duration(text);
    if (!after || *after < 1min) return std::nullopt;
    return Poll::Silence{.kind = Kind::after, .after = *after};
}

std::optional<Backlog> parse_backlog(std::string_view text) {
    if (text == "0") return Backlog{};
    if (text == "all") return Backlog{.kind = Backlog::Kind::all};
    auto age = parse_duration(text);
    if (!age || *age <= 0s) return std::nullopt;
    return Backlog{.kind = Backlog::Kind::younger_than, .age = *age};
}

std::optional<std::optional<Duration>> parse_keep(std::string_view text) {
    if (text == "forever") return std::optional<Duration>();
    auto keep = parse_duration(text);
    if (!keep || *keep < std::chrono::days(1)) return std::nullopt;
    return keep;
}

std::optional<std::string> parse_language(std::string_view text) {
    bool letters = std::all_of(text.begin(), text.end(), [](char c) { return c >= 'a' && c <= 'z'; });
    if (!letters || (text.size() != 2 && text.size() != 3)) return std::nullopt;
    return std::string(text);
}

std::optional<alert::Event> parse_event(std::string_view text) {
    using alert::Event;
    if (text == "matched") return Event::article_matched;
    if (text == "edited") return Event::article_edited;
    if (text == "removed") return Event::article_removed;
    if (text == "restored") return Event::article_restored;
    return std::nullopt;
}

bool is_name(std::string_view text) {
    if (text.empty() || text.size() > 200 || text.front() == ' ' || text.back() == ' ') return false;
    return std::none_of(text.begin(), text.end(), [](unsigned char c) { return c < 0x20 || c == 0x7f; });
}

bool is_feed_name(std::string_view text) {
    return is_name(text) && !text.starts_with("tag:");
}

bool has_user_information(std::string_view url) {
    auto start = url.find("://");
    if (start == std::string_view::npos) return false;
    auto authority = url.substr(start + 3);
    return authority.substr(0, authority.find_first_of("/?#")).find('@') != std::string_view::npos;
}

}  // namespace watchword::config
