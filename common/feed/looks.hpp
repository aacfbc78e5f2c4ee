#pragma once

#include <string>
#include <string_view>

namespace watchword::feed {

// What a text that is no feed seems to be, as a sentence for the person who gave its address.
std::string what_it_looks_like(std::string_view text);

}  // namespace watchword::feed
