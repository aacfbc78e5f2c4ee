#pragma once

#include <string>
#include <vector>

#include <boost/json/value.hpp>

#include "common/base/ink.hpp"

namespace watchword::cli {

// The excerpts of an article's "hits" with the words that were found marked, at most `most`, each a line. Hits that
// stand close together share one. What is left out is counted in a line of its own.
std::vector<std::string> excerpts_of(const boost::json::value& article, const Ink& ink, std::size_t most);

}  // namespace watchword::cli
