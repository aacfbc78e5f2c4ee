#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>

#include "daemon/runtime/task.hpp"
#include "daemon/runtime/task_group.hpp"

namespace watchword::demo {

struct HttpRequest {
    std::string method;
    std::string target;  // as sent: a path, or a whole URL when we are asked as a proxy
    std::vector<std::pair<std::string, std::string>> headers;  // as sent
    std::string body;

    // The value of the first header of that name, case-insensitive; empty when absent.
    std::string header(std::string_view name) const;
};

struct HttpAnswer {
    int status = 200;
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body;
};

// An HTTP/1.1 server on a free port of 127.0.0.1. Lives on the loop's thread.
class HttpServer {
  public:
    HttpServer(asio::io_context& loop, std::function<HttpAnswer(const HttpRequest&)> answer);
    // Ends all connections; the loop must run once more before the server goes.
    void stop() { tasks_.cancel(); }

    unsigned port() const { return acceptor_.local_endpoint().port(); }

  private:
    Awaitable<> accept();
    Awaitable<> serve(asio::ip::tcp::socket socket);

    asio::ip::tcp::acceptor acceptor_;
    std::function<HttpAnswer(const HttpRequest&)> answer_;
    runtime::TaskGroup tasks_;
};

}  // namespace watchword::demo
