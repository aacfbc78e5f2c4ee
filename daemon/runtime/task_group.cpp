#include "daemon/runtime/task_group.hpp"

#include <list>
#include <utility>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/dispatch.hpp>

#include "daemon/runtime/aborted.hpp"
#include "daemon/runtime/signal.hpp"
#include "daemon/runtime/with_timeout.hpp"

namespace watchword::runtime {

struct TaskGroup::State {
    State(asio::any_io_executor executor, std::function<void(std::exception_ptr)> on_failure)
        : loop(std::move(executor)), failed(std::move(on_failure)), emptied(loop) {}

    void ended(std::list<asio::cancellation_signal>::iterator task, const std::exception_ptr& error) {
        tasks.erase(task);
        if (tasks.empty()) emptied.notify_all();
        if (error && !is_aborted(error) && failed) std::exchange(failed, nullptr)(error);
    }

    void cancel() {
        for (auto task = tasks.begin(); task != tasks.end();) {
            auto& signal = *task++;  // first, as the task may end and be erased
            signal.emit(asio::cancellation_type::terminal);
        }
    }

    asio::any_io_executor loop;
    std::function<void(std::exception_ptr)> failed;  // empty once called
    std::list<asio::cancellation_signal> tasks;
    Signal emptied;
    bool closed = false;
};

TaskGroup::TaskGroup(asio::any_io_executor loop, std::function<void(std::exception_ptr)> failed)
    : state_(std::make_shared<State>(std::move(loop), std::move(failed))) {}

void TaskGroup::spawn(Awaitable<void> task) {
    if (state_->closed) return;
    auto entry = state_->tasks.emplace(state_->tasks.end());
    auto on_end = [state = state_, entry](const std::exception_ptr& error) { state->ended(entry, error); };
    asio::co_spawn(state_->loop, std::move(task), asio::bind_cancellation_slot(entry->slot(), std::move(on_end)));
}

void TaskGroup::cancel() {
    // Asio keeps a plain pointer to the signal of a task that is cancelled from outside the loop.
    asio::dispatch(state_->loop, [state = state_] { state->cancel(); });
}

Awaitable<void> TaskGroup::join() {
    const auto state = state_;
    bool aborted = false;
    while (!state->tasks.empty()) {
        try {
            co_await state->emptied.wait();
        } catch (const boost::system::system_error&) {
            aborted = true;
        }
        if (aborted) {
            cancel();
            co_await asio::this_coro::reset_cancellation_state();
        }
    }
    if (aborted) throw_aborted();
}

Awaitable<void> TaskGroup::join(Clock& clock, Duration grace) {
    const auto state = state_;
    try {
        while (!state->tasks.empty()) co_await state->emptied.wait();
        co_return;
    } catch (const boost::system::system_error&) {
        // A handler cannot wait for anything.
    }
    co_await asio::this_coro::reset_cancellation_state();
    auto tasks_ended = join();
    co_await with_timeout(clock, grace, std::move(tasks_ended));
    throw_aborted();
}

Awaitable<void> TaskGroup::shelter(Awaitable<void> owner) {
    std::exception_ptr ended;
    try {
        co_await std::move(owner);
    } catch (...) {
        ended = std::current_exception();
    }
    state_->closed = true;
    // Once cancelled, a coroutine cannot wait for anything: not even for its tasks.
    co_await asio::this_coro::reset_cancellation_state();
    cancel();
    co_await join();
    if (ended) std::rethrow_exception(ended);
}

std::size_t TaskGroup::size() const {
    return state_->tasks.size();
}

}  // namespace watchword::runtime
