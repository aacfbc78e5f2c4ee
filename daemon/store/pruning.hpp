#pragma once

#include "common/base/time.hpp"
#include "daemon/store/sqlite.hpp"

namespace watchword::store {

// Drops some of the articles, alerts and finished deliveries that are older than `before`, oldest first; true when more
// remain. Articles that a kept alert is about, that a feed still lists or that have a reading to come stay. Each call
// is a short job.
bool prune_some(Connection& connection, Time before);

}  // namespace watchword::store
