#include "daemon/runtime/virtual_clock.hpp"

#include <algorithm>
#include <stdexcept>

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "daemon/runtime/aborted.hpp"

namespace watchword::runtime {

VirtualClock::VirtualClock(asio::io_context& loop, Time start) : loop_(loop), origin_(start) {}

Time VirtualClock::now() const {
    return origin_ + elapsed_;
}

Awaitable<void> VirtualClock::sleep_for(Duration delay) {
    const auto end = elapsed_ + std::clamp<Duration>(delay, Duration::zero(), std::chrono::days(36500));
    asio::steady_timer never(loop_, asio::steady_timer::time_point::max());
    const auto sleeper = sleepers_.emplace(end, std::move(never));

    boost::system::error_code woken;
    co_await sleeper->second.async_wait(asio::redirect_error(asio::use_awaitable, woken));
    sleepers_.erase(sleeper);
    const auto state = co_await asio::this_coro::cancellation_state;
    if (state.cancelled() != asio::cancellation_type::none) throw_aborted();
}

void VirtualClock::run_until(Time end) {
    run_until(end, [] { return false; });
}

void VirtualClock::run_for(Duration duration) {
    run_until(now() + duration);
}

bool VirtualClock::run_until(Time end, const std::function<bool()>& done) {
    const auto last = end - origin_;
    run_ready();
    while (!done() && !sleepers_.empty() && sleepers_.begin()->first <= last) {
        const auto next = sleepers_.begin();
        elapsed_ = next->first;
        next->second.cancel();
        run_ready();
    }
    if (done()) return true;
    elapsed_ = std::max(elapsed_, last);
    return false;
}

void VirtualClock::run_ready() {
    constexpr auto patience = std::chrono::seconds(30);
    loop_.restart();
    loop_.poll();
    while (under_way_ > 0) {
        if (loop_.run_one_for(patience) == 0) throw std::runtime_error("what is under way does not come to its end");
        loop_.poll();
    }
}

void VirtualClock::set(Time wall) {
    origin_ = wall - elapsed_;
}

}  // namespace watchword::runtime
