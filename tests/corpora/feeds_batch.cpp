// Answers the questions of a scorer: JSON lines {"id","file","url"?,"content_type"?} in, {"id","feed"} or
// {"id","error"} out, in the order asked.

#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <utility>

#include <boost/json.hpp>

#include "common/feed/inspect.hpp"

namespace json = boost::json;

namespace {

std::string text(const json::object& question, std::string_view key) {
    const json::value* value = question.if_contains(key);
    return value && value->is_string() ? std::string(value->as_string()) : std::string();
}

json::object answer(const json::object& question) {
    std::ifstream file(text(question, "file"), std::ios::binary);
    std::string bytes{std::istreambuf_iterator<char>(file), {}};
    std::string url = text(question, "url"), content_type = text(question, "content_type");
    auto feed = watchword::feed::inspect(bytes, {url, content_type});
    json::object line{{"id", question.at("id")}};
    if (feed)
        line["feed"] = std::move(*feed);
    else
        line["error"] = feed.error().message;
    return line;
}

}  // namespace

int main() {
    std::ios::sync_with_stdio(false);
    for (std::string line; std::getline(std::cin, line);) std::cout << answer(json::parse(line).as_object()) << '\n';
}
