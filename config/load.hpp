#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "common/base/result.hpp"
#include "config/config.hpp"
#include "config/files.hpp"

namespace watchword::config {

// The configuration of the service that a distribution's package installs.
inline constexpr const char* system_file = "/etc/watchword/watchword.toml";

// Whether it is that, under whatever prefix: then state, secrets and control socket are where the unit has them, for a
// person at the command line as well.
bool is_of_the_service(const std::filesystem::path& file);

// Reads the file, what it includes and the files it names. All or nothing: on failure, every fault that could
// be found, warnings among them, by file and place. Touches the disk through `environment` alone, and no
// network.
Result<Config, std::vector<Fault>> load(const std::filesystem::path& file, const Environment& environment);

// Where the database is, as far as that can be told of a file with faults, or of none: for commands that ask a stopped
// daemon. Empty: neither the file nor the environment says.
std::filesystem::path state_directory(const std::filesystem::path& file, const Environment& environment);

}  // namespace watchword::config
