#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/steady_timer.hpp>

#include "daemon/runtime/task.hpp"

namespace watchword::runtime {

// A condition that coroutines of one loop wait for. A notification wakes those waiting at that moment and is
// not kept, so wait in a loop:
//
//     while (queue.empty()) co_await queue_changed.wait();
//
// Must outlive its waiters.
class Signal {
  public:
    explicit Signal(asio::any_io_executor loop);

    // Returns after the next notify_all(); throws operation_aborted when cancelled.
    Awaitable<void> wait();
    // Waiters resume in the order they came, never inside this call.
    void notify_all();

  private:
    asio::steady_timer never_;  // never expires; cancelling it is the notification
};

}  // namespace watchword::runtime
