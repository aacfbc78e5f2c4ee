#include "common/schedule/calendar.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <stdexcept>

#include <date/tz.h>

namespace watchword::schedule {

using namespace std::chrono_literals;
using std::chrono::days;

namespace {

// The first moment after `after` at which a clock on the wall shows `at` on an allowed day.
template <class Allowed>
Time next_at(Time after, std::chrono::minutes at, const Zone& zone, Allowed allowed) {
    auto day = std::chrono::floor<days>(zone.to_local(after));
    // A day more than a week: today's time may be over.
    for (int i = 0; i <= 8; ++i, day += days(1)) {
        if (!allowed(std::chrono::weekday(day))) continue;
        auto time = zone.to_utc(day + at);
        if (time > after) return time;
    }
    return after + days(7);
}

bool within(std::chrono::minutes from, std::chrono::minutes until, Duration time_of_day) {
    if (from <= until) return time_of_day >= from && time_of_day < until;
    return time_of_day >= from || time_of_day < until;
}

}  // namespace

std::optional<Zone> Zone::find(std::string_view name) {
    try {
        return Zone(date::locate_zone(std::string(name)));
    } catch (const std::runtime_error&) {  // no such name
        return std::nullopt;
    }
}

std::string Zone::name() const {
    return rules_ ? rules_->name() : "UTC";
}

Duration Zone::offset_at(Time time) const {
    return rules_ ? Duration(rules_->get_info(time).offset) : Duration::zero();
}

LocalTime Zone::to_local(Time time) const {
    return LocalTime(time.time_since_epoch() + offset_at(time));
}

Time Zone::to_utc(LocalTime local, Time after) const {
    if (!rules_) return Time(local.time_since_epoch());
    auto info = rules_->get_info(date::local_time<Duration>(local.time_since_epoch()));
    Time first(local.time_since_epoch() - info.first.offset);
    if (info.result != date::local_info::ambiguous || first > after) return first;
    return Time(local.time_since_epoch() - info.second.offset);
}

std::optional<Time> quiet_until(Time now, std::span<const QuietHours> quiet, const Zone& zone) {
    auto time = now;
    for (bool moved = true; moved && time < now + days(1);) {
        moved = false;
        for (const auto& range : quiet) {
            auto local = zone.to_local(time);
            auto day = std::chrono::floor<days>(local);
            if (!within(range.from, range.until, local - day)) continue;
            bool tomorrow = local - day >= range.until;
            auto end = zone.to_utc(day + days(tomorrow ? 1 : 0) + range.until, time);
            if (end <= time) continue;
            time = end;
            moved = true;
        }
    }
    if (time == now) return std::nullopt;
    return std::min(time, now + Duration(days(1)));
}

std::optional<Time> next_digest(Time after, const Digest& digest, const Zone& zone) {
    switch (digest.kind) {
        case Digest::Kind::off:
            return std::nullopt;
        case Digest::Kind::every: {
            auto offset = zone.offset_at(after);
            auto local = after.time_since_epoch() + offset;
            auto periods = local / digest.every - (local < Duration::zero() && local % digest.every != 0ms ? 1 : 0);
            return Time((periods + 1) * digest.every - offset);
        }
        case Digest::Kind::daily:
            return next_at(after, digest.at, zone, [](std::chrono::weekday) { return true; });
        case Digest::Kind::weekly:
            return next_at(after, digest.at, zone, [&](std::chrono::weekday day) { return day == digest.weekday; });
    }
    return std::nullopt;
}

namespace {

constexpr std::array months = {"January", "February", "March",     "April",   "May",      "June",
                               "July",    "August",   "September", "October", "November", "December"};
constexpr std::array weekdays = {"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"};

struct LocalDay {
    std::chrono::local_days days;
    std::chrono::year_month_day date;
    LocalDay(Time time, const Zone& zone)
        : days(std::chrono::floor<std::chrono::days>(zone.to_local(time))), date(days) {}
    std::string text(std::size_t month_letters) const {
        return std::to_string(unsigned(date.day())) + " " +
               std::string(months[unsigned(date.month()) - 1]).substr(0, month_letters) + " " +
               std::to_string(int(date.year()));
    }
};

}  // namespace

std::string day_for_people(Time time, const Zone& zone) {
    return LocalDay(time, zone).text(3);
}

std::string time_for_people(Time time, const Zone& zone) {
    LocalDay day(time, zone);
    auto minutes = std::chrono::floor<std::chrono::minutes>(zone.to_local(time) - day.days).count();
    std::array<char, 16> clock{};
    std::snprintf(clock.data(), clock.size(), ", %02d:%02d", static_cast<int>(minutes / 60),
                  static_cast<int>(minutes % 60));
    return day.text(3) + clock.data();
}

std::string weekday_for_people(Time time, const Zone& zone) {
    LocalDay day(time, zone);
    return weekdays[std::chrono::weekday(day.days).c_encoding()] + std::string(", ") + day.text(std::string::npos);
}

}  // namespace watchword::schedule
