#pragma once

#include <array>
#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include <curl/curl.h>

#include "common/base/url.hpp"
#include "daemon/curl/handle.hpp"
#include "daemon/http/address_policy.hpp"
#include "daemon/http/client.hpp"
#include "daemon/http/gunzip.hpp"
#include "daemon/http/head.hpp"

namespace watchword::http {

// One request to one address and the answer to it, redirect or not. It lends its members to the easy handle,
// which must not be in a transfer any more when the exchange goes.
class Exchange {
  public:
    // `addresses` is null when a proxy does the connecting. All arguments must outlive the exchange.
    Exchange(CURL* easy, const Request& request, const Url& url, const AddressPolicy* addresses);
    ~Exchange();
    Exchange(const Exchange&) = delete;
    Exchange& operator=(const Exchange&) = delete;

    // Whether a byte of the answer came.
    bool answered() const { return answered_; }

    // Once, after libcurl ended with `code`.
    Result<Response, Error> outcome(CURLcode code, Duration elapsed);

  private:
    enum class Coding { unknown, none, gzip, skipped };
    // Why we ended the transfer ourselves.
    enum class Stop { none, head_too_large, body_too_large, body_complete, bad_length, bad_coding, bad_gzip };

    static std::size_t on_header(char* data, std::size_t size, std::size_t count, void* self);
    static std::size_t on_body(char* data, std::size_t size, std::size_t count, void* self);
    static curl_socket_t on_socket(void* self, curlsocktype purpose, curl_sockaddr* address);

    void set_method();
    void set_headers();
    bool take_header(std::string_view line);
    bool take_body(std::string_view piece);
    Coding coding();
    bool stop(Stop reason);
    bool may_connect(const sockaddr& address);
    Error error(CURLcode code) const;

    CURL* easy_;
    const Request& request_;
    const Url& url_;
    const AddressPolicy* addresses_;
    curl::List headers_;
    std::array<char, CURL_ERROR_SIZE> detail_{};

    Head head_;
    Response response_;
    Coding coding_ = Coding::unknown;
    Gunzip gunzip_;
    std::uint64_t skipped_bytes_ = 0;
    bool answered_ = false;
    Stop stop_ = Stop::none;
    std::optional<std::string> forbidden_;
    bool tried_ = false;
};

}  // namespace watchword::http
