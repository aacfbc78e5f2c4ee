#pragma once

#include <filesystem>
#include <string>

#include <boost/system/error_code.hpp>

#include "common/base/result.hpp"
#include "daemon/control/message.hpp"

namespace watchword::control {

struct Call {
    std::string method = "GET";
    Target target;
    std::string body;  // JSON; empty: none
};

// Asks the daemon behind a control socket and waits for the answer, ten minutes at most. The error says why nobody was
// reached: no such file, refused, permission.
Result<Reply, boost::system::error_code> call(const std::filesystem::path& socket, const Call& call);

}  // namespace watchword::control
