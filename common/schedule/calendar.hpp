#pragma once

#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "common/base/time.hpp"

namespace date {
class time_zone;
}

namespace watchword::schedule {

// "HH:MM-HH:MM" in the subscription's zone; may run over midnight.
struct QuietHours {
    std::chrono::minutes from{};  // since midnight
    std::chrono::minutes until{};
    bool operator==(const QuietHours&) const = default;
};

struct Digest {
    enum class Kind { off, every, daily, weekly } kind = Kind::off;
    Duration every{};
    std::chrono::minutes at{};       // since midnight
    std::chrono::weekday weekday{};  // weekly
    bool operator==(const Digest&) const = default;
};

using LocalTime = std::chrono::local_time<std::chrono::milliseconds>;

// A time zone of the IANA database, by the rules that the system has. Cheap to copy; safe to share between
// threads.
class Zone {
  public:
    Zone() = default;  // UTC

    // nullopt for a name that is not in the database ("Mars/Olympus", "UTC+5").
    static std::optional<Zone> find(std::string_view name);

    std::string name() const;
    Duration offset_at(Time time) const;  // local time less UTC
    LocalTime to_local(Time time) const;

    // The moment a clock on the wall shows `local`. A time that the clock skips counts on from before the gap
    // (02:30 becomes 03:30); of a time shown twice it is the first showing, unless only the second is later
    // than `after`.
    Time to_utc(LocalTime local, Time after = Time::min()) const;

  private:
    explicit Zone(const date::time_zone* rules) : rules_(rules) {}
    const date::time_zone* rules_ = nullptr;  // lives as long as the process; nullptr: UTC
};

// When the quiet that holds at `now` ends, ranges that touch or overlap taken as one; nullopt when it is not
// quiet. Never more than a day away, even for ranges that leave no hour free.
std::optional<Time> quiet_until(Time now, std::span<const QuietHours> quiet, const Zone& zone);

// The first digest time later than `after`; nullopt for Digest::Kind::off. Every so often counts from local
// midnight.
std::optional<Time> next_digest(Time after, const Digest& digest, const Zone& zone);

// "17 Apr 2018, 09:12", "17 Apr 2018" and "Tuesday, 17 April 2018", in the zone.
std::string time_for_people(Time time, const Zone& zone);
std::string day_for_people(Time time, const Zone& zone);
std::string weekday_for_people(Time time, const Zone& zone);

}  // namespace watchword::schedule
