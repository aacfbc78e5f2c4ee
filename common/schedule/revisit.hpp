#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "common/base/time.hpp"

namespace watchword::schedule {

// How often a feed's articles turned out to be edited.
struct EditShare {
    unsigned articles = 0;  // of the feed that were read again
    unsigned edited = 0;    // of those, how many had changed at least once
};

// What is known of an article when its next reading is planned.
struct RevisitState {
    Time first_read;                  // when its first revision was read
    std::optional<Time> last_change;  // when the last revision after the first was read, or its removal told
    Time last_read;                   // whatever came of it
    bool doubtful = false;            // the last readings missed it, but not yet often enough to say that it is gone
    EditShare edits;
    std::vector<Time> changes;  // of late, the newest first: when each was found
};

struct Revisit {
    std::optional<Time> at;  // nullopt: the ladder has ended
    std::string reason;      // for a person: "40m after the last change, step 3 of 11"
};

// When an article is read again. `ladder` holds rising distances from the last change (config: [articles]
// revisit). The first step is only for an article without a change: one that was just read anew is read again
// at the second. Feeds that edit much have their distances shortened, to half at most. Steps missed while
// nothing ran count as one. A page that is another at each reading (a counter, a clock, an advertisement within its
// text) would be told of without end: the more often it changed of late, the later step follows a change. `jitter` in
// [0, 1) spreads articles of one feed over a tenth of the step.
Revisit next_revisit(const RevisitState& state, const std::vector<Duration>& ladder, Time now, double jitter);

// When an article that there is news of is read: at once, but no page is asked for twice within a few seconds.
Time earliest_reading(std::optional<Time> last_read, Time now);

}  // namespace watchword::schedule
