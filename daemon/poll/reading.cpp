#include "daemon/poll/reading.hpp"

#include <algorithm>
#include <array>

#include "common/article/article.hpp"
#include "common/base/url.hpp"
#include "common/revision/compare.hpp"
#include "common/revision/presence.hpp"
#include "common/revision/stability.hpp"
#include "common/revision/storage.hpp"
#include "common/text/language.hpp"
#include "daemon/outbox/fill.hpp"
#include "daemon/poll/memory.hpp"
#include "daemon/store/feeds.hpp"

namespace watchword::poll {

namespace {

using revision::Revision;

constexpr std::string_view from_page = "page";
constexpr std::string_view from_feed = "feed";

// Within this time a version that was there before is the same piece under a second headline, not news.
constexpr Duration flapping_window = std::chrono::hours(24);

Revision revision_of(const article::Article& article, const FeedText* feed) {
    Revision revision;
    revision.headline = article.title;
    revision.standfirst = article.standfirst;
    revision.byline = article.authors;
    revision.published = article.published;
    revision.tags = article.tags;
    revision.paragraphs = article.paragraphs;
    if (feed) {
        if (revision.headline.empty()) revision.headline = feed->revision.headline;
        if (revision.byline.empty()) revision.byline = feed->revision.byline;
        if (!revision.published) revision.published = feed->revision.published;
    }
    return revision;
}

std::string language_of(const Revision& revision, const article::Article* article, const catalog::Catalog& catalog,
                        const Dossier& dossier) {
    for (const store::Carrier& carrier : dossier.carriers)
        if (const config::Feed* feed = catalog.feed(carrier.feed); feed && !feed->language.empty()) return feed->language;
    if (article && !article->language.empty()) return article->language;
    std::string text = revision.headline + '\n' + revision.standfirst;
    for (const std::string& paragraph : revision.paragraphs) text += '\n' + paragraph;
    return text::detect_language(text);
}

// What the outside said, as the presence of an article.
struct Seen {
    revision::Sighting sighting = revision::Sighting::present;
    std::string detail;                       // for a person
    std::optional<article::Article> article;  // when it can be read
};

Seen look_at_page(const http::Response& response) {
    using enum revision::Sighting;
    auto content_type = std::string(response.header("content-type").value_or(""));
    article::Article article = article::extract({response.body, response.url, content_type});
    switch (article.absence) {
        case article::Absence::none:
            return {present, "", std::move(article)};
        case article::Absence::not_found:
            return {soft_404, "a page that says there is nothing", std::nullopt};
        case article::Absence::index_page:
            // A list of other pieces only tells something when the site sent us there.
            if (!response.redirects.empty()) return {redirected, "redirected to " + response.url, std::nullopt};
            return {walled, "a list of other pieces", std::nullopt};
        default:
            return {walled, std::string(article::to_text(article.absence)), std::nullopt};
    }
}

Seen look_at(const Fetched& fetched) {
    using enum revision::Sighting;
    if (fetched.kind == Fetched::Kind::failed) return {unreachable, fetched.reason, std::nullopt};
    if (fetched.kind == Fetched::Kind::refused) return {walled, fetched.reason, std::nullopt};
    int status = fetched.response.status;
    switch (status) {
        case 200:
            return look_at_page(fetched.response);
        case 304:
            return {present, "", std::nullopt};
        case 404:
            return {gone, "404 Not Found", std::nullopt};
        case 410:
            return {gone, "410 Gone", std::nullopt};
        case 401:
        case 402:
        case 403:
        case 451:
            return {walled, "HTTP " + std::to_string(status), std::nullopt};
        default:
            return {unreachable, "HTTP " + std::to_string(status), std::nullopt};
    }
}

alert::ArticleRef reference(const Dossier& dossier, const store::ArticleRow& row, const Revision& revision, Time seen) {
    alert::ArticleRef article;
    article.id = row.id;
    article.url = row.url;
    article.title = revision.headline;
    article.standfirst = revision.standfirst;
    article.authors = revision.byline;
    article.published = revision.published ? revision.published : row.published;
    article.language = row.language;
    article.tags = revision.tags;
    for (const subscription::Carrier& carrier : dossier.feeds) article.feeds.push_back(carrier.name);
    article.revision = row.revision;
    article.seen = seen;
    return article;
}

// The text under consideration becomes a revision, or is the one that is there already.
void take_text(Conclusion& conclusion, const catalog::Catalog& catalog, const Dossier& dossier, Revision now_text,
               std::string_view origin, const article::Article* article, Time now) {
    store::ArticleRow& row = conclusion.row;
    row.language = language_of(now_text, article, catalog, dossier);
    if (now_text.published) row.published = now_text.published;
    auto fingerprint = revision::fingerprint(now_text);

    std::optional<Revision> before;
    if (dossier.newest)
        if (auto stored = revision::deserialise(dossier.newest->text)) before = std::move(*stored);
    std::vector<revision::Known> versions;
    for (const store::Version& version : dossier.earlier) versions.push_back({version.fingerprint, version.seen});
    bool other_origin = dossier.newest && dossier.newest->origin != origin;
    // Once the page was read, what the feed says is no newer text of it.
    if (other_origin && origin == from_feed) return;

    std::optional<revision::Diff> diff;
    bool fresh_feed = std::any_of(dossier.carriers.begin(), dossier.carriers.end(), [](auto& c) { return c.fresh; });
    if (before) {
        if (!other_origin) {
            if (fingerprint != dossier.newest->fingerprint) {
                if (revision::looks_walled(*before, now_text)) {
                    conclusion.note = "much less text than before: not readable rather than edited";
                    row.trouble = conclusion.note;
                    if (!fresh_feed) return;
                    now_text = *before;
                    fingerprint = dossier.newest->fingerprint;
                } else {
                    diff = revision::compare(*before, now_text, row.language);
                }
            }
            bool edited = diff && diff->grade && *diff->grade > revision::Grade::cosmetic;
            bool alternates = edited && revision::alternates(versions, fingerprint, now, flapping_window);
            if (!edited || alternates) {
                diff.reset();
                if (alternates) conclusion.note = "alternates with an earlier version";
                if (!fresh_feed) return;
                now_text = *before;
                fingerprint = dossier.newest->fingerprint;
            }
        } else if (fingerprint == dossier.newest->fingerprint && !fresh_feed) {
            return;
        }
    }

    bool is_new = !before || diff || other_origin;
    if (is_new) {
        ++row.revision;
        if (diff) ++row.edits;
        row.fingerprint = fingerprint;
        row.changed = now;
        store::RevisionRow revision;
        revision.article = row.id;
        revision.number = row.revision;
        revision.seen = now;
        revision.fingerprint = fingerprint;
        if (diff && diff->grade) revision.grade = revision::to_text(*diff->grade);
        revision.origin = origin;
        revision.text = revision::serialise(now_text);
        conclusion.revision = std::move(revision);
        conclusion.replaced = dossier.newest;
        conclusion.event = before ? "article.changed" : "article.read";
    }

    subscription::Reading reading;
    reading.article = reference(dossier, row, now_text, row.changed.value_or(now));
    if (auto url = parse_url(row.url)) reading.source = url->host;
    reading.now = &now_text;
    reading.before = before ? &*before : nullptr;
    reading.diff = diff ? &*diff : nullptr;
    reading.fingerprint = fingerprint;
    reading.carriers = dossier.feeds;
    reading.baseline = row.baseline && !diff && !fresh_feed;
    reading.known = dossier.known;
    reading.time = now;
    auto verdict = subscription::judge(catalog.roster(), reading);
    for (alert::Alert& alert : verdict.alerts) conclusion.alerts.push_back(std::move(alert));
    for (subscription::Known& known : verdict.matched) conclusion.matched.push_back(known);
}

// The same text as before, looked at again only for the feeds that bring it as news.
void take_unchanged(Conclusion& conclusion, const catalog::Catalog& catalog, const Dossier& dossier, Time now) {
    if (!dossier.newest) return;
    auto text = revision::deserialise(dossier.newest->text);
    if (text) take_text(conclusion, catalog, dossier, std::move(*text), dossier.newest->origin, nullptr, now);
}

void take_presence(Conclusion& conclusion, const catalog::Catalog& catalog, const Dossier& dossier, const Seen& seen,
                   Time now) {
    auto step = revision::step(presence_from_json(conclusion.row.presence), {now, seen.sighting, seen.detail});
    conclusion.row.presence = to_json(step.next);
    if (step.event == revision::PresenceStep::Event::none || !dossier.newest) return;
    auto text = revision::deserialise(dossier.newest->text);
    if (!text || !step.present_at || !step.absent_at) return;
    auto event = step.event == revision::PresenceStep::Event::removed ? alert::Event::article_removed
                                                                      : alert::Event::article_restored;
    if (event == alert::Event::article_removed) conclusion.row.changed = now;
    auto article = reference(dossier, conclusion.row, *text, dossier.newest->seen);
    auto alerts = subscription::judge_presence(catalog.roster(), article, dossier.known, event, *step.present_at,
                                               *step.absent_at, step.reason, now);
    for (alert::Alert& alert : alerts) conclusion.alerts.push_back(std::move(alert));
    conclusion.event = alert::to_text(event);
    conclusion.note = step.reason;
}

// How long after a failed first reading the page is asked for again.
Duration patience(unsigned failures) {
    constexpr std::array<Duration, 4> steps{std::chrono::minutes(2), std::chrono::minutes(10), std::chrono::hours(1),
                                            std::chrono::hours(6)};
    return steps[std::min<std::size_t>(failures, steps.size()) - 1];
}

// When it is read again.
void plan(Conclusion& conclusion, const catalog::Catalog& catalog, const Dossier& dossier, bool page_wanted, Time now,
          double jitter) {
    constexpr unsigned failures_max = 8;  // of a page that was never read
    store::ArticleRow& row = conclusion.row;
    row.priority = store::Priority::again;
    ++row.readings;
    row.last_read = now;
    if (row.revision > 0 && !row.first_read) row.first_read = now;
    if (!page_wanted) {
        row.next_reading = std::nullopt;
        row.why = "its feed has the whole text and tells of changes";
        return;
    }
    bool page_read = conclusion.revision ? conclusion.revision->origin == from_page
                                         : dossier.newest && dossier.newest->origin == from_page;
    if (!page_read) {
        row.next_reading = std::nullopt;
        row.why = "its page could not be read: " + row.trouble;
        if (row.failures > 0 && row.failures < failures_max)
            row.next_reading = now + patience(row.failures) + Duration(static_cast<Duration::rep>(jitter * 10'000));
        return;
    }
    schedule::RevisitState state;
    // What was old when its feed was new is as settled as its age says.
    state.first_read = row.first_read.value_or(now);
    if (row.baseline && row.published) state.first_read = std::min(state.first_read, *row.published);
    if (row.edits > 0 || conclusion.event == "article.removed") state.last_change = row.changed;
    state.last_read = now;
    state.doubtful = presence_from_json(row.presence).doubtful();
    state.edits = dossier.edits;
    auto revisit = schedule::next_revisit(state, article_settings(catalog, dossier).revisit, now, jitter);
    row.next_reading = revisit.at;
    row.why = std::move(revisit.reason);
}

// A canonical address on the same host that leads to the same article from now on.
std::optional<std::uint64_t> further_address(const store::ArticleRow& row, const article::Article& article,
                                             const std::string& final_url) {
    auto own = parse_url(row.url);
    if (!own) return std::nullopt;
    for (const std::string& candidate : {article.canonical_url, final_url}) {
        auto other = parse_url(candidate);
        if (!other || other->host != own->host) continue;
        if (auto identity = url_identity(*other); identity != url_identity(*own)) return digest_of({identity});
    }
    return std::nullopt;
}

}  // namespace

std::optional<Dossier> find_dossier(store::Connection& connection, const catalog::Catalog& catalog, ArticleId id) {
    auto row = store::find_article(connection, id);
    if (!row) return std::nullopt;
    Dossier dossier;
    dossier.row = std::move(*row);
    if (dossier.row.revision > 0) {
        dossier.newest = store::find_revision(connection, id, dossier.row.revision);
        dossier.earlier = store::recent_versions(connection, id);
    }
    dossier.carriers = store::carriers(connection, id);
    for (const store::Carrier& carrier : dossier.carriers) {
        subscription::Carrier named;
        named.fresh = carrier.fresh;
        auto feed_row = store::find_feed(connection, carrier.feed);
        if (const config::Feed* feed = catalog.feed(carrier.feed)) {
            named.name = feed->name;
            named.tags = feed->tags;
        }
        if (named.name.empty() && feed_row) named.name = feed_row->title.empty() ? feed_row->url : feed_row->title;
        if (!named.name.empty()) dossier.feeds.push_back(std::move(named));
    }
    if (!dossier.carriers.empty()) {
        auto count = store::edit_count(connection, dossier.carriers.front().feed);
        dossier.edits = {count.reread, count.edited};
    }
    for (const store::MatchRow& match : store::matches(connection, id))
        dossier.known.push_back({match.subscription, match.told});
    return dossier;
}

const config::Articles& article_settings(const catalog::Catalog& catalog, const Dossier& dossier) {
    for (const store::Carrier& carrier : dossier.carriers)
        if (const config::Feed* feed = catalog.feed(carrier.feed)) return feed->articles;
    return catalog.config().articles;
}

bool wants_page(config::FetchPages fetch, const store::ArticleRow& row) {
    return !row.host.empty() && fetch != config::FetchPages::never;
}

Conclusion conclude(std::shared_ptr<const catalog::Catalog> catalog, Dossier dossier, Fetched fetched, Time now,
                    double jitter) {
    Conclusion conclusion;
    conclusion.row = dossier.row;
    conclusion.next_reading_before = dossier.row.next_reading;
    conclusion.carriers = dossier.carriers;
    store::ArticleRow& row = conclusion.row;
    auto feed_text = feed_text_from(row.from_feed);
    bool asked = fetched.kind != Fetched::Kind::not_asked;

    if (asked) {
        Seen seen = look_at(fetched);
        if (seen.article) {
            row.etag = fetched.response.header("etag").value_or("");
            row.last_modified = fetched.response.header("last-modified").value_or("");
            conclusion.address = further_address(row, *seen.article, fetched.response.url);
            auto text = revision_of(*seen.article, feed_text ? &*feed_text : nullptr);
            take_text(conclusion, *catalog, dossier, std::move(text), from_page, &*seen.article, now);
        }
        bool readable = seen.sighting == revision::Sighting::present;
        row.failures = readable ? 0 : row.failures + 1;
        row.trouble = seen.detail;
        // Better told from the feed's words at once than from the page's some day.
        if (!readable && feed_text)
            take_text(conclusion, *catalog, dossier, std::move(feed_text->revision), from_feed, nullptr, now);
        else if (readable && !seen.article)
            take_unchanged(conclusion, *catalog, dossier, now);
        if (readable) row.from_feed.clear();
        take_presence(conclusion, *catalog, dossier, seen, now);
    } else if (feed_text) {
        take_text(conclusion, *catalog, dossier, std::move(feed_text->revision), from_feed, nullptr, now);
    }
    plan(conclusion, *catalog, dossier, asked, now, jitter);
    return conclusion;
}

Recorded record_reading(store::Connection& connection, const catalog::Catalog& catalog, const Conclusion& conclusion,
                        Time now) {
    auto present = store::find_article(connection, conclusion.row.id);
    if (!present) return {};
    store::ArticleRow row = conclusion.row;
    if (present->next_reading != conclusion.next_reading_before) {
        // A feed brought news of it while it was being read.
        row.next_reading = present->next_reading;
        row.priority = present->priority;
        row.why = present->why;
        row.from_feed = present->from_feed;
    }
    store::save_article(connection, row);
    if (conclusion.revision)
        store::save_revision(connection, *conclusion.revision, conclusion.replaced ? &*conclusion.replaced : nullptr);
    if (conclusion.address) store::save_address(connection, *conclusion.address, row.id);
    store::settle_carriers(connection, row.id, conclusion.carriers);
    bool reread = row.readings == 2;
    bool edited = row.edits == 1 && conclusion.revision && !conclusion.revision->grade.empty();
    if ((reread || edited) && !conclusion.carriers.empty())
        store::count_edit(connection, conclusion.carriers.front().feed, reread, edited);
    for (const subscription::Known& known : conclusion.matched)
        store::save_match(connection, row.id, known.subscription, row.revision, known.told);
    for (const alert::Alert& alert : conclusion.alerts)
        outbox::fill(connection, catalog, alert, catalog::subscription_id(alert.subscription.name), now);
    return {row.next_reading, conclusion.alerts.size()};
}

}  // namespace watchword::poll
