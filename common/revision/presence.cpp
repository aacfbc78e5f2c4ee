#include "common/revision/presence.hpp"

#include <algorithm>
#include <array>

namespace watchword::revision {

namespace {

constexpr unsigned absences_min = 3;
constexpr Duration absent_min = std::chrono::hours(1);

constexpr std::array sightings{Sighting::present,  Sighting::redirected, Sighting::gone,
                               Sighting::soft_404, Sighting::walled,     Sighting::unreachable};

PresenceStep seen(const Presence& presence, const Reading& reading) {
    PresenceStep step;
    step.next = {.last = Sighting::present, .present_at = reading.time};
    if (!presence.removed) return step;
    step.event = PresenceStep::Event::restored;
    step.present_at = reading.time;
    step.absent_at = presence.absent_since;
    step.reason = "present at " + to_rfc3339(reading.time);
    if (presence.absent_since) step.reason += ", absent since " + to_rfc3339(*presence.absent_since);
    return step;
}

PresenceStep missed(const Presence& presence, const Reading& reading) {
    PresenceStep step{.next = presence};
    step.next.last = reading.sighting;
    if (presence.absences == 0) step.next.absent_since = reading.time;
    step.next.absences = std::min(presence.absences + 1, absences_min);
    const bool enough = step.next.absences >= absences_min && reading.time - *step.next.absent_since >= absent_min;
    if (presence.removed || !presence.present_at || !enough) return step;
    step.next.removed = true;
    step.event = PresenceStep::Event::removed;
    step.present_at = presence.present_at;
    step.absent_at = reading.time;
    step.reason = "present at " + to_rfc3339(*presence.present_at) + ", absent at " + to_rfc3339(reading.time);
    if (!reading.detail.empty()) step.reason += ": " + reading.detail;
    return step;
}

}  // namespace

std::string_view to_text(Sighting sighting) {
    switch (sighting) {
        case Sighting::present:
            return "present";
        case Sighting::redirected:
            return "redirected";
        case Sighting::gone:
            return "gone";
        case Sighting::soft_404:
            return "soft_404";
        case Sighting::walled:
            return "walled";
        case Sighting::unreachable:
            return "unreachable";
    }
    return {};
}

std::optional<Sighting> sighting_from_text(std::string_view text) {
    for (Sighting sighting : sightings)
        if (to_text(sighting) == text) return sighting;
    return std::nullopt;
}

PresenceStep step(const Presence& presence, const Reading& reading) {
    switch (reading.sighting) {
        case Sighting::present:
            return seen(presence, reading);
        case Sighting::redirected:
        case Sighting::gone:
        case Sighting::soft_404:
            return missed(presence, reading);
        case Sighting::walled:
        case Sighting::unreachable:
            break;
    }
    PresenceStep step{.next = presence};
    step.next.last = reading.sighting;
    return step;
}

}  // namespace watchword::revision
