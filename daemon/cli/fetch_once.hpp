#pragma once

#include <string>

#include "common/base/result.hpp"
#include "daemon/cli/commands.hpp"
#include "daemon/http/client.hpp"

namespace watchword::cli {

// Fetches a URL as the daemon would: with the configuration's [fetch] when there is one that can be read, with the
// defaults otherwise. The error is for a person.
Result<http::Response, std::string> fetch_once(const Invocation& invocation, const std::string& url);

}  // namespace watchword::cli
