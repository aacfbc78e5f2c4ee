#include "daemon/store/websub.hpp"

namespace watchword::store {

namespace {

WebsubRow row_of(const Statement& statement) {
    WebsubRow row;
    row.feed = statement.id<FeedId>(0);
    row.hub = statement.string(1);
    row.topic = statement.string(2);
    row.code = statement.string(3);
    row.secret = statement.string(4);
    row.asked = static_cast<unsigned>(statement.integer(5));
    row.next_try = statement.time(6);
    row.lease_ends = statement.maybe_time(7);
    row.told = statement.maybe_time(8);
    row.believed = statement.integer(9) != 0;
    row.trouble = statement.string(10);
    return row;
}

}  // namespace

std::optional<WebsubRow> find_websub(Connection& connection, FeedId feed) {
    auto statement = connection.prepare(
        "SELECT feed, hub, topic, code, secret, asked, next_try, lease_ends, told, believed, "
        "trouble FROM websub WHERE feed = ?");
    if (!statement.bind(feed).step()) return std::nullopt;
    return row_of(statement);
}

std::optional<WebsubRow> find_websub(Connection& connection, const std::string& code) {
    auto statement = connection.prepare(
        "SELECT feed, hub, topic, code, secret, asked, next_try, lease_ends, told, believed, "
        "trouble FROM websub WHERE code = ?");
    if (!statement.bind(code).step()) return std::nullopt;
    return row_of(statement);
}

bool save_hub(Connection& connection, FeedId feed, const std::string& hub, const std::string& topic,
              const std::string& public_url, Time now) {
    connection.run(
        "INSERT INTO websub (feed, hub, topic, public_url, code, secret, next_try) "
        "VALUES (?, ?, ?, ?, lower(hex(randomblob(20))), lower(hex(randomblob(32))), ?) "
        "ON CONFLICT (feed) DO UPDATE SET hub = excluded.hub, topic = excluded.topic, "
        "public_url = excluded.public_url, code = excluded.code, secret = excluded.secret, "
        "next_try = iif(asked > 0, max(next_try, excluded.next_try), excluded.next_try), "
        "lease_ends = NULL, told = NULL, believed = 0, trouble = '' "
        "WHERE hub <> excluded.hub OR topic <> excluded.topic OR public_url <> excluded.public_url",
        feed, hub, topic, public_url, now);
    return connection.changes() > 0;
}

void forget_hub(Connection& connection, FeedId feed) {
    connection.run("DELETE FROM websub WHERE feed = ?", feed);
}

void readdress_hubs(Connection& connection, const std::string& public_url, Time now, Time latest) {
    connection.run(
        "UPDATE websub SET public_url = ?, asked = 0, next_try = ?, lease_ends = NULL, believed = 0, trouble = '' "
        "WHERE public_url <> ?",
        public_url, now, public_url);
    connection.run("UPDATE websub SET next_try = ? WHERE next_try > ?", latest, latest);
}

std::vector<FeedId> feeds_with_hubs(Connection& connection) {
    std::vector<FeedId> feeds;
    auto statement = connection.prepare("SELECT feed FROM websub");
    while (statement.step()) feeds.push_back(statement.id<FeedId>(0));
    return feeds;
}

void leave_hub(Connection& connection, FeedId feed, Time now) {
    connection.run("DELETE FROM websub WHERE feed = ? AND coalesce(lease_ends, 0) <= ?", feed, now);
    connection.run("UPDATE websub SET next_try = min(next_try, ?) WHERE feed = ? AND asked = 0", now, feed);
}

std::vector<WebsubRow> hubs_to_ask(Connection& connection, Time now, unsigned count) {
    std::vector<WebsubRow> rows;
    auto statement = connection.prepare(
        "SELECT feed, hub, topic, code, secret, asked, next_try, lease_ends, told, believed, "
        "trouble FROM websub WHERE next_try <= ? ORDER BY next_try LIMIT ?");
    statement.bind(now).bind(count);
    while (statement.step()) rows.push_back(row_of(statement));
    return rows;
}

std::optional<Time> next_hub_to_ask(Connection& connection) {
    auto statement = connection.prepare("SELECT min(next_try) FROM websub");
    return statement.step() ? statement.maybe_time(0) : std::nullopt;
}

void save_asking(Connection& connection, FeedId feed, unsigned asked, Time next_try) {
    connection.run("UPDATE websub SET asked = ?, next_try = ?, trouble = 'asked, and not confirmed yet' WHERE feed = ?",
                   asked, next_try, feed);
}

void save_hub_trouble(Connection& connection, FeedId feed, Time next_try, const std::string& trouble) {
    connection.run("UPDATE websub SET trouble = ? WHERE feed = ? AND next_try = ?", trouble, feed, next_try);
}

void save_lease(Connection& connection, FeedId feed, Time lease_ends, Time next_try) {
    connection.run("UPDATE websub SET asked = 0, next_try = ?, lease_ends = ?, trouble = '' WHERE feed = ?", next_try,
                   lease_ends, feed);
}

void save_denial(Connection& connection, FeedId feed, Time next_try, const std::string& trouble) {
    connection.run("UPDATE websub SET next_try = ?, lease_ends = NULL, believed = 0, trouble = ? WHERE feed = ?",
                   next_try, trouble, feed);
}

void save_told(Connection& connection, FeedId feed, Time now, Time poll_at) {
    connection.run("UPDATE websub SET told = ?, believed = 1 WHERE feed = ?", now, feed);
    connection.run("UPDATE feed SET next_poll = ?, why = 'its hub told of news' WHERE id = ? AND next_poll > ?",
                   poll_at, feed, poll_at);
}

void doubt_hub(Connection& connection, FeedId feed) {
    connection.run("UPDATE websub SET believed = 0 WHERE feed = ?", feed);
}

}  // namespace watchword::store
