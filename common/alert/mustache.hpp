#pragma once

#include <string>
#include <string_view>

#include <kainjow/mustache.hpp>

#include "common/alert/alert.hpp"
#include "common/base/result.hpp"

namespace watchword::alert {

// The values that a template may name.
using Values = kainjow::mustache::data;

enum class Escaping { none, html, json };

// A text escaped for the inside of a JSON string.
std::string escape_json(std::string_view text);

// Fills in a template. Values are never read as templates themselves. Fails when `text` is no Mustache.
Result<std::string, Fault> fill_in(std::string_view text, const Values& values, Escaping escaping);

}  // namespace watchword::alert
