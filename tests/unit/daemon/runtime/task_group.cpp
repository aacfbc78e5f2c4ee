#include "daemon/runtime/task_group.hpp"

#include <stdexcept>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "daemon/runtime/aborted.hpp"
#include "daemon/runtime/signal.hpp"
#include "tests/unit/daemon/runtime/runtime.hpp"

namespace watchword::runtime {
namespace {

Awaitable<void> wait_for(Signal& signal, unsigned& ended) {
    try {
        co_await signal.wait();
    } catch (...) {
        ++ended;
        throw;
    }
    ++ended;
}

Awaitable<void> fail(std::string what) {
    throw std::runtime_error(what);
    co_return;
}

Awaitable<void> join(TaskGroup& group, std::string& log) {
    try {
        co_await group.join();
        log += "joined";
    } catch (const boost::system::system_error&) {
        log += "aborted";
        throw;
    }
}

class Group : public testing::Test {
  protected:
    void note(const std::exception_ptr& error) {
        try {
            std::rethrow_exception(error);
        } catch (const std::exception& caught) {
            failures.push_back(caught.what());
        }
    }

    TestLoop loop;
    std::vector<std::string> failures;
    TaskGroup group{loop.context.get_executor(), [this](const std::exception_ptr& error) { note(error); }};
    Signal signal{loop.context.get_executor()};
    unsigned ended = 0;
    std::string log;
};

TEST_F(Group, JoinReturnsWhenTheLastTaskEnded) {
    group.spawn(wait_for(signal, ended));
    group.spawn(wait_for(signal, ended));
    TaskGroup owner(loop.context.get_executor(), nullptr);
    owner.spawn(join(group, log));
    loop.context.poll();
    EXPECT_EQ(log, "");
    signal.notify_all();
    loop.run();
    EXPECT_EQ(log, "joined");
    EXPECT_EQ(ended, 2u);
}

TEST_F(Group, CancelEndsTasksWithoutReportingAFailure) {
    group.spawn(wait_for(signal, ended));
    loop.context.poll();
    group.cancel();
    loop.run();
    EXPECT_EQ(ended, 1u);
    EXPECT_EQ(group.size(), 0u);
    EXPECT_TRUE(failures.empty());
}

TEST_F(Group, CancelBeforeTheTaskStartedEndsItToo) {
    group.spawn(wait_for(signal, ended));
    group.cancel();
    loop.run();
    EXPECT_EQ(group.size(), 0u);
}

TEST_F(Group, FirstUnexpectedExceptionIsReportedOnce) {
    group.spawn(fail("first"));
    group.spawn(fail("second"));
    loop.run();
    EXPECT_EQ(failures, std::vector<std::string>{"first"});
}

TEST_F(Group, CancelledJoinerCancelsTheTasksAndWaitsForThem) {
    group.spawn(wait_for(signal, ended));
    TaskGroup owner(loop.context.get_executor(), nullptr);
    owner.spawn(join(group, log));
    loop.context.poll();
    owner.cancel();
    loop.run();
    EXPECT_EQ(log, "aborted");
    EXPECT_EQ(ended, 1u);
    EXPECT_EQ(group.size(), 0u);
}

Awaitable<void> shelter(TaskGroup& group, Awaitable<void> owner, std::string& log) {
    try {
        co_await group.shelter(std::move(owner));
    } catch (const std::exception& caught) {
        log += std::to_string(group.size()) + " left, " + caught.what();
        throw;
    }
}

TEST_F(Group, ACancelledOwnerLeavesNoTaskBehind) {
    Signal never(loop.context.get_executor());
    unsigned owners = 0;
    group.spawn(wait_for(signal, ended));
    TaskGroup house(loop.context.get_executor(), nullptr);
    house.spawn(shelter(group, wait_for(never, owners), log));
    loop.context.poll();
    house.cancel();
    loop.run();
    EXPECT_EQ(ended, 1u);
    EXPECT_EQ(owners, 1u);
    EXPECT_THAT(log, testing::StartsWith("0 left, Operation canceled"));
}

TEST_F(Group, TakesNoTaskAfterItsOwnerHasEnded) {
    TaskGroup house(loop.context.get_executor(), nullptr);
    house.spawn(shelter(group, fail("broken"), log));
    loop.run();
    group.spawn(wait_for(signal, ended));
    EXPECT_EQ(group.size(), 0u);
    loop.run();
    EXPECT_EQ(ended, 0u);
}

TEST_F(Group, AnOwnerThatFailsLeavesNoTaskBehind) {
    group.spawn(wait_for(signal, ended));
    TaskGroup house(loop.context.get_executor(), [this](const std::exception_ptr& error) { note(error); });
    house.spawn(shelter(group, fail("broken"), log));
    loop.run();
    EXPECT_EQ(ended, 1u);
    EXPECT_EQ(log, "0 left, broken");
    EXPECT_EQ(failures, std::vector<std::string>{"broken"});
}

}  // namespace
}  // namespace watchword::runtime
