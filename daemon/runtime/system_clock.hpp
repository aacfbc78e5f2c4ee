#pragma once

#include <boost/asio/any_io_executor.hpp>

#include "daemon/runtime/clock.hpp"

namespace watchword::runtime {

// The machine's own clocks: the wall clock tells the time, the steady one measures sleep.
class SystemClock final : public Clock {
  public:
    explicit SystemClock(asio::any_io_executor loop);
    Time now() const override;
    Awaitable<void> sleep_for(Duration delay) override;

  private:
    asio::any_io_executor loop_;
};

}  // namespace watchword::runtime
