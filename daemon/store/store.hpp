#pragma once

#include <deque>
#include <exception>
#include <functional>
#include <memory>
#include <type_traits>
#include <variant>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "common/base/result.hpp"
#include "daemon/runtime/task.hpp"
#include "daemon/store/database.hpp"

namespace watchword::store {

// A write or read that did not happen: the disk is full, failing, or the file damaged. The daemon goes on and tries
// again.
struct Failure {
    std::string message;  // for a person: what SQLite says and what to do about it
};

// The database as the loop sees it: one writer on the disk executor, which commits what many coroutines bring in one
// transaction and answers them all at once. Every job sees all earlier ones. When writing begins to fail and when it
// works again, the log says so, once each. Loop thread only.
class Store {
  public:
    // `loop` is where answers arrive; `disk` is an executor of one thread (a simulation passes the loop's own).
    Store(std::unique_ptr<Connection> connection, asio::any_io_executor loop, asio::any_io_executor disk);

    // Runs `job(Connection&)` in the next commit; when this returns a value, it is durable. A job that throws
    // SqliteError is undone alone. Jobs must be repeatable: after a failed commit nothing of them remains.
    template <class Job>
    Awaitable<Result<std::invoke_result_t<Job&, Connection&>, Failure>> write(Job job) {
        return enqueue<Job>(std::move(job), true);
    }

    // Runs `job(Connection&)` between commits.
    template <class Job>
    Awaitable<Result<std::invoke_result_t<Job&, Connection&>, Failure>> read(Job job) {
        return enqueue<Job>(std::move(job), false);
    }

    // Why the last write did not happen; nullopt: it did.
    std::optional<Failure> trouble() const;

  private:
    struct Task {
        bool writes;
        std::function<void(Connection&)> run;      // on the disk executor; may throw SqliteError
        std::function<void(const Failure*)> done;  // on the loop; nullptr: it is durable
    };
    struct State;

    void enqueue_task(Task task);

    template <class Job>
    Awaitable<Result<std::invoke_result_t<Job&, Connection&>, Failure>> enqueue(Job job, bool writes) {
        using Value = std::invoke_result_t<Job&, Connection&>;
        using Answer = Result<Value, Failure>;
        using Slot = std::conditional_t<std::is_void_v<Value>, std::monostate, std::optional<Value>>;
        auto slot = std::make_shared<Slot>();
        auto start = [this, slot, writes, job = std::make_shared<Job>(std::move(job))](auto handler) {
            auto shared = std::make_shared<decltype(handler)>(std::move(handler));
            Task task;
            task.writes = writes;
            task.run = [slot, job](Connection& connection) {
                if constexpr (std::is_void_v<Value>)
                    (*job)(connection);
                else
                    *slot = (*job)(connection);
            };
            // The loop has work as long as the disk has: it must not end before the answer.
            auto executor =
                asio::prefer(asio::get_associated_executor(*shared), asio::execution::outstanding_work.tracked);
            task.done = [slot, shared, executor](const Failure* failure) {
                auto answer = [&]() -> Answer {
                    if (failure) return *failure;
                    if constexpr (std::is_void_v<Value>)
                        return {};
                    else
                        return std::move(**slot);
                };
                asio::post(executor, [shared, result = std::make_shared<Answer>(answer())]() mutable {
                    (*shared)(std::move(*result));
                });
            };
            enqueue_task(std::move(task));
        };
        auto result = co_await asio::async_initiate<const asio::use_awaitable_t<>&, void(Answer)>(std::move(start),
                                                                                                  asio::use_awaitable);
        co_return result;
    }

    std::shared_ptr<State> state_;
};

}  // namespace watchword::store
