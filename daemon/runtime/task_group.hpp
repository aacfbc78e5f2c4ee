#pragma once

#include <exception>
#include <functional>
#include <memory>

#include <boost/asio/any_io_executor.hpp>

#include "daemon/runtime/clock.hpp"
#include "daemon/runtime/task.hpp"

namespace watchword::runtime {

// Coroutines that run beside their owner. The owner joins the group before it, or anything its tasks refer
// to, goes away. Loop thread only.
class TaskGroup {
  public:
    // `failed` is called with the first exception that is not operation_aborted; later ones of the group are
    // dropped.
    TaskGroup(asio::any_io_executor loop, std::function<void(std::exception_ptr)> failed);

    // The task starts in a later turn of the loop.
    void spawn(Awaitable<void> task);
    // Asks the tasks there are to end; they do so with operation_aborted, which the group swallows.
    void cancel();
    // Returns when no task is left. A cancelled joiner cancels the tasks, waits for them all the same, then
    // throws operation_aborted.
    Awaitable<void> join();
    // The same, but a cancelled joiner leaves the tasks `grace` to end by themselves first. Cancelled again, it cancels
    // them.
    Awaitable<void> join(Clock& clock, Duration grace);
    // Runs `owner`, who spawns into the group. When it ends, be it by return, exception or cancellation, the tasks are
    // cancelled and joined; then this ends as the owner did. From that end on no further task is taken.
    Awaitable<void> shelter(Awaitable<void> owner);

    std::size_t size() const;

  private:
    struct State;
    std::shared_ptr<State> state_;  // shared with the completion handlers
};

}  // namespace watchword::runtime
