#include "daemon/store/pages.hpp"

namespace watchword::store {

namespace {

constexpr int hosts_max = 5000;

}  // namespace

std::string host_memory(Connection& connection, const std::string& host) {
    auto statement = connection.prepare("SELECT memory FROM host WHERE name = ?");
    return statement.bind(host).step() ? std::string(statement.blob(0)) : std::string();
}

void save_host_memory(Connection& connection, const std::string& host, Time seen, const std::string& memory) {
    auto statement = connection.prepare(
        "INSERT INTO host (name, seen, memory) VALUES (?, ?, ?) ON CONFLICT (name) "
        "DO UPDATE SET seen = excluded.seen, memory = excluded.memory");
    statement.bind(host).bind(seen).bind_blob(memory).run();
}

void prune_hosts(Connection& connection, Time before) {
    connection.run(
        "DELETE FROM host WHERE seen < ?1 OR name IN (SELECT name FROM host ORDER BY seen DESC LIMIT -1 OFFSET ?2)",
        before, hosts_max);
}

std::string page_health(Connection& connection, FeedId feed) {
    auto statement = connection.prepare("SELECT pages FROM feed WHERE id = ?");
    return statement.bind(feed).step() ? statement.string(0) : std::string();
}

void save_page_health(Connection& connection, FeedId feed, const std::string& health) {
    connection.run("UPDATE feed SET pages = ? WHERE id = ?", health, feed);
}

}  // namespace watchword::store
