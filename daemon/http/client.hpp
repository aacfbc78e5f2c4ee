#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/base/result.hpp"
#include "common/base/time.hpp"
#include "daemon/runtime/task.hpp"

namespace watchword::http {

using Header = std::pair<std::string, std::string>;

enum class Method {
    get,
    post,
    connect,  // opens a connection, TLS included, and sends nothing: the response has neither status nor body
};

struct Request {
    Method method = Method::get;
    std::string url;
    std::vector<Header> headers;  // values with control characters are refused
    std::string body;
    Duration timeout = std::chrono::seconds(30);  // over all hops
    Duration silence_max{};                       // how long nothing may come; zero: a third of `timeout`
    std::uint64_t body_bytes_max = 10 << 20;      // after decompression; more is an error, but see `truncate`
    bool truncate = false;       // true: a longer body is cut there and is no error (receivers' answers)
    unsigned redirects_max = 5;  // 0: a redirect is an answer like any other
    // Where no redirect is followed to: the answer is then the redirect, with that hop as the last. Empty: none such.
    std::function<bool(const std::string& url)> stop_at{};
};

Duration silence_limit(const Request& request);

// One hop that was followed, or would have been but for Request::stop_at.
struct Redirect {
    int status = 0;
    std::string from;
    std::string to;
};

struct Response {
    int status = 0;
    std::string url;  // after redirects
    std::vector<Header> headers;
    std::string body;  // decoded
    std::vector<Redirect> redirects;
    Duration elapsed{};

    // The value of the last header of that name, case-insensitive; nullopt when absent.
    std::optional<std::string_view> header(std::string_view name) const;
};

struct Error {
    enum class Kind {
        bad_url,            // no http(s) URL, or a scheme that is refused
        forbidden_address,  // resolves to a network that may not be reached
        unresolvable,       // no such host, or the resolver failed
        unreachable,        // refused, reset, no route
        tls,                // certificate or handshake
        timeout,
        too_many_redirects,  // or a loop
        too_large,           // body or headers
        protocol,            // no HTTP, bad encoding, cut short
        cancelled
    };
    Kind kind = Kind::protocol;
    std::string message;  // for a person, without secrets: "the certificate of example.org expired on 2026-01-01"
};

std::string_view to_text(Error::Kind kind);

// Fetches. Never more than the configured requests at once in all and per host: a request waits its turn without
// holding up other hosts. Refuses forbidden addresses at connect time, for every hop. Loop thread only; cancellation of
// the calling coroutine ends the transfer and throws operation_aborted.
class Client {
  public:
    virtual ~Client() = default;
    virtual Awaitable<Result<Response, Error>> send(Request request) = 0;
};

}  // namespace watchword::http
