#include "common/schedule/calendar.hpp"

#include <vector>

#include <gtest/gtest.h>

namespace watchword::schedule {
namespace {

using namespace std::chrono_literals;

Time at(std::string_view rfc3339) {
    return from_rfc3339(rfc3339).value();
}
Zone zone(std::string_view name) {
    return Zone::find(name).value();
}

QuietHours quiet(std::chrono::minutes from, std::chrono::minutes until) {
    return {.from = from, .until = until};
}

std::string end_of_quiet(std::string_view now, std::vector<QuietHours> ranges, std::string_view name) {
    auto end = quiet_until(at(now), ranges, zone(name));
    return end ? to_rfc3339(*end) : "not quiet";
}

std::string next(std::string_view after, const Digest& digest, std::string_view name) {
    auto time = next_digest(at(after), digest, zone(name));
    return time ? to_rfc3339(*time) : "never";
}

Digest daily(std::chrono::minutes time) {
    return {.kind = Digest::Kind::daily, .every = {}, .at = time, .weekday = {}};
}
Digest weekly(std::chrono::weekday day, std::chrono::minutes time) {
    return {.kind = Digest::Kind::weekly, .every = {}, .at = time, .weekday = day};
}
Digest every(Duration period) {
    return {.kind = Digest::Kind::every, .every = period, .at = {}, .weekday = {}};
}

TEST(Zone, IsFoundByItsIanaNameAlone) {
    for (auto name : {"UTC", "Asia/Almaty", "Europe/Kiev", "America/Argentina/Buenos_Aires", "Etc/GMT+5"})
        EXPECT_TRUE(Zone::find(name)) << name;
    for (auto name : {"", "Mars/Olympus", "UTC+5", "asia/almaty?", "../../etc/passwd", "right/UTC", "Europe/"})
        EXPECT_FALSE(Zone::find(name)) << name;
    EXPECT_EQ(Zone().name(), "UTC");
    EXPECT_EQ(zone("Asia/Almaty").name(), "Asia/Almaty");
}

TEST(Zone, KnowsTheRulesOfTheSystemNotThoseOfALibrary) {
    // Kazakhstan moved to UTC+5 on 2024-03-01.
    EXPECT_EQ(zone("Asia/Almaty").offset_at(at("2024-02-29T00:00:00Z")), 6h);
    EXPECT_EQ(zone("Asia/Almaty").offset_at(at("2026-11-24T00:00:00Z")), 5h);
}

TEST(Zone, ConvertsTimesThatTheClockSkipsOrShowsTwice) {
    struct Case {
        const char* zone;
        const char* local;  // as if it were UTC
        const char* utc;
    };
    for (const auto& [name, local, utc] : std::vector<Case>{
             {"Europe/Berlin", "2026-03-29T02:30:00Z", "2026-03-29T01:30:00Z"},     // skipped: 03:30 CEST
             {"Europe/Berlin", "2026-10-25T02:30:00Z", "2026-10-25T00:30:00Z"},     // twice: the first, CEST
             {"Australia/Sydney", "2026-10-04T02:30:00Z", "2026-10-03T16:30:00Z"},  // skipped in the south
             {"Australia/Sydney", "2026-04-05T02:30:00Z", "2026-04-04T15:30:00Z"},  // twice in the south
             {"Asia/Kathmandu", "2026-01-01T00:00:00Z", "2025-12-31T18:15:00Z"},
             {"UTC", "2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z"}})
        EXPECT_EQ(to_rfc3339(zone(name).to_utc(LocalTime(at(local).time_since_epoch()))), utc) << name << " " << local;
}

TEST(QuietHours, EndAtTheirLocalTime) {
    auto night = std::vector{quiet(22h, 7h)};
    // Asia/Almaty is UTC+5.
    EXPECT_EQ(end_of_quiet("2026-11-24T16:59:59Z", night, "Asia/Almaty"), "not quiet");
    EXPECT_EQ(end_of_quiet("2026-11-24T17:00:00Z", night, "Asia/Almaty"), "2026-11-25T02:00:00Z");
    EXPECT_EQ(end_of_quiet("2026-11-24T23:30:00Z", night, "Asia/Almaty"), "2026-11-25T02:00:00Z");
    EXPECT_EQ(end_of_quiet("2026-11-25T02:00:00Z", night, "Asia/Almaty"), "not quiet");
    EXPECT_EQ(end_of_quiet("2028-02-28T23:00:00Z", night, "UTC"), "2028-02-29T07:00:00Z");  // leap day
    EXPECT_EQ(end_of_quiet("2026-11-24T12:15:00Z", {quiet(12h, 13h)}, "UTC"), "2026-11-24T13:00:00Z");
    EXPECT_EQ(end_of_quiet("2026-11-24T12:15:00Z", {}, "UTC"), "not quiet");
}

TEST(QuietHours, ThatTouchOrOverlapAreOne) {
    auto ranges = std::vector{quiet(6h, 8h), quiet(22h, 2h), quiet(1h, 6h)};
    EXPECT_EQ(end_of_quiet("2026-11-24T23:00:00Z", ranges, "UTC"), "2026-11-25T08:00:00Z");
}

TEST(QuietHours, LastADayAtMost) {
    EXPECT_EQ(end_of_quiet("2026-11-24T23:00:00Z", {quiet(0h, 12h), quiet(12h, 24h)}, "UTC"), "2026-11-25T23:00:00Z");
    EXPECT_EQ(end_of_quiet("2026-11-24T23:00:00Z", {quiet(8h, 8h)}, "UTC"), "not quiet");
}

TEST(QuietHours, EndByTheClockOnTheWallOnTheDaysItIsSet) {
    auto night = std::vector{quiet(22h, 7h)};
    EXPECT_EQ(end_of_quiet("2026-03-28T22:00:00Z", night, "Europe/Berlin"),
              "2026-03-29T05:00:00Z");  // 07:00 CEST
    EXPECT_EQ(end_of_quiet("2026-10-24T21:00:00Z", night, "Europe/Berlin"),
              "2026-10-25T06:00:00Z");  // 07:00 CET
    EXPECT_EQ(end_of_quiet("2026-10-03T13:00:00Z", night, "Australia/Sydney"), "2026-10-03T20:00:00Z");
    // An end that the clock skips, and one that it shows twice, read during the second showing.
    EXPECT_EQ(end_of_quiet("2026-03-29T00:00:00Z", {quiet(0h, 2h + 30min)}, "Europe/Berlin"), "2026-03-29T01:30:00Z");
    EXPECT_EQ(end_of_quiet("2026-10-25T01:10:00Z", {quiet(2h, 2h + 30min)}, "Europe/Berlin"), "2026-10-25T01:30:00Z");
}

TEST(NextDigest, IsLaterThanTheLast) {
    EXPECT_EQ(next("2026-11-24T02:59:59Z", daily(8h), "Asia/Almaty"), "2026-11-24T03:00:00Z");
    EXPECT_EQ(next("2026-11-24T03:00:00Z", daily(8h), "Asia/Almaty"), "2026-11-25T03:00:00Z");
    EXPECT_EQ(next("2028-02-28T09:00:00Z", daily(8h), "UTC"), "2028-02-29T08:00:00Z");
    EXPECT_EQ(next("2026-12-31T09:00:00Z", daily(8h), "UTC"), "2027-01-01T08:00:00Z");
    EXPECT_EQ(next("2026-11-24T03:00:00Z", {}, "UTC"), "never");
}

TEST(NextDigest, OfAWeekComesOnItsDay) {
    EXPECT_EQ(next("2026-11-24T12:00:00Z", weekly(std::chrono::Monday, 8h), "UTC"), "2026-11-30T08:00:00Z");
    EXPECT_EQ(next("2026-11-30T08:00:00Z", weekly(std::chrono::Monday, 8h), "UTC"), "2026-12-07T08:00:00Z");
    // Monday has begun in Auckland while it is Sunday in UTC.
    EXPECT_EQ(next("2026-11-29T10:00:00Z", weekly(std::chrono::Monday, 8h), "Pacific/Auckland"),
              "2026-11-29T19:00:00Z");
}

TEST(NextDigest, KeepsToTheClockOnTheWallThroughDaylightSaving) {
    EXPECT_EQ(next("2026-03-28T08:00:00Z", daily(8h), "Europe/Berlin"), "2026-03-29T06:00:00Z");
    EXPECT_EQ(next("2026-10-24T08:00:00Z", daily(8h), "Europe/Berlin"), "2026-10-25T07:00:00Z");
    EXPECT_EQ(next("2026-10-03T00:00:00Z", daily(8h), "Australia/Sydney"), "2026-10-03T21:00:00Z");
    // Skipped: an hour later by the clock. Shown twice: once.
    EXPECT_EQ(next("2026-03-28T20:00:00Z", daily(2h + 30min), "Europe/Berlin"), "2026-03-29T01:30:00Z");
    EXPECT_EQ(next("2026-10-24T20:00:00Z", daily(2h + 30min), "Europe/Berlin"), "2026-10-25T00:30:00Z");
    EXPECT_EQ(next("2026-10-25T00:30:00Z", daily(2h + 30min), "Europe/Berlin"), "2026-10-26T01:30:00Z");
}

TEST(NextDigest, EverySoOftenCountsFromLocalMidnight) {
    EXPECT_EQ(next("2026-11-24T03:10:00Z", every(1h), "UTC"), "2026-11-24T04:00:00Z");
    EXPECT_EQ(next("2026-11-24T03:10:00Z", every(1h), "Asia/Kolkata"), "2026-11-24T03:30:00Z");
    EXPECT_EQ(next("2026-11-24T03:10:00Z", every(6h), "Asia/Almaty"), "2026-11-24T07:00:00Z");
    // The hour that comes twice has two digests.
    EXPECT_EQ(next("2026-10-25T00:00:00Z", every(1h), "Europe/Berlin"), "2026-10-25T01:00:00Z");
    EXPECT_EQ(next("2026-10-25T01:00:00Z", every(1h), "Europe/Berlin"), "2026-10-25T02:00:00Z");
    EXPECT_EQ(next("1969-12-31T20:10:00Z", every(1h), "UTC"), "1969-12-31T21:00:00Z");
}

TEST(TimeForPeople, IsLocal) {
    auto time = at("2018-04-17T18:12:44Z");
    EXPECT_EQ(time_for_people(time, zone("Asia/Almaty")), "18 Apr 2018, 00:12");
    EXPECT_EQ(day_for_people(time, Zone()), "17 Apr 2018");
    EXPECT_EQ(weekday_for_people(time, zone("Asia/Almaty")), "Wednesday, 18 April 2018");
}

}  // namespace
}  // namespace watchword::schedule
