#pragma once

#include <string>
#include <vector>

#include "common/revision/diff.hpp"

namespace watchword::revision {

// A change as every rendering shows it.
struct Section {
    std::string heading;        // "Paragraph 9: quotation, number (substantive)"
    std::vector<Piece> pieces;  // long stretches that were kept are cut to what stands next to a change, with "…"
};

// The changes worth a reader's time, which cosmetic ones are not.
std::vector<Section> outline(const Diff& diff);

// What stands in place of sections when there are none.
std::string_view remark(const Diff& diff);

// A piece without the blanks at its ends, so that marks stand close to the words.
struct Trimmed {
    std::string_view lead;
    std::string_view core;
    std::string_view trail;
};
Trimmed trimmed(std::string_view text);

}  // namespace watchword::revision
