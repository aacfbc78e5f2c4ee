#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include <CLI/CLI.hpp>

#include "daemon/archive/archive.hpp"

// What the listing commands have in common: options that become parameters.
namespace watchword::cli {

// Leaves out what was not given.
void add_parameter(archive::Question& question, std::string_view name, const std::string& value);

// --limit N. 0 until given: then the archive's own limit holds.
void add_limit(CLI::App& command, unsigned& limit);
void add_parameter(archive::Question& question, unsigned limit);
// Says on stderr that a list may go on.
void mention_limit(std::size_t shown, unsigned limit);

}  // namespace watchword::cli
