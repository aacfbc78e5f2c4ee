#include "daemon/runtime/signal.hpp"

#include <utility>

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "daemon/runtime/aborted.hpp"

namespace watchword::runtime {

Signal::Signal(asio::any_io_executor loop) : never_(std::move(loop), asio::steady_timer::time_point::max()) {}

Awaitable<void> Signal::wait() {
    // Notification and cancellation both end the timer with operation_aborted; only the coroutine's state
    // tells them apart.
    boost::system::error_code woken;
    co_await never_.async_wait(asio::redirect_error(asio::use_awaitable, woken));
    const auto state = co_await asio::this_coro::cancellation_state;
    if (state.cancelled() != asio::cancellation_type::none) throw_aborted();
}

void Signal::notify_all() {
    never_.cancel();
}

}  // namespace watchword::runtime
