#include "daemon/http/fault.hpp"

#include "common/base/printable.hpp"

namespace watchword::http {

namespace {

using Kind = Error::Kind;

constexpr std::size_t detail_bytes_max = 300;
// CURLE_TOO_LARGE: a header beyond libcurl's own limit. Versions before 8.6 have no name for it and say out
// of memory.
constexpr auto curl_too_large = static_cast<CURLcode>(100);

Kind kind_of(CURLcode code, bool answered) {
    if (code == curl_too_large) return Kind::too_large;
    switch (code) {
        case CURLE_URL_MALFORMAT:
            return Kind::bad_url;
        case CURLE_COULDNT_RESOLVE_HOST:
        case CURLE_COULDNT_RESOLVE_PROXY:
            return Kind::unresolvable;
        case CURLE_COULDNT_CONNECT:
        case CURLE_GOT_NOTHING:
        case CURLE_PROXY:
            return Kind::unreachable;
        case CURLE_SEND_ERROR:
        case CURLE_RECV_ERROR:
            return answered ? Kind::protocol : Kind::unreachable;
        case CURLE_OPERATION_TIMEDOUT:
            return Kind::timeout;
        case CURLE_SSL_CONNECT_ERROR:
        case CURLE_PEER_FAILED_VERIFICATION:
        case CURLE_SSL_CACERT_BADFILE:
        case CURLE_SSL_CIPHER:
        case CURLE_SSL_CERTPROBLEM:
        case CURLE_SSL_CRL_BADFILE:
        case CURLE_SSL_ENGINE_INITFAILED:
        case CURLE_SSL_INVALIDCERTSTATUS:
        case CURLE_SSL_ISSUER_ERROR:
        case CURLE_SSL_PINNEDPUBKEYNOTMATCH:
        case CURLE_SSL_SHUTDOWN_FAILED:
            return Kind::tls;
        case CURLE_OUT_OF_MEMORY:
            return Kind::too_large;
        default:
            return Kind::protocol;
    }
}

std::string what_happened(Kind kind, CURLcode code, const Circumstances& at) {
    const std::string& host = at.url.host;
    switch (kind) {
        case Kind::unresolvable:
            return "the name " + host + " could not be resolved";
        case Kind::unreachable:
            return code == CURLE_GOT_NOTHING ? host + " closed the connection without an answer"
                                             : host + " could not be reached";
        case Kind::timeout:
            return host + " sent nearly nothing for " + watchword::to_text(at.slow);
        case Kind::tls:
            return "no trustworthy TLS connection to " + host;
        case Kind::too_large:
            return "the headers of " + host + " are too long";
        case Kind::bad_url:
            return "not an address to fetch: " + at.url.text;
        default:
            return code == CURLE_PARTIAL_FILE || at.answered ? "the answer of " + host + " was cut short or malformed"
                                                             : host + " does not speak HTTP";
    }
}

}  // namespace

Error fault_of(CURLcode code, const Circumstances& at) {
    if (code == CURLE_COULDNT_CONNECT && at.forbidden && !at.tried) {
        const auto& what = *at.forbidden;
        return {Kind::forbidden_address,
                (what.starts_with(at.url.host + ',') ? what : at.url.host + " is " + what) +
                    ", which is not fetched from; name its network in fetch.allow_networks if it should be"};
    }
    const auto kind = kind_of(code, at.answered);
    auto message = what_happened(kind, code, at);
    const auto detail = at.detail.empty() ? std::string_view(curl_easy_strerror(code)) : at.detail;
    if (kind != Kind::timeout) message += ": " + printable(detail, detail_bytes_max);
    return {kind, std::move(message)};
}

Error timeout_before_answer(const Url& url, Duration limit) {
    return {Kind::timeout, url.host + " did not answer within " + watchword::to_text(limit)};
}

Error timeout_of_all(Duration limit) {
    return {Kind::timeout, "the answer was not complete within " + watchword::to_text(limit)};
}

}  // namespace watchword::http
