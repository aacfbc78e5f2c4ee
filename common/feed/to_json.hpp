#pragma once

#include <boost/json/object.hpp>

#include "common/feed/document.hpp"

namespace watchword::feed {

// The object that `watchword inspect feed` prints; absent texts and dates are null.
boost::json::object to_json(const Document& document);

}  // namespace watchword::feed
