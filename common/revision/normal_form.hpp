#pragma once

#include <string>
#include <string_view>

namespace watchword::revision {

// The text with everything cosmetic levelled (spec/alerts.md, "Edits"): its words and signs with one blank
// between them, plain quotes and dashes, nothing invisible, NFKC. Two texts differ by more than cosmetics
// exactly when their normal forms differ. To be compared and hashed, not to be read.
std::string normal_form(std::string_view text);

}  // namespace watchword::revision
