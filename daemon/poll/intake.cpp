#include "daemon/poll/intake.hpp"

#include "common/base/url.hpp"
#include "common/revision/stability.hpp"
#include "common/revision/storage.hpp"
#include "common/schedule/revisit.hpp"

namespace watchword::poll {

namespace {

// An entry's row is touched when it was last seen longer ago than this: a feed that does not change writes nothing.
constexpr Duration seen_precision = std::chrono::hours(24);

// Between the readings of a baseline; only their order counts.
constexpr Duration baseline_step = std::chrono::milliseconds(1);

bool is_baseline(const config::Backlog& backlog, const Incoming& entry, bool first_poll, Time now) {
    if (!first_poll) return false;
    switch (backlog.kind) {
        case config::Backlog::Kind::all:
            return false;
        case config::Backlog::Kind::younger_than:
            return !entry.published || *entry.published < now - backlog.age;
        case config::Backlog::Kind::none:
            break;
    }
    return true;
}

// The article an entry points to: by its address over all feeds, or, without an address, by its name within its feed.
struct Identity {
    ArticleId article;
    std::optional<std::uint64_t> address;
    std::string host;
};

Identity identify(FeedId feed, const Incoming& entry) {
    if (auto url = parse_url(entry.url)) {
        auto identity = url_identity(*url);
        return {ArticleId::of({identity}), digest_of({identity}), url->host};
    }
    return {ArticleId::of({feed.text(), base32(entry.keys.front())}), std::nullopt, ""};
}

// What a baseline that was not read yet said in its feed becomes its first revision, so that only what came after is
// news.
void keep_baseline(store::Connection& connection, store::ArticleRow row) {
    auto said = feed_text_from(row.from_feed);
    if (!said) return;
    store::RevisionRow revision;
    revision.article = row.id;
    revision.seen = row.first_seen;
    revision.fingerprint = revision::fingerprint(*said);
    revision.origin = store::origin_feed;
    revision.text = revision::serialise(*said);
    store::save_revision(connection, revision, nullptr);
    row.revision = revision.number;
    row.fingerprint = revision.fingerprint;
    row.changed = revision.seen;
    store::save_article(connection, row);
}

}  // namespace

IntakeCounts take_in(store::Connection& connection, FeedId id, const config::Feed& feed,
                     std::span<const Incoming> entries, bool first_poll, Time now) {
    IntakeCounts counts;
    for (const Incoming& entry : entries) {
        if (entry.keys.empty()) continue;
        ++counts.listed;
        auto hasten = [&](ArticleId article, bool fresh, const char* why) {
            auto row = store::find_article(connection, article);
            if (!row) return;
            bool of_another = row->told_by != id;
            std::string said = entry.text;
            FeedId told_by = id;
            if (of_another && !fresh) {
                // What it said before is not known, and what the other feed says is no earlier text of it.
                said = row->from_feed;
                told_by = row->told_by;
            }
            if (row->baseline && row->revision == 0)
                keep_baseline(connection, *row);
            else if (row->baseline && row->readings == 1 && !of_another)
                said = with_earlier(said, row->from_feed);
            auto when = schedule::earliest_reading(row->last_read, now);
            store::hasten_reading(connection, article, when, store::Priority::news, why, said, told_by);
            counts.hosts.insert(row->host);
        };
        if (auto known = store::find_entry(connection, id, entry.keys)) {
            bool changed = known->fingerprint != entry.fingerprint;
            if (changed || known->seen + seen_precision < now)
                store::save_entry(connection, id, entry.keys, {known->number, known->article, entry.fingerprint, now});
            if (!changed) continue;
            ++counts.changed;
            hasten(known->article, false, "its feed shows a changed entry");
            continue;
        }
        ++counts.added;
        if (entry.published) counts.added_dates.push_back(*entry.published);
        bool baseline = is_baseline(feed.backlog, entry, first_poll, now);
        auto identity = identify(id, entry);
        auto article = identity.address ? store::find_address(connection, *identity.address) : std::nullopt;
        if (!article) {
            article = identity.article;
            store::ArticleRow row;
            row.id = identity.article;
            row.url = entry.url;
            row.host = identity.host;
            row.published = entry.published;
            row.language = feed.language;
            row.first_seen = now;
            row.baseline = baseline;
            // A baseline is read in the order in which it is listed: the newest, as a rule, first.
            row.next_reading = baseline ? now + baseline_step * static_cast<Duration::rep>(counts.listed) : now;
            row.priority = baseline ? store::Priority::baseline : store::Priority::news;
            row.why = baseline ? "listed when its feed was new" : "new in its feed";
            row.from_feed = entry.text;
            row.told_by = id;
            store::insert_article(connection, row);
            if (identity.address) store::save_address(connection, *identity.address, *article);
            store::link_feed(connection, *article, id, !baseline);
            counts.hosts.insert(row.host);
        } else if (store::link_feed(connection, *article, id, !baseline) && !baseline) {
            hasten(*article, true, "news of another feed");
        }
        store::save_entry(connection, id, entry.keys, {std::nullopt, *article, entry.fingerprint, now});
    }
    return counts;
}

}  // namespace watchword::poll
