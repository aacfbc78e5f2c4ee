#pragma once

#include <optional>
#include <vector>

#include "common/alert/alert.hpp"
#include "common/revision/diff.hpp"
#include "common/revision/revision.hpp"
#include "common/subscription/roster.hpp"

namespace watchword::subscription {

// A subscription that has matched the article before.
struct Known {
    SubscriptionId subscription;
    bool told = false;  // false: it matched while the article was part of a baseline, and nobody was alerted
};

// What a reading brought, to be judged.
struct Reading {
    alert::ArticleRef article;  // of the revision `now`
    std::string source;         // host of its URL
    const revision::Revision* now = nullptr;
    const revision::Revision* before = nullptr;  // nullptr: this is the first
    const revision::Diff* diff = nullptr;  // from `before` to `now`; nullptr when `before` is, or when it is no edit
    std::uint64_t fingerprint = 0;         // of `now`
    std::vector<Carrier> carriers;
    bool baseline = false;  // the first reading of what a new feed already listed
    std::vector<Known> known;
    Time time;
};

// What follows from it.
struct Verdict {
    std::vector<alert::Alert> alerts;
    std::vector<Known> matched;  // to be remembered for the article
};

// Who is told what of a new revision (spec/alerts.md, "Events"; spec/product.md, promises 3 to 5):
// - article.matched when a subscription matches for the first time: the article is new, an edit made it match, or a
// feed
//   in its scope brings it; not when the revision before matched as well, and never for a baseline;
// - article.edited when it was told of the article and the grade is more than cosmetic, or the edit is what it matches.
// An alert's id follows from subscription, article, event and revision: judging twice gives the same ids.
Verdict judge(const Roster& roster, const Reading& reading);

// Who is told that an article is gone, or there again: those told of it before.
std::vector<alert::Alert> judge_presence(const Roster& roster, const alert::ArticleRef& article,
                                         const std::vector<Known>& known, alert::Event event, Time present_at,
                                         Time absent_at, const std::string& absence, Time now);

}  // namespace watchword::subscription
