#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/schedule/feed_health.hpp"

namespace watchword::schedule {

// What came of the page of an article that was read for the first time.
struct PageOutcome {
    std::size_t characters = 0;  // of its text; 0: there was none
    std::string trouble;         // why there was none, for a person: "paywall"
};

// What the pages of a feed's articles have given of late. A site that is rebuilt, or put behind a wall, shows
// here while its feed still looks well.
struct PageHealth {
    std::vector<double> recent;   // log2 of the characters of the last articles with text, the oldest first
    double usual = 0;             // mean of those before them, where the last hundred or so count most
    unsigned settled = 0;         // articles it is made of
    unsigned empty = 0;           // articles in a row without any text
    Time empty_since;             // the first of them
    std::optional<Time> failing;  // the operator was told of the episode that began then
    bool operator==(const PageHealth&) const = default;
};

struct ObservedPages {
    PageHealth health;
    std::optional<HealthNotice> notice;
};

// Takes a page into the health of its feed. The operator is told once per episode when the pages suddenly
// give no text, or half as much as they used to, and once when they are well again. Nothing is sudden before
// some twenty articles are known.
ObservedPages observe(PageHealth health, const PageOutcome& page, Time now);

// "{}", and what to_json did not write, is a feed of whose pages nothing is known.
std::string to_json(const PageHealth& health);
PageHealth page_health_from_json(std::string_view json);

}  // namespace watchword::schedule
