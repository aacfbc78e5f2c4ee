#include "daemon/runtime/slots.hpp"

#include <string>

#include <boost/asio/post.hpp>
#include <gtest/gtest.h>

#include "daemon/runtime/task_group.hpp"
#include "tests/unit/daemon/runtime/runtime.hpp"

namespace watchword::runtime {
namespace {

// Takes a slot, writes its name, and keeps the slot until `done`.
Awaitable<void> work(Slots& slots, Signal& done, std::string& log, char name) {
    auto slot = co_await slots.take();
    log += name;
    co_await done.wait();
}

class SlotsOfTwo : public testing::Test {
  protected:
    void start(TaskGroup& group, char name) {
        group.spawn(work(slots, done, log, name));
        loop.context.poll();
    }
    void finish_running() {
        done.notify_all();
        loop.context.poll();
    }

    TestLoop loop;
    Slots slots{loop.context.get_executor(), 2};
    Signal done{loop.context.get_executor()};
    std::string log;
    TaskGroup first{loop.context.get_executor(), nullptr};
    TaskGroup second{loop.context.get_executor(), nullptr};
};

TEST_F(SlotsOfTwo, NeverRunMoreAtOnceAndServeInOrder) {
    for (char name : std::string("abcde")) start(first, name);
    EXPECT_EQ(log, "ab");
    finish_running();
    EXPECT_EQ(log, "abcd");
    finish_running();
    finish_running();
    EXPECT_EQ(log, "abcde");
    EXPECT_TRUE(slots.idle());
}

TEST_F(SlotsOfTwo, CancelledWaiterLeavesTheQueue) {
    start(first, 'a');
    start(first, 'b');
    start(second, 'c');
    start(first, 'd');
    second.cancel();
    loop.context.poll();
    finish_running();
    EXPECT_EQ(log, "abd");
    finish_running();
    EXPECT_TRUE(slots.idle());
}

TEST_F(SlotsOfTwo, SlotGrantedToACancelledWaiterGoesToTheNext) {
    start(first, 'a');
    start(first, 'b');
    start(second, 'c');
    start(second, 'd');
    start(first, 'e');
    asio::post(loop.context, [this] {
        slots.set_count(4);  // grants to c and d, which have not resumed yet
        second.cancel();
    });
    loop.context.poll();
    EXPECT_EQ(log, "abe");
    finish_running();
    EXPECT_TRUE(slots.idle());
}

TEST_F(SlotsOfTwo, LargerCountLetsWaitersIn) {
    for (char name : std::string("abc")) start(first, name);
    slots.set_count(3);
    loop.context.poll();
    EXPECT_EQ(log, "abc");
    finish_running();
}

TEST_F(SlotsOfTwo, SmallerCountWaitsForThoseInUse) {
    for (char name : std::string("abcd")) start(first, name);
    slots.set_count(1);
    finish_running();
    EXPECT_EQ(log, "abc");
    finish_running();
    EXPECT_EQ(log, "abcd");
    finish_running();
}

}  // namespace
}  // namespace watchword::runtime
