#include "daemon/http/redirect.hpp"

#include <algorithm>
#include <array>
#include <string>

#include <boost/algorithm/string/predicate.hpp>

#include "common/base/printable.hpp"

namespace watchword::http {

namespace {

constexpr std::array public_headers{"Accept", "Accept-Language", "If-Modified-Since", "If-None-Match"};
constexpr std::size_t shown_target_bytes_max = 200;

bool is_public(const Header& header) {
    return std::any_of(public_headers.begin(), public_headers.end(), [&](const char* name) {
        return boost::algorithm::iequals(header.first, name, std::locale::classic());
    });
}

}  // namespace

std::optional<std::string_view> redirection(const Request& request, const Response& answer) {
    if (request.method != Method::get || request.redirects_max == 0) return std::nullopt;
    switch (answer.status) {
        case 301:
        case 302:
        case 303:
        case 307:
        case 308:
            return answer.header("Location");
        default:
            return std::nullopt;
    }
}

Result<Url, Error> follow(const Url& from, std::string_view location, const std::vector<Redirect>& so_far,
                          unsigned redirects_max) {
    if (so_far.size() >= redirects_max) {
        return Error{Error::Kind::too_many_redirects, "it redirects more than " + std::to_string(redirects_max) +
                                                          " times, at last to " +
                                                          printable(location, shown_target_bytes_max)};
    }
    auto to = resolve_url(from.text, location);
    if (!to) {
        return Error{Error::Kind::bad_url, from.text + " redirects to what is no http or https address: " +
                                               printable(location, shown_target_bytes_max)};
    }
    const bool seen =
        std::any_of(so_far.begin(), so_far.end(), [&](const Redirect& hop) { return hop.from == to->text; });
    if (seen || to->text == from.text) {
        return Error{Error::Kind::too_many_redirects, "it redirects in a circle: " + to->text + " again"};
    }
    return *to;
}

void keep_public_headers(std::vector<Header>& headers) {
    std::erase_if(headers, [](const Header& header) { return !is_public(header); });
}

}  // namespace watchword::http
