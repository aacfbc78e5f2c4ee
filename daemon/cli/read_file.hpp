#pragma once

#include <optional>
#include <string>

namespace watchword::cli {

// All of a file, or of standard input for "-"; nullopt when it cannot be read: then `cannot_be_read` says so.
std::optional<std::string> read_file(const std::string& file);
std::string cannot_be_read(const std::string& file);

}  // namespace watchword::cli
