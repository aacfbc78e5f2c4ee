#include <gtest/gtest.h>

#include "daemon/runtime/system_clock.hpp"
#include "daemon/runtime/system_random.hpp"
#include "daemon/runtime/task_group.hpp"
#include "tests/unit/daemon/runtime/runtime.hpp"

namespace watchword::runtime {
namespace {

using namespace std::chrono_literals;

Awaitable<void> sleep(Clock& clock, Duration delay, bool& woke) {
    co_await clock.sleep_for(delay);
    woke = true;
}

TEST(SystemClock, SleepsAtLeastAsLongAsAsked) {
    TestLoop loop;
    SystemClock clock(loop.context.get_executor());
    bool woke = false;
    const auto start = std::chrono::steady_clock::now();
    loop.run(sleep(clock, 20ms, woke));
    EXPECT_TRUE(woke);
    EXPECT_GE(std::chrono::steady_clock::now() - start, 20ms);
}

TEST(SystemClock, LongestSleepDoesNotWakeAtOnceAndCanBeCancelled) {
    TestLoop loop;
    SystemClock clock(loop.context.get_executor());
    bool woke = false;
    TaskGroup group(loop.context.get_executor(), nullptr);
    group.spawn(sleep(clock, Duration::max(), woke));
    loop.context.poll();
    EXPECT_EQ(group.size(), 1u);
    group.cancel();
    loop.run();
    EXPECT_FALSE(woke);
}

TEST(SystemRandom, StaysInTheUnitInterval) {
    SystemRandom random;
    for (int i = 0; i < 1000; ++i) {
        const double number = random.unit();
        EXPECT_GE(number, 0.0);
        EXPECT_LT(number, 1.0);
    }
}

TEST(SystemRandom, DiffersBetweenRuns) {
    EXPECT_NE(SystemRandom().unit(), SystemRandom().unit());
}

}  // namespace
}  // namespace watchword::runtime
