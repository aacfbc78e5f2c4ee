#include "tests/unit/daemon/mail/server.hpp"

#include <utility>

#include <boost/asio/buffer.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include "daemon/runtime/signal.hpp"

namespace watchword::mail {

using asio::ip::tcp;

TestServer::TestServer(asio::io_context& loop)
    : acceptor_(loop, tcp::endpoint(asio::ip::address_v4::loopback(), 0)), tasks_(loop.get_executor(), nullptr) {
    tasks_.spawn(accept());
}

void TestServer::stop() {
    tasks_.cancel();
}

std::string TestServer::url() const {
    return "smtp://127.0.0.1:" + std::to_string(acceptor_.local_endpoint().port());
}

Awaitable<void> TestServer::accept() {
    for (;;) {
        auto socket = co_await acceptor_.async_accept(asio::use_awaitable);
        ++connections;
        tasks_.spawn(serve(std::move(socket)));
    }
}

std::string TestServer::reply_to(const std::string& command) const {
    const auto verb = command.substr(0, command.find(' '));
    if (const auto found = replies.find(verb); found != replies.end()) return found->second;
    if (verb.empty()) return "220 test";
    if (verb == "EHLO") return "250-test\r\n250 AUTH PLAIN";
    if (verb == "AUTH") return "235 welcome";
    if (verb == "DATA") return "354 go on";
    if (verb == "QUIT") return "221 bye";
    return "250 fine";
}

Awaitable<void> TestServer::serve(tcp::socket socket) {
    std::string received;
    std::string command;
    boost::system::error_code error;
    for (;;) {
        const auto reply = reply_to(command);
        if (reply.empty()) co_return;
        if (reply == silence) {
            runtime::Signal never(socket.get_executor());
            co_await never.wait();
        }
        const std::string line = reply + "\r\n";
        co_await asio::async_write(socket, asio::buffer(line), asio::redirect_error(asio::use_awaitable, error));
        if (error || reply.starts_with("221") || reply.starts_with("421")) co_return;

        const bool message = reply.starts_with("354");
        const std::string end = message ? "\r\n.\r\n" : "\r\n";
        auto buffer = asio::dynamic_buffer(received);
        const auto bytes =
            co_await asio::async_read_until(socket, buffer, end, asio::redirect_error(asio::use_awaitable, error));
        if (error) co_return;
        command = message ? "." : received.substr(0, bytes - 2);
        (message ? messages : commands).push_back(received.substr(0, bytes - (message ? 3 : 2)));
        received.erase(0, bytes);
    }
}

}  // namespace watchword::mail
