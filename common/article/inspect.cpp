#include "common/article/inspect.hpp"

#include <boost/json/serialize.hpp>

#include "common/article/to_json.hpp"

namespace watchword::article {
namespace {

namespace json = boost::json;

// {"a":1,"b":[ with a line for each member, and for each element of the lists among them.
std::string laid_out(const json::object& object) {
    std::string text = "{";
    for (const auto& [key, value] : object) {
        text += (text.size() > 1 ? ",\n  " : "\n  ") + json::serialize(json::string(key)) + ": ";
        if (!value.is_array() || value.get_array().empty()) {
            text += json::serialize(value);
            continue;
        }
        std::string list;
        for (const auto& element : value.get_array())
            list += (list.empty() ? "\n    " : ",\n    ") + json::serialize(element);
        text += '[' + list + ']';
    }
    return text + '}';
}

}  // namespace

std::string inspect(const Page& page, const Options& options, Detail detail) {
    Explanation explanation;
    auto object = to_json(extract(page, options, detail == Detail::none ? nullptr : &explanation), page.url);
    if (detail == Detail::explained) object["explain"] = to_json(explanation);
    auto text = json::serialize(object);
    if (detail == Detail::laid_out) {
        text.pop_back();
        text += ",\n\"explain\": " + laid_out(to_json(explanation)) + '}';
    }
    return text;
}

std::string inspect_in_batch(std::string_view id, const Page& page, const Options& options) {
    return "{\"id\":" + std::string(id) + ",\"article\":" + inspect(page, options) + "}";
}

}  // namespace watchword::article
