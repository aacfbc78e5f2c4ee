#include "tests/simulation/sim_clock.hpp"

#include <optional>
#include <stdexcept>
#include <string>

#include <gtest/gtest.h>

#include "daemon/runtime/task_group.hpp"
#include "daemon/runtime/with_timeout.hpp"

namespace watchword::simulation {
namespace {

using namespace std::chrono_literals;

constexpr Time start = std::chrono::sys_days(std::chrono::year(2026) / 1 / 1);

class SimClockTest : public testing::Test {
  protected:
    asio::io_context loop;
    SimClock clock{loop, start};
    runtime::TaskGroup group{loop.get_executor(),
                             [](const std::exception_ptr& error) { std::rethrow_exception(error); }};
    std::string log;
};

Awaitable<void> tick(SimClock& clock, std::string& log, char name, Duration period, int times) {
    for (int i = 0; i < times; ++i) {
        co_await clock.sleep_for(period);
        log += name + std::to_string((clock.now() - start) / 1min) + ' ';
    }
}

TEST_F(SimClockTest, SleepersWakeAtTheirExactTimes) {
    group.spawn(tick(clock, log, 'a', 30min, 3));
    group.spawn(tick(clock, log, 'b', 45min, 2));
    clock.run_until(start + 24h);
    EXPECT_EQ(log, "a30 b45 a60 b90 a90 ");
    EXPECT_EQ(clock.now(), start + 24h);
}

TEST_F(SimClockTest, TimeStopsBeforeSleepersBeyondTheEnd) {
    group.spawn(tick(clock, log, 'a', 30min, 3));
    clock.run_for(59min);
    EXPECT_EQ(log, "a30 ");
    clock.run_for(1min);
    EXPECT_EQ(log, "a30 a60 ");
    clock.run_for(1h);
}

TEST_F(SimClockTest, SettingTheWallClockDoesNotChangeHowLongSleepersSleep) {
    group.spawn(tick(clock, log, 'a', 30min, 1));
    clock.run_for(10min);
    clock.set(start - 48h);
    clock.run_for(19min);
    EXPECT_EQ(log, "");
    clock.run_for(1min);
    EXPECT_EQ(log, "a-2860 ");
}

TEST_F(SimClockTest, CancelledSleeperIsForgotten) {
    group.spawn(tick(clock, log, 'a', 30min, 3));
    clock.run_for(30min);
    group.cancel();
    clock.run_for(24h);
    EXPECT_EQ(log, "a30 ");
    EXPECT_EQ(group.size(), 0u);
}

Awaitable<int> answer_after(SimClock& clock, Duration delay) {
    co_await clock.sleep_for(delay);
    co_return 42;
}

Awaitable<void> fail_after(SimClock& clock, Duration delay) {
    co_await clock.sleep_for(delay);
    throw std::runtime_error("failed");
}

// What a test of with_timeout waits for.
struct Outcome {
    std::optional<int> value;
    bool ended = false;
};

Awaitable<void> limit(SimClock& clock, Duration delay, Duration limit, Outcome& outcome) {
    outcome.value = co_await runtime::with_timeout(clock, limit, answer_after(clock, delay));
    outcome.ended = true;
}

TEST_F(SimClockTest, WithTimeoutGivesTheValueOfWhatEndsInTime) {
    Outcome outcome;
    group.spawn(limit(clock, 1min, 2min, outcome));
    clock.run_for(1min);
    EXPECT_EQ(outcome.value, 42);
}

TEST_F(SimClockTest, WithTimeoutEndsWhatTakesLonger) {
    Outcome outcome;
    group.spawn(limit(clock, 3min, 2min, outcome));
    clock.run_for(2min);
    EXPECT_TRUE(outcome.ended);
    EXPECT_EQ(outcome.value, std::nullopt);
}

TEST_F(SimClockTest, WithTimeoutOfACancelledCallerThrowsInsteadOfTimingOut) {
    Outcome outcome;
    group.spawn(limit(clock, 3min, 2min, outcome));
    clock.run_for(1min);
    group.cancel();
    clock.run_ready();
    EXPECT_FALSE(outcome.ended);
    EXPECT_EQ(group.size(), 0u);
}

Awaitable<void> limit_failure(SimClock& clock) {
    co_await runtime::with_timeout(clock, 2min, fail_after(clock, 1min));
}

TEST_F(SimClockTest, WithTimeoutPassesOnWhatTheOperationThrows) {
    group.spawn(limit_failure(clock));
    EXPECT_THROW(clock.run_for(1h), std::runtime_error);
}

}  // namespace
}  // namespace watchword::simulation
