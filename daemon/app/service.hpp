#pragma once

#include <filesystem>

#include "common/base/result.hpp"
#include "config/config.hpp"
#include "config/files.hpp"

namespace watchword::app {

// Why the daemon ended, or did not start.
struct Ending {
    enum class Kind { stopped, cannot_create, io, damaged, newer_database, unavailable, failed };
    Kind kind = Kind::stopped;
    std::string message;  // for a person; empty when stopped
};

// From here on SIGHUP waits for serve() instead of ending the process: called before the configuration is read, it
// loses no change of it. Before there are other threads.
void hold_reloads();

// Runs the daemon in this process until SIGTERM or SIGINT: the loop on this thread, a cpu pool and a disk thread beside
// it. SIGHUP reads the configuration again, all or nothing. Speaks to the service manager throughout. What does not end
// within four seconds of a stop ends with the process, which then exits with 0 from here.
Ending serve(const std::filesystem::path& config_file, config::Config config, const config::Environment& environment);

}  // namespace watchword::app
