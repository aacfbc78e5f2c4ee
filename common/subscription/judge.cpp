#include "common/subscription/judge.hpp"

#include <algorithm>

#include "common/subscription/subject.hpp"

namespace watchword::subscription {

namespace {

using alert::Event;

RevisionSubject subject_of(const Reading& reading, const revision::Revision& revision, const revision::Diff* diff,
                           const std::vector<Carrier>& carriers) {
    return {revision, diff, reading.article.url, reading.source, reading.article.language, carriers};
}

alert::Alert compose(const Reading& reading, const Subscription& subscription, Event event) {
    alert::Alert alert;
    alert.id =
        AlertId::of({subscription.name, reading.article.id.text(), alert::to_text(event), base32(reading.fingerprint)});
    alert.event = event;
    alert.time = reading.time;
    alert.subscription = {subscription.name, subscription.query.text()};
    alert.article = reading.article;
    return alert;
}

const Known* find_known(const std::vector<Known>& known, SubscriptionId id) {
    auto found = std::find_if(known.begin(), known.end(), [&](const Known& k) { return k.subscription == id; });
    return found == known.end() ? nullptr : &*found;
}

}  // namespace

Verdict judge(const Roster& roster, const Reading& reading) {
    Verdict verdict;
    RevisionSubject now = subject_of(reading, *reading.now, reading.diff, reading.carriers);
    auto matching = roster.matching(now.subject(), reading.carriers);

    std::vector<const Subscription*> matching_before;
    if (reading.before) {
        // As the archive knew it: the old text, in the feeds that carried it then.
        std::vector<Carrier> settled;
        std::copy_if(reading.carriers.begin(), reading.carriers.end(), std::back_inserter(settled),
                     [](const Carrier& carrier) { return !carrier.fresh; });
        RevisionSubject before = subject_of(reading, *reading.before, nullptr, settled);
        matching_before = roster.matching(before.subject(), settled);
    }
    auto matched_before = [&](const Subscription* subscription) {
        return std::find(matching_before.begin(), matching_before.end(), subscription) != matching_before.end();
    };
    bool edit_tells = reading.diff && reading.diff->grade && *reading.diff->grade > revision::Grade::cosmetic;

    auto tell = [&](const Subscription& subscription, Event event, bool matches) {
        if (!subscription.wants(event)) return;
        alert::Alert alert = compose(reading, subscription, event);
        if (matches) alert.hits = roster.hits(subscription, now.subject());
        if (event == Event::article_edited && reading.diff) {
            alert.changes = reading.diff->changes;
            alert.grade = reading.diff->grade;
        }
        verdict.alerts.push_back(std::move(alert));
    };

    for (const Subscription* subscription : matching) {
        const Known* known = find_known(reading.known, subscription->id);
        if (reading.baseline) {
            if (!known) verdict.matched.push_back({subscription->id, false});
            continue;
        }
        if (known && known->told) {
            if (edit_tells || (reading.diff && subscription->query.watches_edits()))
                tell(*subscription, Event::article_edited, true);
            continue;
        }
        if (matched_before(subscription)) continue;
        bool by_edit_alone = reading.diff && subscription->query.watches_edits();
        tell(*subscription,
             by_edit_alone && !subscription->wants(Event::article_matched) ? Event::article_edited
                                                                           : Event::article_matched,
             true);
        verdict.matched.push_back({subscription->id, true});
    }
    if (!edit_tells || reading.baseline) return verdict;

    // Those who were told and do not match any more: the edit took away what they look for.
    for (const Known& known : reading.known) {
        const Subscription* subscription = known.told ? roster.find(known.subscription) : nullptr;
        if (!subscription || std::find(matching.begin(), matching.end(), subscription) != matching.end()) continue;
        if (subscription->query.watches_edits()) continue;
        tell(*subscription, Event::article_edited, false);
    }
    return verdict;
}

std::vector<alert::Alert> judge_presence(const Roster& roster, const alert::ArticleRef& article,
                                         const std::vector<Known>& known, alert::Event event, Time present_at,
                                         Time absent_at, const std::string& absence, Time now) {
    std::vector<alert::Alert> alerts;
    for (const Known& one : known) {
        const Subscription* subscription = one.told ? roster.find(one.subscription) : nullptr;
        if (!subscription) continue;
        // Who wants to hear that an article is gone wants to hear that it is back.
        if (!subscription->wants(event) &&
            !(event == Event::article_restored && subscription->wants(Event::article_removed)))
            continue;
        alert::Alert alert;
        alert.id = AlertId::of({subscription->name, article.id.text(), alert::to_text(event), to_rfc3339(absent_at)});
        alert.event = event;
        alert.time = now;
        alert.subscription = {subscription->name, subscription->query.text()};
        alert.article = article;
        alert.present_at = present_at;
        alert.absent_at = absent_at;
        alert.absence = absence;
        alerts.push_back(std::move(alert));
    }
    return alerts;
}

}  // namespace watchword::subscription
