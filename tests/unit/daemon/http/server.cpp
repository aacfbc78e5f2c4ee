#include "tests/unit/daemon/http/server.hpp"

#include <algorithm>
#include <utility>

#include <boost/asio/buffer.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

namespace watchword::http {

namespace {

using asio::ip::tcp;

std::size_t content_length(const std::string& head) {
    const auto at = head.find("Content-Length: ");
    return at == std::string::npos ? 0 : std::stoul(head.substr(at + 16));
}

Awaitable<void> pause(Duration time) {
    asio::steady_timer timer(co_await asio::this_coro::executor, time);
    co_await timer.async_wait(asio::use_awaitable);
}

}  // namespace

Play answer(int status, std::string body, std::string headers) {
    std::string text = "HTTP/1.1 " + std::to_string(status) + " Text\r\n" + headers;
    if (status != 304) text += "Content-Length: " + std::to_string(body.size()) + "\r\n";
    return {{{text + "\r\n" + body}}};
}

TestServer::TestServer(asio::io_context& loop, std::function<Play(const std::string&)> play)
    : loop_(loop),
      acceptor_(loop, tcp::endpoint(asio::ip::address_v4::loopback(), 0)),
      play_(std::move(play)),
      tasks_(loop.get_executor(), nullptr) {
    tasks_.spawn(accept());
}

void TestServer::stop() {
    tasks_.cancel();
}

unsigned short TestServer::port() const {
    return acceptor_.local_endpoint().port();
}

std::string TestServer::url(const std::string& path) const {
    return "http://127.0.0.1:" + std::to_string(port()) + path;
}

Awaitable<void> TestServer::accept() {
    for (;;) {
        auto socket = co_await acceptor_.async_accept(asio::use_awaitable);
        ++connections;
        tasks_.spawn(serve(std::move(socket)));
    }
}

Awaitable<void> TestServer::serve(tcp::socket socket) {
    std::string received;
    for (;;) {
        auto buffer = asio::dynamic_buffer(received);
        boost::system::error_code error;
        const auto head_bytes = co_await asio::async_read_until(socket, buffer, "\r\n\r\n",
                                                                asio::redirect_error(asio::use_awaitable, error));
        if (error) co_return;
        const auto request_bytes = head_bytes + content_length(received.substr(0, head_bytes));
        while (received.size() < request_bytes) {
            const auto missing = asio::transfer_at_least(request_bytes - received.size());
            co_await asio::async_read(socket, buffer, missing, asio::use_awaitable);
        }
        requests.push_back(received.substr(0, request_bytes));
        received.erase(0, request_bytes);
        open_requests_peak = std::max(open_requests_peak, ++open_requests);

        const auto play = play_(requests.back());
        for (const auto& piece : play.pieces) {
            if (piece.pause > Duration::zero()) co_await pause(piece.pause);
            co_await asio::async_write(socket, asio::buffer(piece.bytes),
                                       asio::redirect_error(asio::use_awaitable, error));
            if (error) break;
        }
        --open_requests;
        switch (play.end) {
            case Play::End::keep:
                break;
            case Play::End::close:
                co_return;
            case Play::End::reset:
                socket.set_option(tcp::socket::linger(true, 0));
                co_return;
            case Play::End::hold:
                co_await pause(std::chrono::hours(1));
        }
    }
}

}  // namespace watchword::http
