#pragma once

#include <atomic>
#include <filesystem>
#include <memory>

#include <boost/asio/thread_pool.hpp>

#include "daemon/app/app.hpp"
#include "daemon/archive/archive.hpp"
#include "daemon/control/message.hpp"
#include "daemon/runtime/slots.hpp"

namespace watchword::app {

// Answers what comes over the control socket. Questions are answered from the archive, on threads and connections of
// their own, so that a long one delays no poll; what changes something goes through the App. Loop thread only.
class Desk {
  public:
    // `app` must outlive it.
    Desk(App& app, runtime::Clock& clock, asio::any_io_executor loop);
    // Questions under way are broken off.
    ~Desk();

    Awaitable<control::Reply> answer(control::Request request);

    // No question is begun any more, and those under way end soon.
    void close();

  private:
    Awaitable<control::Reply> ask(archive::Question question);
    Awaitable<control::Reply> metrics();
    Awaitable<control::Reply> carry_out(control::Request request);
    // Waits a moment for what becomes of a sample alert, and adds it.
    Awaitable<> await_deliveries(boost::json::object& told);
    Awaitable<control::Reply> check(std::string name);

    App& app_;
    runtime::Clock& clock_;
    Time started_;
    std::shared_ptr<std::atomic<bool>> closed_;
    asio::thread_pool threads_;
    runtime::Slots backtests_;  // one at a time: others are answered beside it
};

}  // namespace watchword::app
