#include "common/alert/mustache.hpp"

#include <boost/json.hpp>

#include "common/text/utf8.hpp"

namespace watchword::alert {

std::string escape_json(std::string_view value) {
    auto quoted = boost::json::serialize(boost::json::string(text::repaired_utf8(value)));
    return quoted.substr(1, quoted.size() - 2);
}

Result<std::string, Fault> fill_in(std::string_view text, const Values& values, Escaping escaping) {
    kainjow::mustache::mustache mustache{std::string(text)};
    if (escaping == Escaping::none) mustache.set_custom_escape([](const std::string& value) { return value; });
    if (escaping == Escaping::json)
        mustache.set_custom_escape([](const std::string& value) { return escape_json(value); });
    std::string result;
    if (mustache.is_valid()) result = mustache.render(values);
    if (!mustache.is_valid()) return Fault{"the template is no Mustache: " + mustache.error_message()};
    return {boost::system::in_place_value, std::move(result)};
}

}  // namespace watchword::alert
