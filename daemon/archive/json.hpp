#pragma once

#include <optional>
#include <string>
#include <vector>

#include <boost/json.hpp>

#include "common/base/time.hpp"

// What many answers write.
namespace watchword::archive {

namespace json = boost::json;

inline json::value to_value(const std::optional<Time>& time) {
    return time ? json::value(to_rfc3339(*time)) : json::value(nullptr);
}

inline json::value text_or_null(const std::string& text) {
    return text.empty() ? json::value(nullptr) : json::value(text);
}

inline json::array to_array(const std::vector<std::string>& texts) {
    return json::array(texts.begin(), texts.end());
}

}  // namespace watchword::archive
