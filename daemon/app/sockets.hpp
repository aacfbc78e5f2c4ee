#pragma once

#include <string>
#include <vector>

#include "common/base/result.hpp"
#include "config/config.hpp"
#include "daemon/control/listeners.hpp"

namespace watchword::app {

// Everything the daemon listens on: the control socket - handed over by the service manager, else
// $RUNTIME_DIRECTORY/watchword.sock, else watchword.sock in the state directory - and the addresses of [server]. The
// error is for a person.
Result<std::vector<control::Listener>, std::string> open_sockets(const config::Config& config);

}  // namespace watchword::app
