#pragma once

#include <string>
#include <string_view>

#include "common/base/result.hpp"
#include "common/revision/presence.hpp"
#include "common/revision/revision.hpp"

namespace watchword::revision {

struct StorageError {
    std::string message;  // what is wrong with the bytes, for a person
};

// A revision as bytes that stay the same for the same revision: JSON, uncompressed. Empty parts are left out.
std::string serialise(const Revision& revision);
Result<Revision, StorageError> deserialise(std::string_view bytes);

// Likewise where an article stands: of most, only when they were last seen. Damaged or missing parts read as if nothing
// were known.
std::string serialise(const Presence& presence);
Presence deserialise_presence(std::string_view bytes);

}  // namespace watchword::revision
