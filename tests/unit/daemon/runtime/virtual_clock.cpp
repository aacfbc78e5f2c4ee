#include "daemon/runtime/virtual_clock.hpp"

#include <optional>
#include <stdexcept>
#include <string>

#include <boost/asio/use_awaitable.hpp>
#include <gtest/gtest.h>

#include "daemon/runtime/task_group.hpp"
#include "daemon/runtime/with_timeout.hpp"

namespace watchword::runtime {
namespace {

using namespace std::chrono_literals;

constexpr Time start = std::chrono::sys_days(std::chrono::year(2026) / 1 / 1);

class VirtualClockTest : public testing::Test {
  protected:
    asio::io_context loop;
    VirtualClock clock{loop, start};
    TaskGroup group{loop.get_executor(), [](const std::exception_ptr& error) { std::rethrow_exception(error); }};
    std::string log;
};

Awaitable<void> tick(VirtualClock& clock, std::string& log, char name, Duration period, int times) {
    for (int i = 0; i < times; ++i) {
        co_await clock.sleep_for(period);
        log += name + std::to_string((clock.now() - start) / 1min) + ' ';
    }
}

TEST_F(VirtualClockTest, SleepersWakeAtTheirExactTimes) {
    group.spawn(tick(clock, log, 'a', 30min, 3));
    group.spawn(tick(clock, log, 'b', 45min, 2));
    clock.run_until(start + 24h);
    EXPECT_EQ(log, "a30 b45 a60 b90 a90 ");
    EXPECT_EQ(clock.now(), start + 24h);
}

TEST_F(VirtualClockTest, TimeStopsBeforeSleepersBeyondTheEnd) {
    group.spawn(tick(clock, log, 'a', 30min, 3));
    clock.run_for(59min);
    EXPECT_EQ(log, "a30 ");
    clock.run_for(1min);
    EXPECT_EQ(log, "a30 a60 ");
    clock.run_for(1h);
}

TEST_F(VirtualClockTest, SettingTheWallClockDoesNotChangeHowLongSleepersSleep) {
    group.spawn(tick(clock, log, 'a', 30min, 1));
    clock.run_for(10min);
    clock.set(start - 48h);
    clock.run_for(19min);
    EXPECT_EQ(log, "");
    clock.run_for(1min);
    EXPECT_EQ(log, "a-2860 ");
}

TEST_F(VirtualClockTest, TimeStopsAsSoonAsWhatWasWaitedForIsThere) {
    group.spawn(tick(clock, log, 'a', 30min, 3));
    EXPECT_TRUE(clock.run_until(start + 24h, [this] { return log.size() > 5; }));
    EXPECT_EQ(clock.now(), start + 60min);
    EXPECT_FALSE(clock.run_until(start + 24h, [] { return false; }));
    EXPECT_EQ(clock.now(), start + 24h);
}

// As a request over a socket does: it ends in real time, after which the coroutine goes on.
Awaitable<void> ask_outside(VirtualClock& clock, std::string& log) {
    {
        VirtualClock::UnderWay under_way(clock);
        asio::steady_timer outside(co_await asio::this_coro::executor, std::chrono::milliseconds(1));
        co_await outside.async_wait(asio::use_awaitable);
    }
    log += 'o' + std::to_string((clock.now() - start) / 1min) + ' ';
}

TEST_F(VirtualClockTest, TimeStandsStillWhileSomethingIsUnderWay) {
    group.spawn(tick(clock, log, 'a', 30min, 1));
    group.spawn(ask_outside(clock, log));
    clock.run_for(1h);
    EXPECT_EQ(log, "o0 a30 ");
}

TEST_F(VirtualClockTest, CancelledSleeperIsForgotten) {
    group.spawn(tick(clock, log, 'a', 30min, 3));
    clock.run_for(30min);
    group.cancel();
    clock.run_for(24h);
    EXPECT_EQ(log, "a30 ");
    EXPECT_EQ(group.size(), 0u);
}

Awaitable<int> answer_after(VirtualClock& clock, Duration delay) {
    co_await clock.sleep_for(delay);
    co_return 42;
}

Awaitable<void> fail_after(VirtualClock& clock, Duration delay) {
    co_await clock.sleep_for(delay);
    throw std::runtime_error("failed");
}

// What a test of with_timeout waits for.
struct Outcome {
    std::optional<int> value;
    bool ended = false;
};

Awaitable<void> limit(VirtualClock& clock, Duration delay, Duration limit, Outcome& outcome) {
    outcome.value = co_await with_timeout(clock, limit, answer_after(clock, delay));
    outcome.ended = true;
}

TEST_F(VirtualClockTest, WithTimeoutGivesTheValueOfWhatEndsInTime) {
    Outcome outcome;
    group.spawn(limit(clock, 1min, 2min, outcome));
    clock.run_for(1min);
    EXPECT_EQ(outcome.value, 42);
}

TEST_F(VirtualClockTest, WithTimeoutEndsWhatTakesLonger) {
    Outcome outcome;
    group.spawn(limit(clock, 3min, 2min, outcome));
    clock.run_for(2min);
    EXPECT_TRUE(outcome.ended);
    EXPECT_EQ(outcome.value, std::nullopt);
}

TEST_F(VirtualClockTest, WithTimeoutOfACancelledCallerThrowsInsteadOfTimingOut) {
    Outcome outcome;
    group.spawn(limit(clock, 3min, 2min, outcome));
    clock.run_for(1min);
    group.cancel();
    clock.run_ready();
    EXPECT_FALSE(outcome.ended);
    EXPECT_EQ(group.size(), 0u);
}

Awaitable<void> limit_failure(VirtualClock& clock) {
    co_await with_timeout(clock, 2min, fail_after(clock, 1min));
}

TEST_F(VirtualClockTest, WithTimeoutPassesOnWhatTheOperationThrows) {
    group.spawn(limit_failure(clock));
    EXPECT_THROW(clock.run_for(1h), std::runtime_error);
}

}  // namespace
}  // namespace watchword::runtime
