#pragma once

#include <optional>
#include <type_traits>
#include <utility>

#include "daemon/runtime/clock.hpp"
#include "daemon/runtime/task.hpp"

namespace watchword::runtime {

namespace detail {

// False when `limit` passed first; the operation was then cancelled and has ended.
Awaitable<bool> finishes_within(Clock& clock, Duration limit, Awaitable<void> operation);

template <class T>
Awaitable<void> store(std::optional<T>& place, Awaitable<T> operation) {
    place.emplace(co_await std::move(operation));
}

}  // namespace detail

// The operation's value or exception; nullopt when `limit` passed first, after the operation was cancelled
// and ended.
template <class T>
Awaitable<std::optional<T>> with_timeout(Clock& clock, Duration limit, Awaitable<T> operation) {
    std::optional<T> value;
    auto storing = detail::store(value, std::move(operation));
    co_await detail::finishes_within(clock, limit, std::move(storing));
    co_return value;
}

// The same for an operation without a value: false when `limit` passed first.
inline Awaitable<bool> with_timeout(Clock& clock, Duration limit, Awaitable<void> operation) {
    return detail::finishes_within(clock, limit, std::move(operation));
}

}  // namespace watchword::runtime
