#include "daemon/http/curl_client.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "common/base/printable.hpp"
#include "common/base/url.hpp"
#include "daemon/curl/handle.hpp"
#include "daemon/curl/multi.hpp"
#include "daemon/http/address_policy.hpp"
#include "daemon/http/exchange.hpp"
#include "daemon/http/fault.hpp"
#include "daemon/http/head.hpp"
#include "daemon/http/redirect.hpp"
#include "daemon/http/turns.hpp"

namespace watchword::http {

namespace {

constexpr std::size_t shown_bytes_max = 200;
// Hosts that are asked again find their connection still open; an idle one costs some 13 KB.
constexpr long kept_connections_per_request = 4;

// All that hangs on one policy. A request keeps its session to the end.
struct Session {
    Session(asio::any_io_executor loop, Policy rules)
        : policy(std::move(rules)),
          addresses(policy.allow_networks),
          multi(std::move(loop), kept_connections_per_request * static_cast<long>(policy.connections)) {}

    curl::Easy take_handle();

    const Policy policy;
    const AddressPolicy addresses;
    curl::Multi multi;
    std::vector<curl::Easy> idle;  // prepared handles, at most policy.connections
};

// What is the same for every request of a session is set once.
curl::Easy prepared_handle(const Policy& policy) {
    using curl::set;
    auto easy = curl::make_easy();
    set(easy.get(), CURLOPT_NOSIGNAL, 1L);
    set(easy.get(), CURLOPT_NOPROGRESS, 1L);
    set(easy.get(), CURLOPT_PROTOCOLS_STR, "http,https");
    set(easy.get(), CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
    set(easy.get(), CURLOPT_FOLLOWLOCATION,
        0L);  // we follow ourselves: every hop is judged and waits its turn
    set(easy.get(), CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_2TLS));
    set(easy.get(), CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    set(easy.get(), CURLOPT_USERAGENT, policy.user_agent.c_str());
    set(easy.get(), CURLOPT_PROXY, policy.proxy.c_str());  // "" also switches the environment's off
    set(easy.get(), CURLOPT_NOPROXY, "");
    set(easy.get(), CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
    // Otherwise taking out a transfer would wait for its thread in getaddrinfo, and the loop with it.
    set(easy.get(), CURLOPT_QUICK_EXIT, 1L);
    // Certificates in the system's directory stay trusted beside the file.
    if (!policy.ca_file.empty()) set(easy.get(), CURLOPT_CAINFO, policy.ca_file.c_str());
    return easy;
}

curl::Easy Session::take_handle() {
    if (idle.empty()) return prepared_handle(policy);
    auto easy = std::move(idle.back());
    idle.pop_back();
    return easy;
}

// A handle on loan from its session.
class Loan {
  public:
    explicit Loan(Session& session) : session_(session), easy_(session.take_handle()) {}
    ~Loan() { session_.idle.push_back(std::move(easy_)); }
    Loan(const Loan&) = delete;
    Loan& operator=(const Loan&) = delete;
    CURL* get() const { return easy_.get(); }

  private:
    Session& session_;
    curl::Easy easy_;
};

std::optional<Error> fault_in(const Request& request) {
    for (const auto& [name, value] : request.headers) {
        if (!is_header_name(name) || !is_header_value(value)) {
            return Error{Error::Kind::protocol, "the header " + printable(name, shown_bytes_max) +
                                                    " has a name or value that HTTP does not allow"};
        }
    }
    return std::nullopt;
}

Duration since(std::chrono::steady_clock::time_point start) {
    return std::chrono::floor<Duration>(std::chrono::steady_clock::now() - start);
}

// One hop. `time_left` is for this hop alone; the first byte may take a third of the whole.
Awaitable<Result<Response, Error>> exchange_over(Session& session, const Request& request, const Url& url,
                                                 Duration time_left) {
    const auto start = std::chrono::steady_clock::now();
    const Duration answer_limit = std::min(silence_limit(request), time_left);
    const bool by_proxy = !session.policy.proxy.empty();

    Loan easy(session);
    Exchange exchange(easy.get(), request, url, by_proxy ? nullptr : &session.addresses);
    curl::Transfer transfer(session.multi, easy.get());
    auto code = co_await transfer.ended_within(answer_limit);
    if (!code && !exchange.answered()) co_return timeout_before_answer(url, answer_limit);
    if (!code) code = co_await transfer.ended_within(std::max(time_left - since(start), Duration(1)));
    if (!code) co_return timeout_of_all(request.timeout);
    co_return exchange.outcome(*code, since(start));
}

class CurlClientOnLoop final : public CurlClient {
  public:
    CurlClientOnLoop(asio::any_io_executor loop, Policy policy)
        : loop_(std::move(loop)),
          turns_(loop_, policy.connections, policy.connections_per_host),
          session_(std::make_shared<Session>(loop_, std::move(policy))) {}

    void set_policy(Policy policy) override {
        turns_.set_limits(policy.connections, policy.connections_per_host);
        session_ = std::make_shared<Session>(loop_, std::move(policy));
    }

    Awaitable<Result<Response, Error>> send(Request request) override {
        const auto session = session_;
        auto url = parse_url(request.url);
        if (!url)
            co_return Error{Error::Kind::bad_url,
                            "not an http or https address: " + printable(request.url, shown_bytes_max)};
        if (auto fault = fault_in(request)) co_return *fault;

        std::vector<Redirect> redirects;
        Duration elapsed{};
        for (;;) {
            auto answer = co_await one_hop(*session, request, *url, request.timeout - elapsed);
            if (!answer) co_return answer;
            elapsed += answer->elapsed;
            const auto location = redirection(request, *answer);
            if (!location) {
                answer->redirects = std::move(redirects);
                answer->elapsed = elapsed;
                co_return answer;
            }
            auto next = follow(*url, *location, redirects, request.redirects_max);
            if (!next) co_return next.error();
            if (elapsed >= request.timeout) co_return timeout_of_all(request.timeout);
            redirects.push_back({answer->status, url->text, next->text});
            if (request.stop_at && request.stop_at(next->text)) {
                answer->redirects = std::move(redirects);
                answer->elapsed = elapsed;
                co_return answer;
            }
            if (next->origin() != url->origin()) keep_public_headers(request.headers);
            *url = std::move(*next);
        }
    }

  private:
    Awaitable<Result<Response, Error>> one_hop(Session& session, const Request& request, const Url& url,
                                               Duration time_left) {
        const auto turn = co_await turns_.take(url.host);
        auto answer = co_await exchange_over(session, request, url, time_left);
        co_return answer;
    }

    asio::any_io_executor loop_;
    Turns turns_;
    std::shared_ptr<Session> session_;  // shared with the requests that began under it
};

}  // namespace

std::unique_ptr<CurlClient> make_curl_client(asio::any_io_executor loop, Policy policy) {
    return std::make_unique<CurlClientOnLoop>(std::move(loop), std::move(policy));
}

}  // namespace watchword::http
