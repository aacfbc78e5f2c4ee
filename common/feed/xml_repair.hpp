#pragma once

#include <string>
#include <string_view>

namespace watchword::feed {

// Markup that pugixml refuses, as a reader would understand it: every start tag gets its end, "<" that opens
// nothing is text, bare attribute values are quoted, what the end of the input cut short is closed. Entries
// end where the next one begins. The outcome is always balanced; it is at most a few times as long as
// `markup`.
std::string repaired_xml(std::string_view markup);

}  // namespace watchword::feed
