#include "tests/simulation/sim_clock.hpp"

#include <algorithm>

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "daemon/runtime/aborted.hpp"

namespace watchword::simulation {

SimClock::SimClock(asio::io_context& loop, Time start) : loop_(loop), origin_(start) {}

Time SimClock::now() const {
    return origin_ + elapsed_;
}

Awaitable<void> SimClock::sleep_for(Duration delay) {
    const auto end = elapsed_ + std::clamp<Duration>(delay, Duration::zero(), std::chrono::days(36500));
    asio::steady_timer never(loop_, asio::steady_timer::time_point::max());
    const auto sleeper = sleepers_.emplace(end, std::move(never));

    boost::system::error_code woken;
    co_await sleeper->second.async_wait(asio::redirect_error(asio::use_awaitable, woken));
    sleepers_.erase(sleeper);
    const auto state = co_await asio::this_coro::cancellation_state;
    if (state.cancelled() != asio::cancellation_type::none) runtime::throw_aborted();
}

void SimClock::run_until(Time end) {
    const auto last = end - origin_;
    run_ready();
    while (!sleepers_.empty() && sleepers_.begin()->first <= last) {
        const auto next = sleepers_.begin();
        elapsed_ = next->first;
        next->second.cancel();
        run_ready();
    }
    elapsed_ = std::max(elapsed_, last);
}

void SimClock::run_for(Duration duration) {
    run_until(now() + duration);
}

void SimClock::run_ready() {
    loop_.restart();
    loop_.poll();
}

void SimClock::set(Time wall) {
    origin_ = wall - elapsed_;
}

}  // namespace watchword::simulation
