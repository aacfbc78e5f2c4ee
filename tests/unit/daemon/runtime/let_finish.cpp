#include "daemon/runtime/let_finish.hpp"

#include <stdexcept>
#include <string>

#include <gtest/gtest.h>

#include "daemon/runtime/task_group.hpp"
#include "daemon/runtime/virtual_clock.hpp"
#include "tests/unit/daemon/runtime/runtime.hpp"

namespace watchword::runtime {
namespace {

using std::chrono::seconds;

constexpr Time beginning = Time() + std::chrono::days(20'000);

class LetFinish : public testing::Test {
  protected:
    Awaitable<int> work(Duration duration) {
        try {
            co_await clock.sleep_for(duration);
        } catch (...) {
            log += "cancelled at " + seconds_passed() + "; ";
            throw;
        }
        log += "finished at " + seconds_passed() + "; ";
        co_return 7;
    }

    Awaitable<int> fail() {
        throw std::runtime_error("broken");
        co_return 0;
    }

    Awaitable<void> call(Awaitable<int> operation) {
        try {
            int value = co_await let_finish(clock, seconds(2), std::move(operation));
            log += "value " + std::to_string(value);
        } catch (const std::exception& caught) {
            log += std::string(caught.what()).substr(0, 18) + " at " + seconds_passed();
            throw;
        }
    }

    std::string seconds_passed() const {
        return std::to_string(std::chrono::floor<seconds>(clock.now() - beginning).count());
    }

    TestLoop loop;
    VirtualClock clock{loop.context, beginning};
    TaskGroup callers{loop.context.get_executor(), nullptr};
    std::string log;
};

TEST_F(LetFinish, ReturnsTheValue) {
    callers.spawn(call(work(seconds(5))));
    clock.run_for(seconds(10));
    EXPECT_EQ(log, "finished at 5; value 7");
}

TEST_F(LetFinish, ThrowsWhatTheOperationThrows) {
    callers.spawn(call(fail()));
    clock.run_for(seconds(10));
    EXPECT_EQ(log, "broken at 0");
}

TEST_F(LetFinish, ACancelledCallerWaitsForTheEnd) {
    callers.spawn(call(work(seconds(5))));
    clock.run_for(seconds(4));
    callers.cancel();
    clock.run_for(seconds(10));
    EXPECT_EQ(log, "finished at 5; Operation canceled at 5");
}

TEST_F(LetFinish, NoLongerThanTheGrace) {
    callers.spawn(call(work(seconds(9))));
    clock.run_for(seconds(4));
    callers.cancel();
    clock.run_for(seconds(10));
    EXPECT_EQ(log, "cancelled at 6; Operation canceled at 6");
}

TEST_F(LetFinish, CancelledAgainItEndsAtOnce) {
    callers.spawn(call(work(seconds(9))));
    clock.run_for(seconds(4));
    callers.cancel();
    clock.run_for(seconds(1));
    callers.cancel();
    clock.run_for(seconds(10));
    EXPECT_EQ(log, "cancelled at 5; Operation canceled at 5");
}

}  // namespace
}  // namespace watchword::runtime
