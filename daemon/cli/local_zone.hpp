#pragma once

#include <string>

namespace watchword::cli {

// The IANA name of the zone that this person's clock shows ($TZ, else /etc/localtime); empty when it has none.
std::string local_zone();

}  // namespace watchword::cli
