#pragma once

#include <optional>
#include <string>

#include "common/base/time.hpp"
#include "daemon/store/sqlite.hpp"

namespace watchword::store {

// A host's robots.txt as it was answered. Functions run inside a Store job.
struct RobotsRow {
    std::string origin;
    Time expires;
    int status = 0;  // 0: no answer
    std::string body;
};

std::optional<RobotsRow> find_robots(Connection& connection, const std::string& origin);
void save_robots(Connection& connection, const RobotsRow& row);

}  // namespace watchword::store
