#pragma once

#include <memory>
#include <optional>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/steady_timer.hpp>
#include <curl/curl.h>

#include "common/base/time.hpp"
#include "daemon/runtime/task.hpp"

namespace watchword::curl {

class Engine;
class Transfer;

// A libcurl multi handle driven by the loop: many transfers at once on one thread, with the connections they
// share. Names are resolved on threads of libcurl's. Loop thread only; must outlive its transfers.
class Multi {
  public:
    // Up to `connections_max` connections stay open, in use or not.
    Multi(asio::any_io_executor loop, long connections_max);
    ~Multi();

  private:
    friend Transfer;
    std::shared_ptr<Engine> engine_;
};

// One transfer of a prepared easy handle, from construction on. The destructor takes the handle out again,
// ended or not; the handle, and all that its options point to, must outlive it. Uses the handle's
// CURLOPT_PRIVATE.
class Transfer {
  public:
    Transfer(Multi& multi, CURL* easy);
    ~Transfer();
    Transfer(const Transfer&) = delete;
    Transfer& operator=(const Transfer&) = delete;

    // libcurl's result; nullopt when `limit` passed first, and the transfer goes on. Throws operation_aborted
    // when cancelled.
    Awaitable<std::optional<CURLcode>> ended_within(Duration limit);

  private:
    friend Engine;
    void end(CURLcode result);

    std::shared_ptr<Engine> engine_;
    CURL* easy_;
    asio::steady_timer patience_;
    std::optional<CURLcode> result_;
};

}  // namespace watchword::curl
