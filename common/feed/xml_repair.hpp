#pragma once

#include <string>
#include <string_view>

namespace watchword::feed {

struct RepairedXml {
    std::string text;
    bool cut_short = false;  // the input ends before the end tag of its root
    bool entry_cut = false;  // and within an entry
};

// Markup that pugixml refuses, as a reader would understand it: every start tag gets its end, "<" that opens
// nothing is text, bare attribute values are quoted, what the end of the input cut short is closed. Entries
// end where the next one begins. The outcome is always balanced; it is at most a few times as long as
// `markup`.
RepairedXml repaired_xml(std::string_view markup);

}  // namespace watchword::feed
