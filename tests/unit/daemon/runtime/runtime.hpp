#pragma once

#include <exception>
#include <utility>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include "daemon/runtime/task.hpp"

namespace watchword::runtime {

// A loop for one test. `run` starts coroutines and returns when nothing is left to do; what they throw fails
// the test.
struct TestLoop {
    asio::io_context context;

    template <class... Tasks>
    void run(Tasks... tasks) {
        [[maybe_unused]] auto rethrow = [](const std::exception_ptr& error) {
            if (error) std::rethrow_exception(error);
        };
        (asio::co_spawn(context, std::move(tasks), rethrow), ...);
        context.restart();
        context.run();
    }
};

}  // namespace watchword::runtime
