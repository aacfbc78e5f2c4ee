#include "common/feed/inspect.hpp"

#include "common/feed/to_json.hpp"

namespace watchword::feed {

Result<boost::json::object, ParseError> inspect(std::string_view bytes, const Source& source) {
    auto document = parse(bytes, source);
    if (!document) return std::move(document).error();
    return to_json(*document);
}

}  // namespace watchword::feed
