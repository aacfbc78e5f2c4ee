#pragma once

#include <string_view>

#include <boost/json/object.hpp>

#include "common/article/article.hpp"

namespace watchword::article {

// The article as `watchword inspect article` prints it (spec/cli.md): unknown texts are null, times RFC 3339.
boost::json::object to_json(const Article& article, std::string_view url);

// What --explain adds: where the text was found, and each line of the page with its chance and its fate.
boost::json::object to_json(const Explanation& explanation);

}  // namespace watchword::article
