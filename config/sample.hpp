#pragma once

#include <string>

namespace watchword::config {

// The commented configuration to start from, config/watchword.toml: every key with its default, and nothing
// to do yet.
std::string sample();

}  // namespace watchword::config
