#pragma once

#include "common/base/time.hpp"
#include "daemon/runtime/task.hpp"

namespace watchword::runtime {

// The only source of time in the daemon; a simulation passes one that runs as fast as events allow. Loop
// thread only.
class Clock {
  public:
    virtual ~Clock() = default;
    virtual Time now() const = 0;
    // Returns after `delay` has passed on a clock that is never set; throws operation_aborted when cancelled.
    virtual Awaitable<void> sleep_for(Duration delay) = 0;
};

}  // namespace watchword::runtime
