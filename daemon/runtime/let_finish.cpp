#include "daemon/runtime/let_finish.hpp"

#include <exception>

#include "daemon/runtime/task_group.hpp"

namespace watchword::runtime::detail {

namespace {

// Also operation_aborted, which a group would swallow.
Awaitable<void> keep_exception(Awaitable<void> operation, std::exception_ptr& thrown) {
    try {
        co_await std::move(operation);
    } catch (...) {
        thrown = std::current_exception();
    }
}

}  // namespace

Awaitable<void> runs_to_its_end(Clock& clock, Duration grace, Awaitable<void> operation) {
    std::exception_ptr thrown;
    const auto loop = co_await asio::this_coro::executor;
    TaskGroup work(loop, nullptr);
    auto kept = keep_exception(std::move(operation), thrown);
    work.spawn(std::move(kept));
    co_await work.join(clock, grace);
    if (thrown) std::rethrow_exception(thrown);
}

}  // namespace watchword::runtime::detail
