#pragma once

#include <string>

#include "common/revision/presence.hpp"

// What the pure decisions remember from one time to the next, as the database keeps it: JSON. Damaged or missing parts read
// as if nothing were known.
namespace watchword::poll {

std::string to_json(const revision::Presence& presence);
revision::Presence presence_from_json(const std::string& json);

}  // namespace watchword::poll
