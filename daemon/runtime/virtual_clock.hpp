#pragma once

#include <functional>
#include <map>
#include <utility>

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include "daemon/runtime/clock.hpp"

namespace watchword::runtime {

// Virtual time over a loop that nobody else runs: while something is ready or under way it stands still, then
// it jumps to the next sleeper. The same program does the same things at the same times in every run,
// provided that whatever the loop waits for beside the clock (sockets, other threads) is declared to be under
// way.
class VirtualClock final : public Clock {
  public:
    VirtualClock(asio::io_context& loop, Time start);

    Time now() const override;
    Awaitable<void> sleep_for(Duration delay) override;

    // While one lives, something is under way that ends by itself in real time, such as a request over a
    // socket. Must not outlive the clock.
    class UnderWay {
      public:
        explicit UnderWay(VirtualClock& clock) : clock_(clock) { ++clock_.under_way_; }
        ~UnderWay() { --clock_.under_way_; }
        UnderWay(const UnderWay&) = delete;
        UnderWay& operator=(const UnderWay&) = delete;

      private:
        VirtualClock& clock_;
    };

    // Runs everything that is due up to and including `end`; then it is `end`.
    void run_until(Time end);
    void run_for(Duration duration);
    // The same, but stops as soon as `done` holds; returns whether it does.
    bool run_until(Time end, const std::function<bool()>& done);
    // Runs what is ready, and what is under way to its end, without letting time pass. Throws
    // std::runtime_error when what is under way does nothing for half a minute of real time.
    void run_ready();
    // Sets the wall clock; sleepers sleep as long as they meant to.
    void set(Time wall);

  private:
    using Sleepers = std::multimap<Duration, asio::steady_timer>;  // by their end; those of one moment wake
                                                                   // in order of arrival

    asio::io_context& loop_;
    Time origin_;  // what the wall clock showed when no time had passed
    Duration elapsed_{0};
    Sleepers sleepers_;  // timers that never expire; cancelling one wakes it
    unsigned under_way_ = 0;
};

}  // namespace watchword::runtime
