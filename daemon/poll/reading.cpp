#include "daemon/poll/reading.hpp"

#include <algorithm>
#include <array>

#include "common/article/article.hpp"
#include "common/article/earlier.hpp"
#include "common/article/full_text.hpp"
#include "common/base/url.hpp"
#include "common/revision/compare.hpp"
#include "common/revision/presence.hpp"
#include "common/revision/stability.hpp"
#include "common/revision/storage.hpp"
#include "common/text/language.hpp"
#include "daemon/outbox/fill.hpp"
#include "daemon/poll/poll_record.hpp"
#include "daemon/store/feeds.hpp"
#include "daemon/store/pages.hpp"

namespace watchword::poll {

namespace {

using revision::Revision;

using store::origin_feed;
using store::origin_page;

// Within this time a version that was there before is the same piece under a second headline, not news.
constexpr Duration flapping_window = std::chrono::hours(24);

Revision revision_of(const article::Article& article) {
    Revision revision;
    revision.headline = article.title;
    revision.standfirst = article.standfirst;
    revision.byline = article.authors;
    revision.published = article.published;
    revision.tags = article.tags;
    revision.paragraphs = article.paragraphs;
    return revision;
}

// What the page does not show is what its feed says, or said when the page was read `before`: the feed is at hand only
// while it tells of the article, and a part it alone has told is no part that anybody took away.
Revision with_feed(Revision page, const std::optional<Revision>& feed, const std::optional<Revision>& before) {
    auto fill = [&](auto part, bool revision::FromFeed::*mark) {
        if (!(page.*part).empty()) return;
        if (feed && !((*feed).*part).empty())
            page.*part = (*feed).*part;
        else if (before && before->from_feed.*mark)
            page.*part = (*before).*part;
        page.from_feed.*mark = !(page.*part).empty();
    };
    fill(&Revision::headline, &revision::FromFeed::headline);
    fill(&Revision::byline, &revision::FromFeed::byline);
    fill(&Revision::tags, &revision::FromFeed::tags);
    if (!page.published && feed) page.published = feed->published;
    if (!page.published && before) page.published = before->published;
    return page;
}

std::optional<Revision> stored_text(const Dossier& dossier) {
    if (!dossier.newest) return std::nullopt;
    auto stored = revision::deserialise(dossier.newest->text);
    return stored ? std::optional(std::move(*stored)) : std::nullopt;
}

// What the article's page said when it was read before.
std::optional<article::Earlier> page_read_before(const Dossier& dossier) {
    auto text = stored_text(dossier);
    if (!text || dossier.newest->origin != origin_page) return std::nullopt;
    return article::Earlier{std::move(text->standfirst), std::move(text->paragraphs)};
}

std::string language_of(const Revision& revision, const article::Article* article, const catalog::Catalog& catalog,
                        const Dossier& dossier) {
    for (const store::Carrier& carrier : dossier.carriers)
        if (const config::Feed* feed = catalog.feed(carrier.feed); feed && !feed->language.empty())
            return feed->language;
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

// Whether an article's address leads to the front page of its own site. Another site's may be a consent wall.
bool leads_to_front_page(const http::Response& response) {
    if (response.redirects.empty()) return false;
    auto own = parse_url(response.redirects.front().from), reached = parse_url(response.url);
    return own && reached && reached->text == reached->origin() + '/' && own->text != own->origin() + '/' &&
           (host_within(own->host, reached->host) || host_within(reached->host, own->host));
}

Seen look_at_page(const Fetched& fetched, const config::Articles& settings, const Dossier& dossier) {
    using enum revision::Sighting;
    const http::Response& response = fetched.response;
    if (leads_to_front_page(response)) return {redirected, "redirected to " + response.url, std::nullopt};
    auto content_type = std::string(response.header("content-type").value_or(""));
    auto earlier = page_read_before(dossier);
    article::Options options{.fetched = fetched.at,
                             .memory = &dossier.host,
                             .earlier = earlier ? &*earlier : nullptr,
                             .text = settings.text,
                             .drop = settings.drop};
    article::Article article = article::extract({response.body, response.url, content_type}, options);
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

Seen look_at(const Fetched& fetched, const config::Articles& settings, const Dossier& dossier) {
    using enum revision::Sighting;
    if (fetched.kind == Fetched::Kind::failed) return {unreachable, fetched.reason, std::nullopt};
    if (fetched.kind == Fetched::Kind::refused) return {walled, fetched.reason, std::nullopt};
    int status = fetched.response.status;
    switch (status) {
        case 200:
            return look_at_page(fetched, settings, dossier);
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

// Whether a feed has brought it as news since it was last read.
bool is_news(const Dossier& dossier) {
    return std::ranges::any_of(dossier.carriers, &store::Carrier::fresh);
}

// The text under consideration becomes a revision, or is the one that is there already.
void take_text(Conclusion& conclusion, const catalog::Catalog& catalog, const Dossier& dossier, Revision now_text,
               std::string_view origin, const article::Article* article, Time now) {
    store::ArticleRow& row = conclusion.row;
    row.language = language_of(now_text, article, catalog, dossier);
    if (now_text.published) row.published = now_text.published;
    auto fingerprint = revision::fingerprint(now_text);

    auto before = stored_text(dossier);
    // What has turned out to recur is no part of either version.
    if (before && origin == origin_page)
        before->paragraphs = dossier.host.without_recurring(std::move(before->paragraphs));
    std::vector<revision::Known> versions;
    for (const store::Version& version : dossier.earlier) versions.push_back({version.fingerprint, version.seen});
    bool fresh_feed = is_news(dossier);
    bool other_origin = dossier.newest && dossier.newest->origin != origin;
    // Once the page was read, what the feed says is no newer text of it.
    if (other_origin && origin == origin_feed) return;
    // Nor is it one of what another feed has said before.
    if (dossier.newest && origin == origin_feed && fresh_feed && fingerprint != dossier.newest->fingerprint)
        other_origin = true;

    std::optional<revision::Diff> diff;
    if (before) {
        if (!other_origin) {
            if (fingerprint != dossier.newest->fingerprint) {
                bool cut_off = revision::looks_cut_off(*before, now_text);
                if (cut_off || revision::looks_walled(*before, now_text)) {
                    conclusion.note = cut_off ? "it stops in the middle of a sentence: cut short rather than edited"
                                              : "much less text than before: not readable rather than edited";
                    row.trouble = conclusion.note;
                    if (!fresh_feed) return;
                    now_text = *before;
                    fingerprint = dossier.newest->fingerprint;
                } else {
                    diff = revision::compare(*before, now_text, row.language);
                }
            }
            bool edited = diff && diff->grade && *diff->grade > revision::Grade::cosmetic;
            // In turn means that the newest is still about: one that has not been seen for long was taken back.
            bool in_turn = now - row.newest_seen.value_or(row.changed.value_or(now)) <= flapping_window;
            bool alternates = edited && in_turn && revision::alternates(versions, fingerprint, now, flapping_window);
            if (!edited) row.newest_seen = now;
            if (!edited || alternates) {
                diff.reset();
                if (alternates) {
                    conclusion.note = "alternates with an earlier version";
                    conclusion.alternate = fingerprint;
                    // "Not modified" would not say which of the two it is.
                    row.etag.clear();
                    row.last_modified.clear();
                }
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
        row.newest_seen = now;
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

// The page showed an edit at its first reading, before its feed told of it. What the feed said then and says now tells
// what was edited. What stands on the page alone may have stood there before.
void take_unseen_edit(Conclusion& conclusion, const catalog::Catalog& catalog, const Dossier& dossier,
                      const Revision& before, const Revision& now_text, Time now) {
    auto diff = revision::compare(before, now_text, conclusion.row.language);
    if (!diff.grade || *diff.grade <= revision::Grade::cosmetic) return;
    subscription::Reading reading;
    reading.article = reference(dossier, conclusion.row, now_text, conclusion.row.changed.value_or(now));
    if (auto url = parse_url(conclusion.row.url)) reading.source = url->host;
    reading.now = &now_text;
    reading.before = &before;
    reading.diff = &diff;
    reading.fingerprint = revision::fingerprint(now_text);
    reading.carriers = dossier.feeds;
    reading.known = dossier.known;
    reading.time = now;
    auto verdict = subscription::judge(catalog.roster(), reading);
    for (alert::Alert& alert : verdict.alerts) conclusion.alerts.push_back(std::move(alert));
    for (subscription::Known& known : verdict.matched) conclusion.matched.push_back(known);
}

// The same text as before, looked at again only for the feeds that bring it as news.
void take_unchanged(Conclusion& conclusion, const catalog::Catalog& catalog, const Dossier& dossier, Time now) {
    auto text = stored_text(dossier);
    if (text) take_text(conclusion, catalog, dossier, std::move(*text), dossier.newest->origin, nullptr, now);
}

void take_presence(Conclusion& conclusion, const catalog::Catalog& catalog, const Dossier& dossier, const Seen& seen,
                   Time now) {
    auto step =
        revision::step(revision::deserialise_presence(conclusion.row.presence), {now, seen.sighting, seen.detail});
    conclusion.row.presence = revision::serialise(step.next);
    if (step.event == revision::PresenceStep::Event::none) return;
    auto text = stored_text(dossier);
    if (!text || !step.present_at || !step.absent_at) return;
    auto event = step.event == revision::PresenceStep::Event::removed ? alert::Event::article_removed
                                                                      : alert::Event::article_restored;
    if (event == alert::Event::article_removed) conclusion.row.changed = now;
    auto article = reference(dossier, conclusion.row, *text, dossier.newest->seen);
    auto alerts = subscription::judge_presence(catalog.roster(), article, dossier.known, event, *step.present_at,
                                               *step.absent_at, seen.detail, now);
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

// What a page that is read for the first time tells of its host and of its feed. A page that was not to be had at all
// tells nothing.
void take_first_page(Conclusion& conclusion, const Dossier& dossier, const Fetched& fetched, const Seen& seen) {
    using enum revision::Sighting;
    if (dossier.row.readings > 0 || fetched.kind != Fetched::Kind::answered) return;
    if (seen.article) {
        auto text = seen.article->text();
        auto continues = [](char c) { return (static_cast<unsigned char>(c) & 0xc0) == 0x80; };
        auto characters = text.size() - static_cast<std::size_t>(std::count_if(text.begin(), text.end(), continues));
        conclusion.page = schedule::PageOutcome{characters, ""};
        conclusion.lines = seen.article->paragraphs;
    } else if (seen.sighting == walled || seen.sighting == soft_404) {
        conclusion.page = schedule::PageOutcome{0, seen.detail};
    }
}

// Whether the feed's words are the article though its page can be read.
bool feed_tells_more(config::FetchPages fetch, const std::optional<Revision>& feed, const article::Article& page) {
    return fetch == config::FetchPages::automatic && feed &&
           article::better_text(feed->paragraphs, page) == article::TextSource::feed;
}

// Whether the page that stands there by now is another one: the article was taken down and its address redirected.
bool leads_elsewhere(const Dossier& dossier, const http::Response& response, const article::Article& article) {
    auto own = parse_url(dossier.row.url), reached = parse_url(response.url);
    if (!dossier.newest || response.redirects.empty() || !own || !reached ||
        url_identity(*own) == url_identity(*reached))
        return false;
    auto before = stored_text(dossier);
    return before && revision::is_another_piece(*before, revision_of(article));
}

// When it is read again.
void plan(Conclusion& conclusion, const catalog::Catalog& catalog, const Dossier& dossier, bool page_wanted,
          bool page_readable, Time now, double jitter) {
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
    bool page_read = conclusion.revision ? conclusion.revision->origin == origin_page
                                         : dossier.newest && dossier.newest->origin == origin_page;
    if (!page_read && !page_readable) {
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
    state.doubtful = revision::deserialise_presence(row.presence).doubtful();
    state.edits = dossier.edits;
    if (row.edits > dossier.row.edits) state.changes.push_back(now);
    for (const store::Version& version : dossier.earlier) state.changes.push_back(version.seen);
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
            named.url = feed->url;
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
    dossier.host = article::HostMemory::deserialise(store::host_memory(connection, dossier.row.host));
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

bool feed_goes_first(const Dossier& dossier) {
    return dossier.row.baseline && dossier.row.readings == 0 && !is_news(dossier) && dossier.newest &&
           dossier.newest->origin == origin_feed;
}

Conclusion conclude(std::shared_ptr<const catalog::Catalog> catalog, Dossier dossier, Fetched fetched, Time now,
                    double jitter) {
    Conclusion conclusion;
    conclusion.row = dossier.row;
    conclusion.next_reading_before = dossier.row.next_reading;
    conclusion.revision_before = dossier.row.revision;
    conclusion.carriers = dossier.carriers;
    store::ArticleRow& row = conclusion.row;
    auto feed_text = feed_text_from(row.from_feed);
    auto earlier_feed_text = earlier_feed_text_from(row.from_feed);
    bool asked = fetched.kind != Fetched::Kind::not_asked;
    bool readable = false;
    // What the feed said when it was new may be needed once more, see with_earlier.
    bool first_of_baseline = row.baseline && row.readings == 0;

    if (asked) {
        const config::Articles& settings = article_settings(*catalog, dossier);
        Seen seen = look_at(fetched, settings, dossier);
        take_first_page(conclusion, dossier, fetched, seen);
        bool from_entry = false;
        if (seen.article && leads_elsewhere(dossier, fetched.response, *seen.article))
            seen = {revision::Sighting::redirected, "redirected to " + fetched.response.url, std::nullopt};
        if (seen.article) {
            row.etag = fetched.response.header("etag").value_or("");
            row.last_modified = fetched.response.header("last-modified").value_or("");
            conclusion.address = further_address(row, *seen.article, fetched.response.url);
            from_entry = feed_tells_more(settings.fetch, feed_text, *seen.article);
            if (from_entry) {
                conclusion.note = "its feed tells more of it than its page";
                take_text(conclusion, *catalog, dossier, *feed_text, origin_feed, &*seen.article, now);
            } else {
                auto text = with_feed(revision_of(*seen.article), feed_text, stored_text(dossier));
                take_text(conclusion, *catalog, dossier, std::move(text), origin_page, &*seen.article, now);
            }
        }
        readable = seen.sighting == revision::Sighting::present;
        row.failures = readable ? 0 : row.failures + 1;
        row.trouble = seen.detail;
        bool page_was_read = dossier.newest && dossier.newest->origin == origin_page;
        if (readable && !seen.article) {
            take_unchanged(conclusion, *catalog, dossier, now);
        } else if (!readable && page_was_read && is_news(dossier)) {
            take_unchanged(conclusion, *catalog, dossier, now);
            row.newest_seen = dossier.row.newest_seen;
        } else if (!readable && feed_text) {
            // Better told from the feed's words at once than from the page's some day.
            take_text(conclusion, *catalog, dossier, std::move(*feed_text), origin_feed, nullptr, now);
        }
        if (readable && earlier_feed_text && feed_text && (!conclusion.revision || conclusion.revision->grade.empty()))
            take_unseen_edit(conclusion, *catalog, dossier, *earlier_feed_text, *feed_text, now);
        if (readable && !from_entry && !first_of_baseline) row.from_feed.clear();
        take_presence(conclusion, *catalog, dossier, seen, now);
    } else if (feed_text) {
        take_text(conclusion, *catalog, dossier, std::move(*feed_text), origin_feed, nullptr, now);
    }
    if (!asked && wants_page(article_settings(*catalog, dossier).fetch, row)) {
        ++row.readings;
        row.next_reading = schedule::earliest_reading(row.last_read, now);
        row.priority = store::Priority::again;
        row.why = "its page, after what its feed says";
        return conclusion;
    }
    plan(conclusion, *catalog, dossier, asked, readable, now, jitter);
    if (first_of_baseline && readable && !row.next_reading) row.from_feed.clear();
    return conclusion;
}

namespace {

void remember_lines(store::Connection& connection, const Conclusion& conclusion, Time now) {
    const std::string& host = conclusion.row.host;
    if (conclusion.lines.empty() || host.empty()) return;
    // Not the dossier's: others of the host may have been read meanwhile.
    auto memory = article::HostMemory::deserialise(store::host_memory(connection, host));
    memory.learn(conclusion.lines);
    store::save_host_memory(connection, host, now, memory.serialise());
}

void observe_page(store::Connection& connection, const catalog::Catalog& catalog, const Conclusion& conclusion,
                  Time now) {
    if (!conclusion.page || conclusion.carriers.empty()) return;
    FeedId id = conclusion.carriers.front().feed;
    auto row = store::find_feed(connection, id);
    const config::Feed* feed = catalog.feed(id);
    if (!row || !feed) return;
    auto observed =
        schedule::observe(schedule::page_health_from_json(store::page_health(connection, id)), *conclusion.page, now);
    store::save_page_health(connection, id, schedule::to_json(observed.health));
    if (observed.notice) outbox::fill(connection, catalog, notice_of(*observed.notice, *row, *feed, now), now);
}

}  // namespace

Recorded record_reading(store::Connection& connection, const catalog::Catalog& catalog, const Conclusion& conclusion,
                        Time now) {
    auto present = store::find_article(connection, conclusion.row.id);
    if (!present) return {};
    // Its feed showed an edit while it was read for the first time: that comes first, and then the page anew.
    if (present->revision != conclusion.revision_before) {
        present->last_read = now;
        store::save_article(connection, *present);
        return {present->next_reading, 0};
    }
    store::ArticleRow row = conclusion.row;
    if (present->next_reading != conclusion.next_reading_before) {
        // A feed brought news of it while it was being read.
        row.next_reading =
            present->next_reading ? std::optional(schedule::earliest_reading(row.last_read, now)) : std::nullopt;
        row.priority = present->priority;
        row.why = present->why;
        row.from_feed = present->from_feed;
    }
    store::save_article(connection, row);
    if (conclusion.alternate != 0) store::see_again(connection, row.id, conclusion.alternate, now);
    if (conclusion.revision)
        store::save_revision(connection, *conclusion.revision, conclusion.replaced ? &*conclusion.replaced : nullptr);
    if (conclusion.address) store::save_address(connection, *conclusion.address, row.id);
    store::settle_carriers(connection, row.id, conclusion.carriers);
    remember_lines(connection, conclusion, now);
    observe_page(connection, catalog, conclusion, now);
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
