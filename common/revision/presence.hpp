#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "common/base/time.hpp"

namespace watchword::revision {

// What one reading of an article's page found.
enum class Sighting {
    present,
    redirected,  // to a page that is not the article
    gone,        // 404 or 410
    soft_404,    // 200, but the page says that there is nothing
    walled,      // a consent wall or paywall stands before it
    unreachable  // 5xx, time-out, refused: says nothing about the article
};

std::string_view to_text(Sighting sighting);
std::optional<Sighting> sighting_from_text(std::string_view text);

// Where an article stands, from one reading to the next: kept with the article.
struct Presence {
    Sighting last = Sighting::present;
    std::optional<Time> present_at{};    // when it was last seen; nullopt: never
    std::optional<Time> absent_since{};  // the first of the readings in a row that missed it
    unsigned absences = 0;               // how many those are
    bool removed = false;                // its removal was told
    bool operator==(const Presence&) const = default;

    // Missed, but not often or long enough to say so: worth reading again soon.
    bool doubtful() const { return absences > 0 && !removed; }
};

struct Reading {
    Time time;
    Sighting sighting = Sighting::present;
    std::string detail;  // "404 Not Found", "redirected to https://..."; for a person
};

struct PresenceStep {
    enum class Event { none, removed, restored };
    Presence next;
    Event event = Event::none;
    // With an event: the two readings it rests on, and how the article was missing or is back.
    std::optional<Time> present_at{};
    std::optional<Time> absent_at{};
    std::string reason{};
};

// spec/alerts.md, `article.removed` and `article.restored`: removed after three readings in a row that missed
// it, at least an hour from the first to the last; restored at the first that sees it again. Walls and
// failures neither count as absent nor break the row. Of what was never seen nothing is claimed.
PresenceStep step(const Presence& presence, const Reading& reading);

}  // namespace watchword::revision
