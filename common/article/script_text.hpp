#pragma once

#include <string>
#include <vector>

#include "common/article/dom.hpp"

namespace watchword::article {

// The last resort for pages that are empty until their scripts run: the string in any script's data that
// reads most like an article, a paragraph each. Empty when there is none.
std::vector<std::string> text_in_scripts(const Dom& dom);

}  // namespace watchword::article
