#include "daemon/http/exchange.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <utility>

#include <boost/algorithm/string/predicate.hpp>
#include <boost/url/parse.hpp>
#include <boost/url/url_view.hpp>
#include <netinet/in.h>
#include <sys/socket.h>

#include "common/base/printable.hpp"
#include "common/base/size.hpp"
#include "daemon/http/fault.hpp"
#include "daemon/http/redirect.hpp"

namespace watchword::http {

namespace {

constexpr long slow_bytes_per_second = 64;
constexpr std::size_t shown_header_bytes_max = 80;

asio::ip::address address_of(const sockaddr& address) {
    if (address.sa_family == AF_INET) {
        sockaddr_in in{};
        std::memcpy(&in, &address, sizeof in);
        return asio::ip::address_v4(ntohl(in.sin_addr.s_addr));
    }
    sockaddr_in6 in{};
    std::memcpy(&in, &address, sizeof in);
    asio::ip::address_v6::bytes_type bytes;
    std::copy(std::begin(in.sin6_addr.s6_addr), std::end(in.sin6_addr.s6_addr), bytes.begin());
    return asio::ip::address_v6(bytes);
}

}  // namespace

Exchange::Exchange(CURL* easy, const Request& request, const Url& url, const AddressPolicy* addresses)
    : easy_(easy), request_(request), url_(url), addresses_(addresses) {
    using curl::set;
    set(easy_, CURLOPT_URL, url_.text.c_str());
    set(easy_, CURLOPT_ERRORBUFFER, detail_.data());
    set(easy_, CURLOPT_HEADERFUNCTION, &on_header);
    set(easy_, CURLOPT_HEADERDATA, this);
    set(easy_, CURLOPT_WRITEFUNCTION, &on_body);
    set(easy_, CURLOPT_WRITEDATA, this);
    set(easy_, CURLOPT_OPENSOCKETFUNCTION, &on_socket);
    set(easy_, CURLOPT_OPENSOCKETDATA, this);
    const auto patience = std::chrono::ceil<std::chrono::seconds>(silence_limit(request_));
    set(easy_, CURLOPT_LOW_SPEED_LIMIT, slow_bytes_per_second);
    set(easy_, CURLOPT_LOW_SPEED_TIME, static_cast<long>(patience.count()));
    set_method();
    set_headers();
}

Exchange::~Exchange() {
    // The handle lives on; it must not point to what does not.
    curl::set(easy_, CURLOPT_ERRORBUFFER, static_cast<char*>(nullptr));
    curl::set(easy_, CURLOPT_HTTPHEADER, static_cast<curl_slist*>(nullptr));
    curl::set(easy_, CURLOPT_POSTFIELDS, static_cast<const char*>(nullptr));
    curl::set(easy_, CURLOPT_CONNECT_ONLY, 0L);
    curl::set(easy_, CURLOPT_FRESH_CONNECT, 0L);
}

void Exchange::set_method() {
    if (request_.method == Method::connect) {
        curl::set(easy_, CURLOPT_CONNECT_ONLY, 1L);
        curl::set(easy_, CURLOPT_FRESH_CONNECT, 1L);
    }
    if (request_.method != Method::post) {
        curl::set(easy_, CURLOPT_HTTPGET, 1L);
        return;
    }
    curl::set(easy_, CURLOPT_POST, 1L);
    curl::set(easy_, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request_.body.size()));
    curl::set(easy_, CURLOPT_POSTFIELDS, request_.body.data());
}

void Exchange::set_headers() {
    curl::append(headers_, "Accept-Encoding: gzip");
    curl::append(headers_, "Expect:");  // libcurl would wait a second for "100 Continue" before a long body
    for (const auto& [name, value] : request_.headers) {
        // For libcurl "Name:" means to leave the header out, and "Name;" to send it empty.
        curl::append(headers_, value.empty() ? name + ';' : name + ": " + value);
    }
    curl::set(easy_, CURLOPT_HTTPHEADER, headers_.get());
}

std::size_t Exchange::on_header(char* data, std::size_t size, std::size_t count, void* self) {
    const std::size_t bytes = size * count;
    return static_cast<Exchange*>(self)->take_header({data, bytes}) ? bytes : 0;
}

std::size_t Exchange::on_body(char* data, std::size_t size, std::size_t count, void* self) {
    const std::size_t bytes = size * count;
    return static_cast<Exchange*>(self)->take_body({data, bytes}) ? bytes : 0;
}

curl_socket_t Exchange::on_socket(void* self, curlsocktype, curl_sockaddr* address) {
    if (!static_cast<Exchange*>(self)->may_connect(address->addr)) return CURL_SOCKET_BAD;
    return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

bool Exchange::may_connect(const sockaddr& address) {
    if (addresses_) {
        if (address.sa_family != AF_INET && address.sa_family != AF_INET6) return false;
        const auto ip = address_of(address);
        if (const auto objection = addresses_->objection(ip)) {
            forbidden_ = ip.to_string() + ", " + std::string(*objection);
            return false;
        }
    }
    tried_ = true;
    return true;
}

bool Exchange::take_header(std::string_view line) {
    answered_ = true;
    if (coding_ != Coding::unknown) return true;  // a trailer: nothing that we act on belongs there
    return head_.add(line) || stop(Stop::head_too_large);
}

bool Exchange::take_body(std::string_view piece) {
    if (coding_ == Coding::unknown) {
        coding_ = coding();
        if (!head_.tells_one_length()) return stop(Stop::bad_length);
    }
    switch (coding_) {
        case Coding::none: {
            const auto room = request_.body_bytes_max - response_.body.size();
            response_.body.append(piece.substr(0, room));
            return piece.size() <= room || stop(Stop::body_too_large);
        }
        case Coding::gzip:
            switch (gunzip_.write(piece, response_.body, request_.body_bytes_max)) {
                case Gunzip::Status::good:
                    return true;
                case Gunzip::Status::full:
                    return stop(Stop::body_too_large);
                case Gunzip::Status::broken:
                    return stop(Stop::bad_gzip);
            }
            return false;
        case Coding::skipped:
            skipped_bytes_ += piece.size();
            return skipped_bytes_ <= request_.body_bytes_max || stop(Stop::body_complete);
        case Coding::unknown:
            return stop(Stop::bad_coding);
    }
    return false;
}

// Of the body that begins.
Exchange::Coding Exchange::coding() {
    long status = 0;
    curl_easy_getinfo(easy_, CURLINFO_RESPONSE_CODE, &status);
    response_.status = static_cast<int>(status);
    response_.headers = head_.headers;
    if (redirection(request_, response_)) return Coding::skipped;
    const auto value = response_.header("Content-Encoding").value_or("");
    const auto is = [&](const char* name) { return boost::algorithm::iequals(value, name, std::locale::classic()); };
    if (value.empty() || is("identity")) return Coding::none;
    if (is("gzip") || is("x-gzip")) return Coding::gzip;
    return Coding::unknown;
}

bool Exchange::stop(Stop reason) {
    stop_ = reason;
    return false;
}

Result<Response, Error> Exchange::outcome(CURLcode code, Duration elapsed) {
    const bool cut = stop_ == Stop::body_complete || (stop_ == Stop::body_too_large && request_.truncate);
    if (code != CURLE_OK && !(code == CURLE_WRITE_ERROR && cut)) return error(code);
    if (!cut && !gunzip_.complete()) {
        return Error{Error::Kind::protocol, "the compressed answer of " + url_.host + " was cut short"};
    }
    long status = 0;
    curl_easy_getinfo(easy_, CURLINFO_RESPONSE_CODE, &status);
    response_.status = static_cast<int>(status);
    response_.url = url_.text;
    response_.headers = std::move(head_.headers);
    response_.elapsed = elapsed;
    return std::move(response_);
}

Error Exchange::error(CURLcode code) const {
    using Kind = Error::Kind;
    switch (stop_) {
        case Stop::head_too_large:
            return {Kind::too_large,
                    "the headers of " + url_.host + " are longer than " + size_to_text(Head::bytes_max)};
        case Stop::body_too_large:
            return {Kind::too_large, "the answer of " + url_.host + " is longer than " +
                                         size_to_text(request_.body_bytes_max) + ", see fetch.body_max"};
        case Stop::bad_length:
            return {Kind::protocol, url_.host +
                                        " does not say how long its answer is: its Content-Length is no number, or "
                                        "not one alone"};
        case Stop::bad_coding:
            return {Kind::protocol,
                    url_.host + " sends an encoding that was not asked for: " +
                        printable(response_.header("Content-Encoding").value_or(""), shown_header_bytes_max)};
        case Stop::bad_gzip:
            return {Kind::protocol, "the answer of " + url_.host + " is said to be gzip but is not"};
        case Stop::none:
        case Stop::body_complete:
            break;
    }
    const auto patience = std::chrono::ceil<std::chrono::seconds>(silence_limit(request_));
    const Circumstances at{url_, detail_.data(), answered_, forbidden_, tried_, patience};
    return fault_of(code, at);
}

}  // namespace watchword::http
