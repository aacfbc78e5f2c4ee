#include "daemon/demo/smtp_server.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

namespace watchword::demo {

namespace {

using asio::ip::tcp;

// What stands between < and >.
std::string address_in(std::string_view command) {
    auto begin = command.find('<');
    auto end = command.find('>', begin);
    if (begin == std::string_view::npos || end == std::string_view::npos) return "";
    return std::string(command.substr(begin + 1, end - begin - 1));
}

// A line that began with a dot was sent with one more.
std::string unstuffed(std::string_view data) {
    std::string plain;
    for (std::size_t at = 0; at < data.size(); ++at) {
        bool line_begins = at == 0 || data[at - 1] == '\n';
        if (line_begins && data[at] == '.') continue;
        plain += data[at];
    }
    return plain;
}

}  // namespace

SmtpServer::SmtpServer(asio::io_context& loop, Take take)
    : acceptor_(loop, tcp::endpoint(asio::ip::address_v4::loopback(), 0)),
      take_(std::move(take)),
      tasks_(loop.get_executor(), [](std::exception_ptr error) { std::rethrow_exception(error); }) {
    tasks_.spawn(accept());
}

Awaitable<> SmtpServer::accept() {
    while (true) {
        auto socket = co_await acceptor_.async_accept(asio::use_awaitable);
        tasks_.spawn(serve(std::move(socket)));
    }
}

Awaitable<> SmtpServer::serve(tcp::socket socket) {
    std::string received;
    std::string reply = "220 receiver.example ready\r\n";
    std::string recipient;
    boost::system::error_code error;
    while (true) {
        co_await asio::async_write(socket, asio::buffer(reply), asio::redirect_error(asio::use_awaitable, error));
        bool leaving = reply.starts_with("221"), in_data = reply.starts_with("354");
        if (error || leaving) co_return;
        std::string_view end = in_data ? "\r\n.\r\n" : "\r\n";
        auto buffer = asio::dynamic_buffer(received);
        auto bytes =
            co_await asio::async_read_until(socket, buffer, end, asio::redirect_error(asio::use_awaitable, error));
        if (error) co_return;
        auto taken = received.substr(0, bytes);
        received.erase(0, bytes);
        reply = "250 fine\r\n";
        if (in_data) {
            take_(std::exchange(recipient, {}), unstuffed(std::string_view(taken).substr(0, taken.size() - 3)));
        } else if (taken.starts_with("RCPT")) {
            recipient = address_in(taken);
        } else if (taken.starts_with("DATA")) {
            reply = "354 go on\r\n";
        } else if (taken.starts_with("QUIT")) {
            reply = "221 bye\r\n";
        }
    }
}

}  // namespace watchword::demo
