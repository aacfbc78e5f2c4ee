#pragma once

#include "common/base/ink.hpp"

namespace watchword::cli {

// Whether a person sits before that descriptor and may be shown progress.
bool is_terminal(int descriptor);

// Colours for a terminal that has them, unless NO_COLOR is set (https://no-color.org).
Ink ink_for(int descriptor);

}  // namespace watchword::cli
