#include "daemon/poll/intake.hpp"

#include "common/base/url.hpp"

namespace watchword::poll {

namespace {

// An entry's row is touched when it was last seen longer ago than this: a feed that does not change writes nothing.
constexpr Duration seen_precision = std::chrono::hours(24);

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

}  // namespace

IntakeCounts take_in(store::Connection& connection, FeedId id, const config::Feed& feed, std::span<const Incoming> entries,
                     bool first_poll, Time now) {
    IntakeCounts counts;
    for (const Incoming& entry : entries) {
        if (entry.keys.empty()) continue;
        ++counts.listed;
        auto hasten = [&](ArticleId article, const char* why) {
            store::hasten_reading(connection, article, now, store::Priority::news, why, entry.text);
            auto row = store::find_article(connection, article);
            if (row) counts.due.push_back({article, row->host, store::Priority::news, now});
        };
        if (auto known = store::find_entry(connection, id, entry.keys)) {
            bool changed = known->fingerprint != entry.fingerprint;
            if (changed || known->seen + seen_precision < now)
                store::save_entry(connection, id, entry.keys, {known->article, entry.fingerprint, now});
            if (!changed) continue;
            ++counts.changed;
            hasten(known->article, "its feed shows a changed entry");
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
            row.next_reading = now;
            row.priority = baseline ? store::Priority::baseline : store::Priority::news;
            row.why = baseline ? "listed when its feed was new" : "new in its feed";
            row.from_feed = entry.text;
            store::insert_article(connection, row);
            if (identity.address) store::save_address(connection, *identity.address, *article);
            store::link_feed(connection, *article, id, !baseline);
            counts.due.push_back({*article, row.host, row.priority, now});
        } else if (store::link_feed(connection, *article, id, !baseline) && !baseline) {
            hasten(*article, "news of another feed");
        }
        store::save_entry(connection, id, entry.keys, {*article, entry.fingerprint, now});
    }
    return counts;
}

}  // namespace watchword::poll
