#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "common/base/result.hpp"
#include "config/config.hpp"
#include "config/files.hpp"

namespace watchword::config {

// Reads the file, what it includes and the files it names. All or nothing: on failure, every fault that could
// be found, warnings among them, by file and place. Touches the disk through `environment` alone, and no
// network.
Result<Config, std::vector<Fault>> load(const std::filesystem::path& file, const Environment& environment);

}  // namespace watchword::config
