#pragma once

#include "common/revision/diff.hpp"

namespace watchword::revision {

// What an edit changed, in words, each change with its kind and grade (spec/alerts.md, "Edits"). `language`
// (ISO 639-1, may be empty) only helps to tell names. Two texts too large to compare within the budget come
// back as one change "changed throughout".
Diff compare(const Revision& before, const Revision& after, std::string_view language);

}  // namespace watchword::revision
