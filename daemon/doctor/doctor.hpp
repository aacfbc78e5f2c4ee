#pragma once

#include <filesystem>
#include <functional>
#include <vector>

#include <boost/asio/any_io_executor.hpp>

#include "common/base/time.hpp"
#include "config/config.hpp"
#include "daemon/doctor/finding.hpp"
#include "daemon/runtime/task.hpp"

// Looks at everything that must be right for the daemon to do its work, and changes nothing.
namespace watchword::doctor {

struct Patient {
    config::Config config;              // as far as it could be read
    std::vector<config::Fault> faults;  // of the configuration; warnings among them
    std::filesystem::path state;        // the state directory; empty: not known
    Time now;

    // Whether the configuration has faults, so that nothing is known of feeds and receivers.
    bool unreadable() const;
};

// Tells each finding as soon as there is one. Nothing is sent: receivers are connected to, the mail server is logged in
// to, and that is all. Takes seconds, with servers that do not answer up to half a minute.
Awaitable<> examine(asio::any_io_executor loop, const Patient& patient, std::function<void(const Finding&)> tell);

}  // namespace watchword::doctor
