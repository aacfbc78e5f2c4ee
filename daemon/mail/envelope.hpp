#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "common/alert/mail.hpp"

namespace watchword::mail {

// Whether `address` may stand between < and > in a command: one @ between non-empty parts, no blanks,
// brackets or control characters, at most 254 bytes. libcurl would send a line end in it, and what follows as
// a command of its own.
bool is_envelope_address(std::string_view address);

// Why `mail` must not be handed to libcurl, which passes any line end through as it is; a lone LF lets one
// message look like two to some servers. nullopt when it may.
std::optional<std::string> objection(const alert::Mail& mail);

}  // namespace watchword::mail
