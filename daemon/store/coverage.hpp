#pragma once

#include "common/alert/payload.hpp"
#include "daemon/store/sqlite.hpp"

namespace watchword::store {

// How the feeds have fared since then; names of feeds are their titles, or their addresses.
alert::Coverage coverage(Connection& connection, Time since);

}  // namespace watchword::store
