#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "common/base/url.hpp"
#include "daemon/http/client.hpp"

namespace watchword::http {

// The reference that `answer` to `request` redirects to; nullopt when it is an answer like any other. Only a
// GET is redirected: a body is sent to nobody but whom it was meant for.
std::optional<std::string_view> redirection(const Request& request, const Response& answer);

// Where to go after `so_far`, being at `from`. RFC 9110 15.4
Result<Url, Error> follow(const Url& from, std::string_view location, const std::vector<Redirect>& so_far,
                          unsigned redirects_max);

// What a request may still say when it goes to another origin than it was made for: nothing that could be a
// secret.
void keep_public_headers(std::vector<Header>& headers);

}  // namespace watchword::http
