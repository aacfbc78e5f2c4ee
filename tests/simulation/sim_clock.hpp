#pragma once

#include <map>
#include <utility>

#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>

#include "daemon/runtime/clock.hpp"

namespace watchword::simulation {

// Virtual time over a loop that nobody else runs: while something is ready it stands still, then it jumps to
// the next sleeper. The same program does the same things at the same times in every run, provided that the
// loop has no other source of events (real timers, sockets, other threads).
class SimClock final : public runtime::Clock {
  public:
    SimClock(asio::io_context& loop, Time start);

    Time now() const override;
    Awaitable<void> sleep_for(Duration delay) override;

    // Runs everything that is due up to and including `end`; then it is `end`.
    void run_until(Time end);
    void run_for(Duration duration);
    // Runs what is ready without letting time pass.
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
};

}  // namespace watchword::simulation
