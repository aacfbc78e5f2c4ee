#include "daemon/store/feeds.hpp"

namespace watchword::store {

namespace {

FeedRow row_of(const Statement& statement) {
    FeedRow row;
    row.id = statement.id<FeedId>(0);
    row.url = statement.string(1);
    row.moved_to = statement.string(2);
    row.title = statement.string(3);
    row.home_url = statement.string(4);
    row.etag = statement.string(5);
    row.last_modified = statement.string(6);
    row.next_poll = statement.time(7);
    row.last_poll = statement.maybe_time(8);
    row.last_change = statement.maybe_time(9);
    row.why = statement.string(10);
    row.history = statement.string(11);
    row.health = statement.string(12);
    row.trouble = statement.string(13);
    if (!statement.is_null(14)) row.settings = statement.string(14);
    return row;
}

}  // namespace

void enlist_feed(Connection& connection, FeedId id, const std::string& url, Time next_poll) {
    connection.run("INSERT INTO feed (id, url, next_poll) VALUES (?, ?, ?) ON CONFLICT (id) DO NOTHING", id, url,
                   next_poll);
}

void save_feed_settings(Connection& connection, FeedId id, const std::string& url, const std::string& settings,
                        Time next_poll) {
    connection.run(
        "INSERT INTO feed (id, url, next_poll, settings) VALUES (?, ?, ?, ?) "
        "ON CONFLICT (id) DO UPDATE SET settings = excluded.settings",
        id, url, next_poll, settings);
}

void remove_feed(Connection& connection, FeedId id) {
    connection.run("DELETE FROM entry_name WHERE entry IN (SELECT number FROM entry WHERE feed = ?)", id);
    connection.run("DELETE FROM entry WHERE feed = ?", id);
    connection.run("DELETE FROM article_feed WHERE feed = ?", id);
    connection.run("DELETE FROM feed WHERE id = ?", id);
}

std::optional<FeedRow> find_feed(Connection& connection, FeedId id) {
    auto statement = connection.prepare(
        "SELECT id, url, moved_to, title, home_url, etag, last_modified, next_poll, last_poll, last_change, why, "
        "history, health, trouble, settings FROM feed WHERE id = ?");
    if (!statement.bind(id).step()) return std::nullopt;
    return row_of(statement);
}

std::vector<FeedRow> all_feeds(Connection& connection) {
    std::vector<FeedRow> rows;
    auto statement = connection.prepare(
        "SELECT id, url, moved_to, title, home_url, etag, last_modified, next_poll, last_poll, last_change, why, "
        "history, health, trouble, settings FROM feed");
    while (statement.step()) rows.push_back(row_of(statement));
    return rows;
}

std::vector<FeedDue> feed_schedule(Connection& connection) {
    std::vector<FeedDue> schedule;
    auto statement = connection.prepare("SELECT id, next_poll, last_poll FROM feed WHERE health <> 'gone'");
    while (statement.step()) schedule.push_back({statement.id<FeedId>(0), statement.time(1), statement.maybe_time(2)});
    return schedule;
}

void save_feed(Connection& connection, const FeedRow& row) {
    connection.run(
        "UPDATE feed SET moved_to = ?, title = ?, home_url = ?, etag = ?, last_modified = ?, next_poll = ?, "
        "last_poll = ?, last_change = ?, why = ?, history = ?, health = ?, trouble = ? WHERE id = ?",
        null_if_empty(row.moved_to), row.title, row.home_url, null_if_empty(row.etag), null_if_empty(row.last_modified),
        row.next_poll, row.last_poll, row.last_change, row.why, row.history, row.health, row.trouble, row.id);
}

EditCount edit_count(Connection& connection, FeedId id) {
    auto statement = connection.prepare("SELECT reread, edited FROM feed WHERE id = ?");
    if (!statement.bind(id).step()) return {};
    return {static_cast<unsigned>(statement.integer(0)), static_cast<unsigned>(statement.integer(1))};
}

void count_edit(Connection& connection, FeedId id, bool reread, bool edited) {
    // Halved now and then, so that an outlet's present habits outweigh its past.
    connection.run(
        "UPDATE feed SET reread = iif(reread >= 400, reread / 2, reread) + ?, "
        "edited = iif(reread >= 400, edited / 2, edited) + ? WHERE id = ?",
        reread, edited, id);
}

}  // namespace watchword::store
