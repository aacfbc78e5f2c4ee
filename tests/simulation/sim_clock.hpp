#pragma once

#include "daemon/runtime/virtual_clock.hpp"

namespace watchword::simulation {

using SimClock = runtime::VirtualClock;

}  // namespace watchword::simulation
