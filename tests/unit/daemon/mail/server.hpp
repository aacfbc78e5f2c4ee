#pragma once

#include <map>
#include <string>
#include <vector>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>

#include "daemon/runtime/task.hpp"
#include "daemon/runtime/task_group.hpp"

namespace watchword::mail {

// An SMTP server on a free port of 127.0.0.1, on the test's own loop, that takes everything unless told
// otherwise.
class TestServer {
  public:
    explicit TestServer(asio::io_context& loop);
    // Ends all connections; the loop must run once more.
    void stop();

    std::string url() const;

    // A "reply" after which the server says and does nothing more.
    static constexpr const char* silence = "(silence)";

    // Replies other than the usual, by the command's verb; "" is the greeting, "." the end of a message. An
    // empty reply closes the connection instead.
    std::map<std::string, std::string> replies;
    std::vector<std::string> commands;
    std::vector<std::string> messages;  // as they came over the wire, with the dots
    unsigned connections = 0;

  private:
    Awaitable<void> accept();
    Awaitable<void> serve(asio::ip::tcp::socket socket);
    std::string reply_to(const std::string& command) const;

    asio::ip::tcp::acceptor acceptor_;
    runtime::TaskGroup tasks_;
};

}  // namespace watchword::mail
