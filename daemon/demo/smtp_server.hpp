#pragma once

#include <functional>
#include <string>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>

#include "daemon/runtime/task.hpp"
#include "daemon/runtime/task_group.hpp"

namespace watchword::demo {

// An SMTP server on a free port of 127.0.0.1 that takes every message. Lives on the loop's thread.
class SmtpServer {
  public:
    // `data` is RFC 5322, as it came, without the dots of RFC 5321 4.5.2.
    using Take = std::function<void(std::string to, std::string data)>;

    SmtpServer(asio::io_context& loop, Take take);
    // Ends all connections; the loop must run once more before the server goes.
    void stop() { tasks_.cancel(); }

    unsigned port() const { return acceptor_.local_endpoint().port(); }

  private:
    Awaitable<> accept();
    Awaitable<> serve(asio::ip::tcp::socket socket);

    asio::ip::tcp::acceptor acceptor_;
    Take take_;
    runtime::TaskGroup tasks_;
};

}  // namespace watchword::demo
