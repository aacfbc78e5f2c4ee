#pragma once

#include <functional>
#include <string>
#include <vector>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>

#include "common/base/time.hpp"
#include "daemon/runtime/task.hpp"
#include "daemon/runtime/task_group.hpp"

namespace watchword::http {

// What the server does with one request: it writes the pieces, each after a pause, then ends.
struct Play {
    struct Piece {
        std::string bytes;
        Duration pause{};
    };
    enum class End { keep, close, reset, hold };  // hold: says and does nothing more
    std::vector<Piece> pieces;
    End end = End::keep;
};

// A whole answer with Content-Length. `headers`: lines, each with its line end.
Play answer(int status, std::string body, std::string headers = "");

// An HTTP server on a free port of 127.0.0.1 that answers as the test wants, on the test's own loop.
class TestServer {
  public:
    // `play` gets a request's head and body as they came.
    TestServer(asio::io_context& loop, std::function<Play(const std::string& request)> play);
    // Ends all connections; the loop must run once more.
    void stop();

    std::string url(const std::string& path) const;
    unsigned short port() const;

    std::vector<std::string> requests;
    unsigned connections = 0;
    unsigned open_requests = 0;
    unsigned open_requests_peak = 0;

  private:
    Awaitable<void> accept();
    Awaitable<void> serve(asio::ip::tcp::socket socket);

    asio::io_context& loop_;
    asio::ip::tcp::acceptor acceptor_;
    std::function<Play(const std::string&)> play_;
    runtime::TaskGroup tasks_;
};

}  // namespace watchword::http
