#include "daemon/http/client.hpp"

#include <boost/algorithm/string/predicate.hpp>

namespace watchword::http {

std::optional<std::string_view> Response::header(std::string_view name) const {
    for (auto header = headers.rbegin(); header != headers.rend(); ++header) {
        if (boost::algorithm::iequals(header->first, name, std::locale::classic())) return header->second;
    }
    return std::nullopt;
}

Duration silence_limit(const Request& request) {
    return request.silence_max > Duration() ? request.silence_max : request.timeout / 3;
}

std::string_view to_text(Error::Kind kind) {
    switch (kind) {
        case Error::Kind::bad_url:
            return "bad_url";
        case Error::Kind::forbidden_address:
            return "forbidden_address";
        case Error::Kind::unresolvable:
            return "unresolvable";
        case Error::Kind::unreachable:
            return "unreachable";
        case Error::Kind::tls:
            return "tls";
        case Error::Kind::timeout:
            return "timeout";
        case Error::Kind::too_many_redirects:
            return "too_many_redirects";
        case Error::Kind::too_large:
            return "too_large";
        case Error::Kind::protocol:
            return "protocol";
        case Error::Kind::cancelled:
            return "cancelled";
    }
    return "unknown";
}

}  // namespace watchword::http
