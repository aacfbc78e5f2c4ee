#include "daemon/control/server.hpp"

#include <array>
#include <cerrno>

#include <boost/asio/generic/stream_protocol.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>
#include <boost/json.hpp>
#include <sys/socket.h>
#include <unistd.h>

#include "daemon/runtime/aborted.hpp"
#include "daemon/runtime/log.hpp"
#include "daemon/runtime/slots.hpp"
#include "daemon/runtime/task_group.hpp"

namespace watchword::control {

namespace {

namespace beast = boost::beast;
namespace http = beast::http;
namespace json = boost::json;
using Socket = asio::generic::stream_protocol::socket;
using Stream = beast::basic_stream<asio::generic::stream_protocol>;
using Parser = http::request_parser<http::string_body>;

constexpr std::uint32_t head_bytes_max = 16 << 10;
constexpr std::uint64_t body_bytes_max = 8 << 20;
constexpr std::uint64_t readers_body_bytes_max = 4 << 10;
constexpr std::uint64_t hubs_body_bytes_max = 1 << 20;
constexpr auto head_time = std::chrono::seconds(10);
constexpr auto body_time = std::chrono::seconds(30);
constexpr auto linger_time = std::chrono::seconds(2);
constexpr std::size_t linger_bytes_max = 1 << 20;
constexpr Duration accept_again = std::chrono::milliseconds(100);
constexpr unsigned connections_max = 32;

std::uint64_t body_bytes_max_of(std::string_view target) {
    return is_for_readers(target) ? readers_body_bytes_max : is_for_hubs(target) ? hubs_body_bytes_max : body_bytes_max;
}

Head head_of(const Parser& parser) {
    const auto& fields = parser.get();
    auto field = [&](http::field name) -> std::string_view {
        auto value = fields[name];
        return {value.data(), value.size()};
    };
    auto view = [](auto text) { return std::string_view(text.data(), text.size()); };
    Head head;
    head.method = view(fields.method_string());
    head.target = view(fields.target());
    head.version = fields.version();
    if (fields.count(http::field::host) == 1) head.host = field(http::field::host);
    head.origin = field(http::field::origin);
    head.content_type = field(http::field::content_type);
    head.authorization = field(http::field::authorization);
    head.has_body = fields.has_content_length() ? parser.content_length().value_or(0) > 0 : fields.chunked();
    return head;
}

// What is asked, or why it cannot be.
Result<Request, Reply> request_of(const Parser& parser) {
    const auto& message = parser.get();
    Request request;
    switch (message.method()) {
        case http::verb::get:
        case http::verb::head:
            break;
        case http::verb::post:
            request.method = Request::Method::post;
            break;
        case http::verb::delete_:
            request.method = Request::Method::remove;
            break;
        default: {
            auto reply = reply_of({Refused::Kind::bad, "there are GET, HEAD, POST and DELETE"});
            reply.status = 405;
            reply.allow = "GET, HEAD, POST, DELETE";
            return reply;
        }
    }
    auto target = parse_target({message.target().data(), message.target().size()});
    if (!target) return reply_of({Refused::Kind::bad, "the request's target is no path"});
    request.path = std::move(target->path);
    request.parameters = std::move(target->parameters);
    if (is_for_hubs(request.path)) {
        auto signature = message["X-Hub-Signature"];
        request.hub_signature.assign(signature.data(), signature.size());
        request.news = message.body();
        return request;
    }
    // A form that a reader's mail program fills in says nothing that its address does not.
    if (!message.body().empty() && !is_for_readers(request.path)) {
        boost::system::error_code error;
        auto body = json::parse(message.body(), error);
        if (error || !body.is_object()) return reply_of({Refused::Kind::bad, "the body is no JSON object"});
        request.body = std::move(body.get_object());
    }
    return request;
}

Reply failure(std::string message) {
    return reply_of({Refused::Kind::failed, std::move(message)});
}

http::response<http::string_body> response_of(Reply reply, unsigned version, bool head_only, bool keep_alive) {
    http::response<http::string_body> response(static_cast<http::status>(reply.status), version);
    response.set(http::field::content_type, reply.content_type);
    response.set(http::field::cache_control, "no-store");
    response.set("X-Content-Type-Options", "nosniff");
    response.set("Content-Security-Policy", "default-src 'none'");
    if (reply.status == 401) response.set(http::field::www_authenticate, "Bearer");
    if (!reply.allow.empty()) response.set(http::field::allow, reply.allow);
    response.keep_alive(keep_alive);
    response.content_length(reply.body.size());
    if (!head_only) response.body() = std::move(reply.body);
    return response;
}

}  // namespace

struct Server::State {
    struct Entrance {
        Entrance(asio::any_io_executor loop, Listener opened)
            : listener(std::move(opened)), socket(loop, listener.release()), slots(loop, connections_max) {}
        Listener listener;
        asio::posix::stream_descriptor socket;  // generic: accept(2) is called by hand
        runtime::Slots slots;
    };

    State(asio::any_io_executor executor, runtime::Clock& time, std::vector<Listener> listeners, std::string secret,
          Answer function)
        : loop(executor),
          clock(time),
          token(std::move(secret)),
          answer(std::move(function)),
          tasks(executor, [](std::exception_ptr error) { std::rethrow_exception(error); }) {
        for (Listener& listener : listeners) entrances.push_back(std::make_unique<Entrance>(loop, std::move(listener)));
    }

    Awaitable<> welcome(Entrance& entrance) {
        while (true) {
            auto slot = co_await entrance.slots.take();
            co_await entrance.socket.async_wait(asio::posix::descriptor_base::wait_read, asio::use_awaitable);
            int fd = ::accept4(entrance.socket.native_handle(), nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK);
            if (fd < 0) {
                // Gone again; or no descriptor is left, and whoever waits goes on waiting.
                if (errno != EAGAIN) co_await clock.sleep_for(accept_again);
                continue;
            }
            int family = entrance.listener.door().kind == Door::Kind::socket ? AF_UNIX : AF_INET;
            Socket socket(loop, asio::generic::stream_protocol(family, 0), fd);
            tasks.spawn(converse(std::move(socket), entrance.listener.door(), std::move(slot)));
        }
    }

    Awaitable<> converse(Socket socket, Door door, [[maybe_unused]] runtime::Slot slot) {
        Stream stream(std::move(socket));
        try {
            beast::flat_buffer buffer(head_bytes_max + (64 << 10));
            bool more = true;
            while (more) more = co_await exchange(stream, buffer, door);
        } catch (const boost::system::system_error& error) {
            if (error.code() == asio::error::operation_aborted) throw;
            // The other side went, was too slow, or does not speak HTTP: nobody is there to be told.
            log::debug({.event = "control.dropped", .reason = error.code().message()}, "a connection ended early");
        }
        // What is still on its way is taken in first: a connection closed over it would be reset, and the reply lost.
        beast::error_code ended;
        stream.socket().shutdown(Socket::shutdown_send, ended);
        stream.expires_after(linger_time);
        std::array<char, 4096> rest;
        for (std::size_t taken = 0; !ended && taken < linger_bytes_max;)
            taken +=
                co_await stream.async_read_some(asio::buffer(rest), asio::redirect_error(asio::use_awaitable, ended));
    }

    // One request and its reply; true when another may follow on the connection.
    Awaitable<bool> exchange(Stream& stream, beast::flat_buffer& buffer, const Door& door) {
        Parser parser;
        parser.header_limit(head_bytes_max);
        parser.body_limit(body_bytes_max);
        stream.expires_after(head_time);
        beast::error_code fault;
        co_await http::async_read_header(stream, buffer, parser, asio::redirect_error(asio::use_awaitable, fault));
        if (fault == http::error::end_of_stream || fault == beast::error::timeout) co_return false;
        if (!fault) {
            auto head = head_of(parser);
            bool head_only = parser.get().method() == http::verb::head;
            unsigned version = parser.get().version();
            // A body that was not asked for is not read: the connection ends with the refusal.
            if (auto refused = refusal(door, head, token)) {
                co_await send(stream, response_of(std::move(*refused), version, head_only, false));
                co_return false;
            }
            auto most = body_bytes_max_of(head.target);
            parser.body_limit(most);  // only looked at for chunks by now
            if (parser.content_length().value_or(0) > most) fault = http::error::body_limit;
            stream.expires_after(body_time);
            if (!fault)
                co_await http::async_read(stream, buffer, parser, asio::redirect_error(asio::use_awaitable, fault));
            if (!fault) {
                bool keep_alive = parser.get().keep_alive();
                auto request = request_of(parser);
                stream.expires_never();
                Reply reply = request ? Reply() : request.error();
                if (request) reply = co_await answered(std::move(*request));
                co_await send(stream, response_of(std::move(reply), version, head_only, keep_alive));
                co_return keep_alive;
            }
        }
        if (fault == http::error::body_limit || fault == http::error::header_limit) {
            auto reply = reply_of({Refused::Kind::bad, "the request is too large"});
            reply.status = fault == http::error::body_limit ? 413 : 431;
            co_await send(stream, response_of(std::move(reply), 11, false, false));
        } else if (fault.category() == make_error_code(http::error::bad_version).category()) {
            auto reply = reply_of({Refused::Kind::bad, "this is no HTTP: " + fault.message()});
            co_await send(stream, response_of(std::move(reply), 11, false, false));
        }
        co_return false;
    }

    Awaitable<Reply> answered(Request request) {
        try {
            auto reply = co_await answer(std::move(request));
            co_return reply;
        } catch (const boost::system::system_error& error) {
            if (error.code() == asio::error::operation_aborted) throw;
            co_return failure(error.what());
        } catch (const std::exception& error) {
            log::error({.event = "control.failed"}, error.what());
            co_return failure(error.what());
        }
    }

    Awaitable<> send(Stream& stream, http::response<http::string_body> response) {
        stream.expires_after(body_time);
        co_await http::async_write(stream, response, asio::use_awaitable);
    }

    asio::any_io_executor loop;
    runtime::Clock& clock;
    std::string token;
    Answer answer;
    std::vector<std::unique_ptr<Entrance>> entrances;
    runtime::TaskGroup tasks;
};

Server::Server(asio::any_io_executor loop, runtime::Clock& clock, std::vector<Listener> listeners, std::string token,
               Answer answer)
    : state_(
          std::make_unique<State>(std::move(loop), clock, std::move(listeners), std::move(token), std::move(answer))) {}

Server::~Server() = default;

void Server::set_token(std::string token) {
    state_->token = std::move(token);
}

Awaitable<> Server::run() {
    for (auto& entrance : state_->entrances) state_->tasks.spawn(state_->welcome(*entrance));
    co_await state_->tasks.join();
}

}  // namespace watchword::control
