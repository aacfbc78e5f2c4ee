#pragma once

#include <string_view>

#include <boost/json/object.hpp>

#include "common/feed/document.hpp"

namespace watchword::feed {

// What `watchword inspect feed` says of bytes that came, or are to be read as if they had come, from
// `source`.
Result<boost::json::object, ParseError> inspect(std::string_view bytes, const Source& source);

}  // namespace watchword::feed
