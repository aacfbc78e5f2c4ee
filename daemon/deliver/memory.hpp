#pragma once

#include <string>

#include "common/schedule/retry.hpp"

namespace watchword::deliver {

// A receiver's health as the database keeps it: JSON. What cannot be read is a receiver of which nothing is known.
std::string to_json(const schedule::ReceiverHealth& health);
schedule::ReceiverHealth health_from_json(const std::string& text);

}  // namespace watchword::deliver
