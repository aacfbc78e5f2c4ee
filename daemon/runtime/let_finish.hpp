#pragma once

#include <optional>
#include <utility>

#include "daemon/runtime/clock.hpp"
#include "daemon/runtime/task.hpp"
#include "daemon/runtime/with_timeout.hpp"

namespace watchword::runtime {

namespace detail {

Awaitable<void> runs_to_its_end(Clock& clock, Duration grace, Awaitable<void> operation);

}  // namespace detail

// The operation's value or exception. A cancelled caller leaves the operation `grace` to come to its end, then cancels
// it, and throws operation_aborted once it has ended. For what others have seen the beginning of, and would see again
// if its outcome were not recorded.
template <class T>
Awaitable<T> let_finish(Clock& clock, Duration grace, Awaitable<T> operation) {
    std::optional<T> value;
    auto storing = detail::store(value, std::move(operation));
    co_await detail::runs_to_its_end(clock, grace, std::move(storing));
    co_return std::move(*value);
}

}  // namespace watchword::runtime
