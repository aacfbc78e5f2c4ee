#include "daemon/store/robots.hpp"

#include "daemon/store/compression.hpp"

namespace watchword::store {

std::optional<RobotsRow> find_robots(Connection& connection, const std::string& origin) {
    auto statement = connection.prepare("SELECT expires, status, body FROM robots WHERE origin = ?");
    if (!statement.bind(origin).step()) return std::nullopt;
    return RobotsRow{origin, statement.time(0), static_cast<int>(statement.integer(1)), inflate(statement.blob(2))};
}

void save_robots(Connection& connection, const RobotsRow& row) {
    auto body = deflate(row.body);
    auto statement = connection.prepare(
        "INSERT INTO robots (origin, expires, status, body) VALUES (?, ?, ?, ?) "
        "ON CONFLICT (origin) DO UPDATE SET expires = excluded.expires, "
        "status = excluded.status, body = excluded.body");
    statement.bind(row.origin).bind(row.expires).bind(row.status).bind_blob(body).run();
}

}  // namespace watchword::store
