#include "daemon/store/articles.hpp"

#include "common/revision/storage.hpp"
#include "daemon/store/archive_index.hpp"
#include "daemon/store/compression.hpp"
#include "daemon/store/dictionary.hpp"
#include "daemon/store/sheets.hpp"

namespace watchword::store {

namespace {

constexpr const char* newest_whole =
    "SELECT number, text, place, size FROM revision WHERE article = ? AND base IS NULL ORDER BY number DESC LIMIT 1";

RevisionRow revision_of(Connection& connection, const Statement& statement) {
    Dictionaries& dictionaries = connection.dictionaries();
    RevisionRow row;
    row.article = statement.id<ArticleId>(0);
    row.number = static_cast<unsigned>(statement.integer(1));
    row.seen = statement.time(2);
    row.fingerprint = static_cast<std::uint64_t>(statement.integer(3));
    row.grade = statement.string(4);
    row.origin = statement.string(5);
    auto bytes = text_bytes(connection, statement, 7);
    if (statement.is_null(6)) {
        row.text = dictionaries.inflate(connection, bytes);
        return row;
    }
    auto base =
        connection.prepare("SELECT text, place, size FROM revision WHERE article = ? AND number = ? AND base IS NULL");
    if (!base.bind(row.article).bind(statement.integer(6)).step())
        throw SqliteError(SQLITE_CORRUPT, "the text that a stored revision differs from is missing");
    row.text = inflate_against(bytes, dictionaries.inflate(connection, text_bytes(connection, base, 0)));
    return row;
}

std::string words_of(const RevisionRow& row) {
    auto revision = revision::deserialise(row.text);
    if (!revision) throw SqliteError(SQLITE_CORRUPT, "a stored revision cannot be read");
    return archive_words(*revision);
}

// Both are digests: a name of one feed is not mistaken for that of another.
std::uint64_t key_of(FeedId feed, std::uint64_t name) {
    return feed.value ^ name;
}

// By which the archive's index knows it.
std::int64_t number_of(Connection& connection, ArticleId article) {
    auto statement = connection.prepare("SELECT number FROM article WHERE id = ?");
    if (!statement.bind(article).step()) throw SqliteError(SQLITE_CORRUPT, "a revision belongs to no article");
    return statement.integer(0);
}

// The index keeps no text: to take words out it must be told them again.
void take_from_index(Connection& connection, const RevisionRow& row) {
    auto words = words_of(row);
    connection.run("INSERT INTO archive (archive, rowid, words) VALUES ('delete', ?, ?)",
                   number_of(connection, row.article), words);
}

// A text as it is stored: beside an earlier one of the article, where that saves half of it.
struct Packed {
    std::optional<std::int64_t> base;
    std::string bytes;
};

Packed pack(Connection& connection, const RevisionRow& revision) {
    constexpr std::size_t far_less = 16;  // than any text of itself: it need not be seen how small it gets alone
    Dictionaries& dictionaries = connection.dictionaries();
    auto earlier = connection.prepare(newest_whole);
    if (!earlier.bind(revision.article).step()) return {std::nullopt, dictionaries.deflate(connection, revision.text)};
    std::string base = dictionaries.inflate(connection, text_bytes(connection, earlier, 1));
    Packed beside{earlier.integer(0), deflate_against(revision.text, base)};
    if (beside.bytes.size() * far_less <= revision.text.size()) return beside;
    Packed whole{std::nullopt, dictionaries.deflate(connection, revision.text)};
    return beside.bytes.size() * 2 <= whole.bytes.size() ? beside : whole;
}

// The time of a Last-Modified that a server gave in the usual form: it is given back byte for byte.
std::optional<Time> usual_time(const std::string& last_modified) {
    auto time = from_http_date(last_modified);
    return time && to_http_date(*time) == last_modified ? time : std::nullopt;
}

std::string last_modified_of(const Statement& statement, int column) {
    return statement.is_integer(column) ? to_http_date(statement.time(column)) : statement.string(column);
}

// The presence of most articles.
std::string there_at(const std::optional<Time>& last_read) {
    return revision::serialise(revision::Presence{.present_at = last_read});
}

void remove_texts(Connection& connection, ArticleId article) {
    auto statement = connection.prepare("SELECT place, size FROM revision WHERE article = ? AND place IS NOT NULL");
    statement.bind(article);
    while (statement.step()) remove_from_sheets(connection, {statement.integer(0), statement.integer(1)});
}

void drop_row(Connection& connection, ArticleId article) {
    connection.run("UPDATE host_name SET articles = articles - 1 WHERE id = (SELECT host FROM article WHERE id = ?)",
                   article);
    connection.run("DELETE FROM host_name WHERE articles <= 0 AND id = (SELECT host FROM article WHERE id = ?)",
                   article);
    connection.run("DELETE FROM article WHERE id = ?", article);
}

}  // namespace

std::optional<EntryRow> find_entry(Connection& connection, FeedId feed, std::span<const std::uint64_t> keys) {
    for (std::uint64_t key : keys) {
        auto statement = connection.prepare(
            "SELECT number, article, fingerprint, seen FROM entry_name JOIN entry ON number = entry "
            "WHERE key = ? AND feed = ?");
        if (statement.bind(key_of(feed, key)).bind(feed).step())
            return EntryRow{statement.integer(0), statement.id<ArticleId>(1),
                            static_cast<std::uint64_t>(statement.integer(2)), statement.time(3)};
    }
    return std::nullopt;
}

void save_entry(Connection& connection, FeedId feed, std::span<const std::uint64_t> keys, const EntryRow& entry) {
    std::optional<std::int64_t> number = entry.number;
    if (number) {
        connection.run("UPDATE entry SET fingerprint = ?, seen = ? WHERE number = ?", entry.fingerprint, entry.seen,
                       *number);
    } else {
        connection.run("INSERT INTO entry (feed, article, fingerprint, seen) VALUES (?, ?, ?, ?)", feed, entry.article,
                       entry.fingerprint, entry.seen);
        number = sqlite3_last_insert_rowid(connection.handle());
    }
    for (std::uint64_t key : keys)
        connection.run(
            "INSERT INTO entry_name (key, entry) VALUES (?, ?) "
            "ON CONFLICT (key) DO UPDATE SET entry = excluded.entry WHERE entry <> excluded.entry",
            key_of(feed, key), *number);
}

std::optional<ArticleId> find_address(Connection& connection, std::uint64_t identity) {
    auto statement = connection.prepare(
        "SELECT coalesce((SELECT article FROM address WHERE identity = ?1), (SELECT id FROM article WHERE id = ?1))");
    if (!statement.bind(identity).step() || statement.is_null(0)) return std::nullopt;
    return statement.id<ArticleId>(0);
}

void save_address(Connection& connection, std::uint64_t identity, ArticleId article) {
    connection.run(
        "INSERT INTO address (identity, article) SELECT ?1, ?2 WHERE NOT EXISTS (SELECT 1 FROM article WHERE id = ?1) "
        "ON CONFLICT (identity) DO NOTHING",
        identity, article);
}

void insert_article(Connection& connection, const ArticleRow& article) {
    auto bytes = deflate(article.from_feed);
    connection.run("INSERT INTO host_name (name, articles) VALUES (?, 0) ON CONFLICT DO NOTHING", article.host);
    auto statement = connection.prepare(
        "INSERT INTO article (id, url, host, published, language, first_seen, baseline, "
        "next_reading, priority, why, told_by, from_feed) VALUES "
        "(?, ?, (SELECT id FROM host_name WHERE name = ?), ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING");
    statement.bind(article.id)
        .bind(article.url)
        .bind(article.host)
        .bind(article.published)
        .bind(article.language)
        .bind(article.first_seen)
        .bind(article.baseline)
        .bind(article.next_reading)
        .bind(static_cast<int>(article.priority))
        .bind(article.why)
        .bind(article.told_by);
    if (article.from_feed.empty())
        statement.bind(std::nullopt);
    else
        statement.bind_blob(bytes);
    statement.run();
    if (connection.changes() > 0)
        connection.run("UPDATE host_name SET articles = articles + 1 WHERE name = ?", article.host);
}

std::optional<ArticleRow> find_article(Connection& connection, ArticleId id) {
    auto statement = connection.prepare(
        "SELECT url, name, published, language, first_seen, baseline, revision, fingerprint, changed, edits, etag, "
        "last_modified, next_reading, priority, why, failures, trouble, presence, from_feed, first_read, last_read, "
        "readings, newest_seen, told_by FROM article JOIN host_name ON host_name.id = host WHERE article.id = ?");
    if (!statement.bind(id).step()) return std::nullopt;
    ArticleRow row;
    row.id = id;
    row.url = statement.string(0);
    row.host = statement.string(1);
    row.published = statement.maybe_time(2);
    row.language = statement.string(3);
    row.first_seen = statement.time(4);
    row.baseline = statement.integer(5) != 0;
    row.revision = static_cast<unsigned>(statement.integer(6));
    row.fingerprint = static_cast<std::uint64_t>(statement.integer(7));
    row.changed = statement.maybe_time(8);
    row.edits = static_cast<unsigned>(statement.integer(9));
    row.etag = statement.string(10);
    row.last_modified = last_modified_of(statement, 11);
    row.next_reading = statement.maybe_time(12);
    row.priority = static_cast<Priority>(statement.integer(13));
    row.why = statement.string(14);
    row.failures = static_cast<unsigned>(statement.integer(15));
    row.trouble = statement.string(16);
    if (!statement.is_null(18)) row.from_feed = inflate(statement.blob(18));
    row.first_read = statement.maybe_time(19);
    row.last_read = statement.maybe_time(20);
    row.presence = statement.is_null(17) ? there_at(row.last_read) : statement.string(17);
    row.readings = static_cast<unsigned>(statement.integer(21));
    row.newest_seen = statement.maybe_time(22);
    row.told_by = statement.id<FeedId>(23);
    return row;
}

void save_article(Connection& connection, const ArticleRow& article) {
    auto bytes = article.from_feed.empty() ? std::string() : deflate(article.from_feed);
    std::optional<std::string_view> presence;
    if (article.presence != there_at(article.last_read)) presence = article.presence;
    auto statement = connection.prepare(
        "UPDATE article SET published = ?, language = ?, revision = ?, fingerprint = ?, changed = ?, edits = ?, etag = "
        "?, "
        "last_modified = ?, next_reading = ?, priority = ?, why = ?, failures = ?, trouble = ?, presence = ?, "
        "first_read = ?, last_read = ?, readings = ?, newest_seen = ?, from_feed = ? WHERE id = ?");
    statement.bind(article.published)
        .bind(article.language)
        .bind(article.revision)
        .bind(article.fingerprint)
        .bind(article.changed)
        .bind(article.edits)
        .bind(null_if_empty(article.etag));
    if (auto time = usual_time(article.last_modified))
        statement.bind(*time);
    else
        statement.bind(null_if_empty(article.last_modified));
    statement.bind(article.next_reading)
        .bind(static_cast<int>(article.priority))
        .bind(article.why)
        .bind(article.failures)
        .bind(article.trouble)
        .bind(presence)
        .bind(article.first_read)
        .bind(article.last_read)
        .bind(article.readings)
        .bind(article.newest_seen);
    if (bytes.empty())
        statement.bind(std::nullopt);
    else
        statement.bind_blob(bytes);
    statement.bind(article.id).run();
}

void hasten_reading(Connection& connection, ArticleId id, Time when, Priority priority, const std::string& why,
                    const std::string& from_feed, FeedId told_by) {
    auto bytes = deflate(from_feed);
    auto statement = connection.prepare(
        "UPDATE article SET next_reading = ?1, priority = min(priority, ?2), why = ?3, from_feed = ?4, told_by = ?5, "
        "failures = 0, baseline = iif(revision = 0, 0, baseline) WHERE id = ?6");
    statement.bind(when).bind(static_cast<int>(priority)).bind(why).bind_blob(bytes).bind(told_by).bind(id).run();
}

std::vector<std::string> hosts_due(Connection& connection, std::optional<Time> after, Time until) {
    std::vector<std::string> hosts;
    auto statement = connection.prepare(
        "SELECT name FROM (SELECT DISTINCT host FROM article WHERE next_reading > ? AND next_reading <= ?) "
        "CROSS JOIN host_name ON host_name.id = host");
    statement.bind(after.value_or(Time::min())).bind(until);
    while (statement.step()) hosts.push_back(statement.string(0));
    return hosts;
}

void keep_reading_waits(Connection& connection, Time now, Duration back) {
    connection.run("UPDATE article SET next_reading = next_reading - ?2 WHERE next_reading > ?1", now, back);
}

std::optional<ArticleId> next_reading(Connection& connection, const std::string& host, Priority priority, Time now) {
    auto statement = connection.prepare(
        "SELECT id FROM article WHERE host = (SELECT id FROM host_name WHERE name = ?) AND priority = ? "
        "AND next_reading <= ? ORDER BY next_reading LIMIT 1");
    if (!statement.bind(host).bind(static_cast<int>(priority)).bind(now).step()) return std::nullopt;
    return statement.id<ArticleId>(0);
}

bool link_feed(Connection& connection, ArticleId article, FeedId feed, bool fresh) {
    connection.run("INSERT INTO article_feed (article, feed, fresh) VALUES (?, ?, ?) ON CONFLICT DO NOTHING", article,
                   feed, fresh);
    return connection.changes() > 0;
}

std::vector<Carrier> carriers(Connection& connection, ArticleId article) {
    std::vector<Carrier> result;
    auto statement = connection.prepare("SELECT feed, fresh FROM article_feed WHERE article = ?");
    statement.bind(article);
    while (statement.step()) result.push_back({statement.id<FeedId>(0), statement.integer(1) != 0});
    return result;
}

void settle_carriers(Connection& connection, ArticleId article, std::span<const Carrier> looked_at) {
    for (const Carrier& carrier : looked_at)
        if (carrier.fresh)
            connection.run("UPDATE article_feed SET fresh = 0 WHERE article = ? AND feed = ?", article, carrier.feed);
}

void save_revision(Connection& connection, const RevisionRow& revision, const RevisionRow* before) {
    // In its row it needs no other one to be read, and is small enough for rows to fill their pages.
    constexpr std::size_t short_text = 256;
    auto packed = pack(connection, revision);
    std::optional<Stretch> stretch;
    if (packed.bytes.size() > short_text) stretch = save_in_sheets(connection, packed.bytes);
    auto statement = connection.prepare(
        "INSERT INTO revision (article, number, seen, fingerprint, grade, origin, base, text, place, size) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    statement.bind(revision.article)
        .bind(revision.number)
        .bind(revision.seen)
        .bind(revision.fingerprint)
        .bind(null_if_empty(revision.grade))
        .bind(revision.origin)
        .bind(packed.base)
        .bind_blob(stretch ? std::string_view() : std::string_view(packed.bytes))
        .bind(stretch ? std::optional(stretch->place) : std::nullopt)
        .bind(stretch ? std::optional(stretch->size) : std::nullopt)
        .run();
    if (before) take_from_index(connection, *before);
    auto words = words_of(revision);
    connection.run("INSERT INTO archive (rowid, words) VALUES (?, ?)", number_of(connection, revision.article), words);
}

std::vector<Version> recent_versions(Connection& connection, ArticleId article) {
    std::vector<Version> versions;
    auto statement = connection.prepare(
        "SELECT fingerprint, coalesce(again, seen) FROM revision WHERE article = ? ORDER BY number DESC LIMIT 64");
    statement.bind(article);
    while (statement.step()) versions.push_back({static_cast<std::uint64_t>(statement.integer(0)), statement.time(1)});
    return versions;
}

void see_again(Connection& connection, ArticleId article, std::uint64_t fingerprint, Time now) {
    connection.run("UPDATE revision SET again = ? WHERE article = ? AND fingerprint = ?", now, article, fingerprint);
}

std::optional<RevisionRow> find_revision(Connection& connection, ArticleId article, unsigned number) {
    auto statement = connection.prepare(
        "SELECT article, number, seen, fingerprint, grade, origin, base, text, place, size FROM revision "
        "WHERE article = ? AND number = ?");
    if (!statement.bind(article).bind(number).step()) return std::nullopt;
    return revision_of(connection, statement);
}

std::vector<RevisionRow> revisions(Connection& connection, ArticleId article) {
    std::vector<RevisionRow> rows;
    auto statement = connection.prepare(
        "SELECT article, number, seen, fingerprint, grade, origin, base, text, place, size FROM revision "
        "WHERE article = ? ORDER BY number");
    statement.bind(article);
    while (statement.step()) rows.push_back(revision_of(connection, statement));
    return rows;
}

void remove_article(Connection& connection, ArticleId article) {
    auto newest = connection.prepare("SELECT max(number) FROM revision WHERE article = ?");
    if (newest.bind(article).step() && !newest.is_null(0))
        if (auto row = find_revision(connection, article, static_cast<unsigned>(newest.integer(0))))
            take_from_index(connection, *row);
    remove_texts(connection, article);
    connection.run("DELETE FROM revision WHERE article = ?", article);
    connection.run("DELETE FROM entry_name WHERE entry IN (SELECT number FROM entry WHERE article = ?)", article);
    connection.run("DELETE FROM entry WHERE article = ?", article);
    connection.run("DELETE FROM address WHERE article = ?", article);
    connection.run("DELETE FROM article_feed WHERE article = ?", article);
    connection.run("DELETE FROM match WHERE article = ?", article);
    drop_row(connection, article);
}

std::vector<MatchRow> matches(Connection& connection, ArticleId article) {
    std::vector<MatchRow> rows;
    auto statement = connection.prepare("SELECT subscription, told FROM match WHERE article = ?");
    statement.bind(article);
    while (statement.step()) rows.push_back({statement.id<SubscriptionId>(0), statement.integer(1) != 0});
    return rows;
}

void save_match(Connection& connection, ArticleId article, SubscriptionId subscription, unsigned revision, bool told) {
    connection.run(
        "INSERT INTO match (subscription, article, revision, told) VALUES (?, ?, ?, ?) "
        "ON CONFLICT (article, subscription) DO UPDATE SET told = max(told, excluded.told)",
        subscription, article, revision, told);
}

}  // namespace watchword::store
