#include "common/article/inspect.hpp"

#include <boost/json/serialize.hpp>

#include "common/article/to_json.hpp"

namespace watchword::article {

std::string inspect(const Page& page, const Options& options, bool explain) {
    Explanation explanation;
    auto object = to_json(extract(page, options, explain ? &explanation : nullptr), page.url);
    if (explain) object["explain"] = to_json(explanation);
    return boost::json::serialize(object);
}

std::string inspect_in_batch(std::string_view id, const Page& page, const Options& options) {
    return "{\"id\":" + std::string(id) + ",\"article\":" + inspect(page, options) + "}";
}

}  // namespace watchword::article
