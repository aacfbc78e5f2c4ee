#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include <boost/json/value.hpp>

namespace watchword::demo {

// Breaks lines between words at `columns`, each line after `indent` blanks. ANSI SGR sequences take no room.
std::string paragraph(std::string_view text, std::size_t indent, std::size_t columns);

// JSON for reading: what fits into a line stands on one.
std::string indented(const boost::json::value& value, std::size_t indent, std::size_t columns);

}  // namespace watchword::demo
