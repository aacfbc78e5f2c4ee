#include "daemon/runtime/with_timeout.hpp"

#include <exception>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/experimental/parallel_group.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "daemon/runtime/aborted.hpp"

namespace watchword::runtime::detail {

Awaitable<bool> finishes_within(Clock& clock, Duration limit, Awaitable<void> operation) {
    const auto loop = co_await asio::this_coro::executor;
    auto work = asio::co_spawn(loop, std::move(operation), asio::deferred);
    auto alarm = asio::co_spawn(loop, clock.sleep_for(limit), asio::deferred);
    auto race = asio::experimental::make_parallel_group(std::move(work), std::move(alarm));
    auto ended = co_await race.async_wait(asio::experimental::wait_for_one(), asio::use_awaitable);
    const auto& [order, work_error, alarm_error] = ended;

    if (!work_error) co_return true;
    const bool alarm_rang = !alarm_error;
    if (is_aborted(work_error) && alarm_rang) co_return false;
    std::rethrow_exception(work_error);
}

}  // namespace watchword::runtime::detail
