#include "daemon/runtime/signal.hpp"

#include <string>

#include <gtest/gtest.h>

#include "daemon/runtime/task_group.hpp"
#include "tests/unit/daemon/runtime/runtime.hpp"

namespace watchword::runtime {
namespace {

Awaitable<void> write_when_notified(Signal& signal, std::string& log, char name) {
    co_await signal.wait();
    log += name;
}

Awaitable<void> notify(Signal& signal, std::string& log) {
    signal.notify_all();
    log += '!';
    co_return;
}

TEST(Signal, NotificationWakesAllWaitersInTheOrderTheyCame) {
    TestLoop loop;
    Signal signal(loop.context.get_executor());
    std::string log;
    loop.run(write_when_notified(signal, log, 'a'), write_when_notified(signal, log, 'b'), notify(signal, log));
    EXPECT_EQ(log, "!ab");
}

TEST(Signal, NotificationIsNotKeptForLaterWaiters) {
    TestLoop loop;
    Signal signal(loop.context.get_executor());
    std::string log;
    signal.notify_all();
    TaskGroup group(loop.context.get_executor(), nullptr);
    group.spawn(write_when_notified(signal, log, 'a'));
    loop.context.poll();
    EXPECT_EQ(log, "");
    group.cancel();
    loop.run();
}

TEST(Signal, CancelledWaiterThrowsInsteadOfBeingNotified) {
    TestLoop loop;
    Signal signal(loop.context.get_executor());
    std::string log;
    TaskGroup group(loop.context.get_executor(), nullptr);
    group.spawn(write_when_notified(signal, log, 'a'));
    group.spawn(write_when_notified(signal, log, 'b'));
    loop.context.poll();
    group.cancel();
    loop.run();
    EXPECT_EQ(log, "");
    EXPECT_EQ(group.size(), 0u);
}

}  // namespace
}  // namespace watchword::runtime
