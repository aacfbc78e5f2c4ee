#pragma once

#include <exception>
#include <functional>
#include <optional>
#include <type_traits>
#include <utility>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "daemon/runtime/task.hpp"

namespace watchword::runtime {

namespace detail {

// What a job on another thread left for the loop.
template <class T>
struct Leavings {
    std::optional<T> value;
    std::exception_ptr error;

    template <class Job>
    void fill(Job&& job) noexcept {
        try {
            value.emplace(job());
        } catch (...) {
            error = std::current_exception();
        }
    }
    T take() {
        if (error) std::rethrow_exception(error);
        return std::move(*value);
    }
};

template <>
struct Leavings<void> {
    std::exception_ptr error;

    template <class Job>
    void fill(Job&& job) noexcept {
        try {
            job();
        } catch (...) {
            error = std::current_exception();
        }
    }
    void take() {
        if (error) std::rethrow_exception(error);
    }
};

// Runs `job` on `pool` and completes on the loop. Ignores cancellation, since the job may refer to the
// caller's frame.
template <class Job>
Awaitable<void> run_on(asio::any_io_executor pool, Job& job) {
    auto start = [pool, &job](auto handler) {
        auto home = asio::make_work_guard(asio::get_associated_executor(handler));
        asio::post(pool, [&job, handler = std::move(handler), home = std::move(home)]() mutable {
            job();
            asio::post(home.get_executor(), std::move(handler));
        });
    };
    return asio::async_initiate<const asio::use_awaitable_t<>, void()>(std::move(start), asio::use_awaitable);
}

}  // namespace detail

// Runs function(args...) on `pool` (the cpu or the disk executor) and resumes on the loop with its value or
// exception. Pass a named function and moved values. A coroutine that is cancelled meanwhile still waits for
// the work and gets its value; its next co_await throws. The pool must not drop work that it has accepted.
template <class Function, class... Args>
Awaitable<std::invoke_result_t<Function&, Args...>> offload(asio::any_io_executor pool, Function function,
                                                            Args... args) {
    detail::Leavings<std::invoke_result_t<Function&, Args...>> leavings;
    auto call = [&]() -> decltype(auto) { return std::invoke(function, std::move(args)...); };
    auto job = [&] { leavings.fill(call); };
    co_await detail::run_on(pool, job);
    co_return leavings.take();
}

}  // namespace watchword::runtime
