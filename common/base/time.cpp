#include "common/base/time.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>
#include <limits>
#include <utility>

namespace watchword {

namespace {

using namespace std::chrono;

constexpr std::array<const char*, 7> weekdays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
constexpr std::array<const char*, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                             "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

struct Civil {
    int year = 0;
    unsigned month = 0, day = 0;
    int hour = 0, minute = 0, second = 0;
    unsigned weekday = 0;
};

Civil civil(Time time) {
    constexpr Time first = sys_days(year(0) / 1 / 1);
    constexpr Time last = sys_days(year(9999) / 12 / 31) + hours(24) - milliseconds(1);
    time = std::clamp(time, first, last);
    auto days_part = floor<days>(time);
    year_month_day date(days_part);
    hh_mm_ss clock(floor<seconds>(time - days_part));
    return {int(date.year()),
            unsigned(date.month()),
            unsigned(date.day()),
            int(clock.hours().count()),
            int(clock.minutes().count()),
            int(clock.seconds().count()),
            weekday(days_part).c_encoding()};
}

std::optional<Time> from_civil(const Civil& c) {
    year_month_day date{year(c.year), month(c.month), day(c.day)};
    if (!date.ok() || c.hour > 23 || c.minute > 59 || c.second > 60) return std::nullopt;
    return Time(sys_days(date)) + hours(c.hour) + minutes(c.minute) + seconds(std::min(c.second, 59));
}

// Reads fixed-format text from the left; once something does not fit, `ok` stays false.
struct Scanner {
    std::string_view rest;
    bool ok = true;

    bool accept(char c) {
        if (rest.empty() || rest[0] != c) return false;
        rest.remove_prefix(1);
        return true;
    }
    void expect(std::string_view text) {
        ok = ok && rest.starts_with(text);
        if (ok) rest.remove_prefix(text.size());
    }
    template <class Number>
    void digits(std::size_t count, Number& value) {
        ok = ok && rest.size() >= count &&
             std::all_of(rest.begin(), rest.begin() + count, [](char c) { return c >= '0' && c <= '9'; });
        if (!ok) return;
        std::from_chars(rest.data(), rest.data() + count, value);
        rest.remove_prefix(count);
    }
    void clock(Civil& time) {
        digits(2, time.hour);
        expect(":");
        digits(2, time.minute);
        expect(":");
        digits(2, time.second);
    }
    template <std::size_t N>
    unsigned one_of(const std::array<const char*, N>& names) {
        for (unsigned i = 0; ok && i < N; ++i) {
            if (!rest.starts_with(names[i])) continue;
            rest.remove_prefix(std::string_view(names[i]).size());
            return i;
        }
        ok = false;
        return 0;
    }
};

std::optional<Time> imf_fixdate(std::string_view text) {
    Scanner in{text};
    Civil c;
    in.one_of(weekdays);
    in.expect(", ");
    in.digits(2, c.day);
    in.expect(" ");
    c.month = in.one_of(months) + 1;
    in.expect(" ");
    in.digits(4, c.year);
    in.expect(" ");
    in.clock(c);
    in.expect(" GMT");
    if (!in.ok || !in.rest.empty()) return std::nullopt;
    return from_civil(c);
}

std::optional<Time> rfc850_date(std::string_view text) {
    auto comma = text.find(", ");
    if (comma == std::string_view::npos) return std::nullopt;
    Scanner in{text.substr(comma + 2)};
    Civil c;
    in.digits(2, c.day);
    in.expect("-");
    c.month = in.one_of(months) + 1;
    in.expect("-");
    in.digits(2, c.year);
    in.expect(" ");
    in.clock(c);
    in.expect(" GMT");
    if (!in.ok || !in.rest.empty()) return std::nullopt;
    c.year += c.year < 70 ? 2000 : 1900;
    return from_civil(c);
}

std::optional<Time> asctime_date(std::string_view text) {
    Scanner in{text};
    Civil c;
    in.one_of(weekdays);
    in.expect(" ");
    c.month = in.one_of(months) + 1;
    in.expect(" ");
    in.digits(in.accept(' ') ? 1 : 2, c.day);
    in.expect(" ");
    in.clock(c);
    in.expect(" ");
    in.digits(4, c.year);
    if (!in.ok || !in.rest.empty()) return std::nullopt;
    return from_civil(c);
}

struct Unit {
    std::string_view name;
    std::int64_t milliseconds;
};
constexpr std::array<Unit, 5> units{{{"d", 86'400'000}, {"h", 3'600'000}, {"m", 60'000}, {"s", 1000}, {"ms", 1}}};

}  // namespace

std::string to_rfc3339(Time time) {
    Civil c = civil(time);
    std::array<char, 48> text{};
    std::snprintf(text.data(), text.size(), "%04d-%02u-%02uT%02d:%02d:%02dZ", c.year, c.month, c.day, c.hour, c.minute,
                  c.second);
    return text.data();
}

std::optional<Time> from_rfc3339(std::string_view text) {
    Scanner in{text};
    Civil c;
    in.digits(4, c.year);
    in.expect("-");
    in.digits(2, c.month);
    in.expect("-");
    in.digits(2, c.day);
    if (!in.accept('T') && !in.accept('t') && !in.accept(' ')) return std::nullopt;
    in.clock(c);
    int fraction = 0;
    if (in.ok && in.accept('.')) {
        int scale = 100;
        if (in.rest.empty() || in.rest[0] < '0' || in.rest[0] > '9') return std::nullopt;
        while (!in.rest.empty() && in.rest[0] >= '0' && in.rest[0] <= '9') {
            fraction += (in.rest[0] - '0') * scale;
            scale /= 10;
            in.rest.remove_prefix(1);
        }
    }
    minutes offset{0};
    if (!in.accept('Z') && !in.accept('z')) {
        bool minus = in.accept('-');
        if (!minus && !in.accept('+')) return std::nullopt;
        int offset_hours = 0, offset_minutes = 0;
        in.digits(2, offset_hours);
        in.expect(":");
        in.digits(2, offset_minutes);
        if (offset_hours > 23 || offset_minutes > 59) return std::nullopt;
        offset = minutes(offset_hours * 60 + offset_minutes) * (minus ? -1 : 1);
    }
    if (!in.ok || !in.rest.empty()) return std::nullopt;
    auto time = from_civil(c);
    if (!time) return std::nullopt;
    return *time + milliseconds(fraction) - offset;
}

std::string to_http_date(Time time) {
    Civil c = civil(time);
    std::array<char, 64> text{};
    std::snprintf(text.data(), text.size(), "%s, %02u %s %04d %02d:%02d:%02d GMT", weekdays[c.weekday], c.day,
                  months[c.month - 1], c.year, c.hour, c.minute, c.second);
    return text.data();
}

std::optional<Time> from_http_date(std::string_view text) {
    if (auto time = imf_fixdate(text)) return time;
    if (auto time = rfc850_date(text)) return time;
    return asctime_date(text);
}

std::optional<Duration> parse_duration(std::string_view text) {
    if (text.empty()) return std::nullopt;
    std::int64_t total = 0;
    auto next_unit = units.begin();
    while (!text.empty()) {
        std::int64_t number = 0;
        auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), number);
        if (error != std::errc{} || number < 0 || text[0] == '-') return std::nullopt;
        text.remove_prefix(static_cast<std::size_t>(rest - text.data()));
        auto length = std::min(text.find_first_of("0123456789"), text.size());
        auto unit =
            std::find_if(next_unit, units.end(), [&](const Unit& u) { return u.name == text.substr(0, length); });
        if (unit == units.end()) return std::nullopt;
        constexpr auto most = std::numeric_limits<std::int64_t>::max() / 1000;
        if (number > most / unit->milliseconds || total > most - number * unit->milliseconds) return std::nullopt;
        total += number * unit->milliseconds;
        next_unit = unit + 1;
        text.remove_prefix(length);
    }
    return Duration(total);
}

std::string to_text(Duration duration) {
    auto left = std::max<std::int64_t>(duration.count(), 0);
    std::string text;
    for (const Unit& unit : units) {
        if (auto number = left / unit.milliseconds) text += std::to_string(number) + std::string(unit.name);
        left %= unit.milliseconds;
    }
    return text.empty() ? "0s" : text;
}

}  // namespace watchword
