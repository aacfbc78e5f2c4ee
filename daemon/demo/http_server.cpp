#include "daemon/demo/http_server.hpp"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>

namespace watchword::demo {

namespace {

namespace beast = boost::beast;
using asio::ip::tcp;
using Wire = beast::http::request<beast::http::string_body>;
using WireAnswer = beast::http::response<beast::http::string_body>;

HttpRequest from_wire(Wire wire) {
    HttpRequest request;
    request.method = std::string(wire.method_string());
    request.target = std::string(wire.target());
    for (const auto& field : wire) request.headers.emplace_back(field.name_string(), field.value());
    request.body = std::move(wire.body());
    return request;
}

WireAnswer to_wire(HttpAnswer answer, unsigned version, bool keep_alive) {
    WireAnswer wire(static_cast<beast::http::status>(answer.status), version);
    for (const auto& [name, value] : answer.headers) wire.insert(name, value);
    wire.body() = std::move(answer.body);
    wire.keep_alive(keep_alive);
    wire.prepare_payload();
    return wire;
}

}  // namespace

std::string HttpRequest::header(std::string_view name) const {
    for (const auto& [each, value] : headers)
        if (beast::iequals(each, name)) return value;
    return "";
}

HttpServer::HttpServer(asio::io_context& loop, std::function<HttpAnswer(const HttpRequest&)> answer)
    : acceptor_(loop, tcp::endpoint(asio::ip::address_v4::loopback(), 0)),
      answer_(std::move(answer)),
      tasks_(loop.get_executor(), [](std::exception_ptr error) { std::rethrow_exception(error); }) {
    tasks_.spawn(accept());
}

Awaitable<> HttpServer::accept() {
    while (true) {
        auto socket = co_await acceptor_.async_accept(asio::use_awaitable);
        tasks_.spawn(serve(std::move(socket)));
    }
}

Awaitable<> HttpServer::serve(tcp::socket socket) {
    beast::flat_buffer received;
    boost::system::error_code error;
    bool keep_alive = true;
    while (keep_alive) {
        Wire wire;
        co_await beast::http::async_read(socket, received, wire, asio::redirect_error(asio::use_awaitable, error));
        if (error) co_return;
        keep_alive = wire.keep_alive();
        auto version = wire.version();
        auto answer = to_wire(answer_(from_wire(std::move(wire))), version, keep_alive);
        co_await beast::http::async_write(socket, answer, asio::redirect_error(asio::use_awaitable, error));
        if (error) co_return;
    }
}

}  // namespace watchword::demo
