#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "common/article/published.hpp"

namespace watchword::article {

// The people who wrote the article, in the order of the byline: JSON-LD, <meta>, microdata, and the line
// beside the headline. Where no person signs, the agency or the newsroom that does; never the site.
std::vector<std::string> authors_of(const Reading& page);

// A byline such as "By Ann Lee and Bob Fox, Moscow correspondent" as names.
std::vector<std::string> names_in(std::string_view byline);

}  // namespace watchword::article
