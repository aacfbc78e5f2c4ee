#include "daemon/runtime/offload.hpp"

#include <latch>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>

#include <boost/asio/thread_pool.hpp>
#include <gtest/gtest.h>

#include "daemon/runtime/task_group.hpp"
#include "tests/unit/daemon/runtime/runtime.hpp"

namespace watchword::runtime {
namespace {

std::thread::id where(int) {
    return std::this_thread::get_id();
}
std::string take(std::unique_ptr<std::string> text) {
    return std::move(*text);
}
void refuse() {
    throw std::runtime_error("refused");
}
int wait_and_answer(std::latch* gate) {
    gate->wait();
    return 42;
}

class Offload : public testing::Test {
  protected:
    TestLoop loop;
    asio::thread_pool pool{1};
};

Awaitable<void> compare_threads(asio::any_io_executor pool) {
    const auto here = std::this_thread::get_id();
    const auto there = co_await offload(pool, where, 1);
    EXPECT_NE(there, here);
    EXPECT_EQ(std::this_thread::get_id(), here);
}

TEST_F(Offload, RunsElsewhereAndResumesOnTheLoop) {
    loop.run(compare_threads(pool.get_executor()));
}

Awaitable<void> move_there_and_back(asio::any_io_executor pool) {
    auto text = std::make_unique<std::string>("moved");
    const auto result = co_await offload(pool, take, std::move(text));
    EXPECT_EQ(result, "moved");
}

TEST_F(Offload, MovesArgumentsAndResults) {
    loop.run(move_there_and_back(pool.get_executor()));
}

Awaitable<void> run_refuse(asio::any_io_executor pool) {
    co_await offload(pool, refuse);
}

TEST_F(Offload, ExceptionReachesTheCaller) {
    EXPECT_THROW(loop.run(run_refuse(pool.get_executor())), std::runtime_error);
}

Awaitable<void> collect(asio::any_io_executor pool, std::latch& gate, int& answer) {
    answer = co_await offload(pool, wait_and_answer, &gate);
}

TEST_F(Offload, CancelledCallerWaitsForTheWorkAndGetsItsValue) {
    std::latch gate(1);
    int answer = 0;
    TaskGroup group(loop.context.get_executor(), nullptr);
    group.spawn(collect(pool.get_executor(), gate, answer));
    loop.context.poll();
    group.cancel();
    loop.context.poll();
    EXPECT_EQ(group.size(), 1u);
    gate.count_down();
    loop.run();
    EXPECT_EQ(answer, 42);
}

TEST_F(Offload, LoopItselfCanBeThePoolOfASimulation) {
    std::latch gate(0);
    int answer = 0;
    loop.run(collect(loop.context.get_executor(), gate, answer));
    EXPECT_EQ(answer, 42);
}

}  // namespace
}  // namespace watchword::runtime
