#include "daemon/runtime/system_clock.hpp"

#include <algorithm>
#include <utility>

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace watchword::runtime {

SystemClock::SystemClock(asio::any_io_executor loop) : loop_(std::move(loop)) {}

Time SystemClock::now() const {
    return std::chrono::floor<Duration>(std::chrono::system_clock::now());
}

Awaitable<void> SystemClock::sleep_for(Duration delay) {
    // Asio counts nanoseconds in 64 bits: "for ever" must not overflow into the past.
    asio::steady_timer timer(loop_, std::min<Duration>(delay, std::chrono::days(36500)));
    co_await timer.async_wait(asio::use_awaitable);
}

}  // namespace watchword::runtime
