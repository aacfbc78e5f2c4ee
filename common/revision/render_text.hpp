#pragma once

#include <string>

#include "common/revision/diff.hpp"

namespace watchword::revision {

// For people: a heading a change, then its words with [-what was taken away-] and {+what was brought+}.
// Characters that could steer a terminal are escaped.
std::string render_text(const Diff& diff);

// The same for a terminal, in red struck through and green underlined (ANSI SGR), which also reads without
// colours.
std::string render_terminal(const Diff& diff);

}  // namespace watchword::revision
