// Reads pages for score_articles.py (--jsonl): a line {"id","file","url","content_type"} on stdin becomes a
// line
// {"id","article"} on stdout.
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

#include <boost/json.hpp>

#include "common/article/inspect.hpp"

int main() {
    std::string line;
    while (std::getline(std::cin, line)) {
        const auto job = boost::json::parse(line).as_object();
        auto text = [&](const char* key) -> std::string_view {
            const auto* value = job.if_contains(key);
            return value != nullptr && value->is_string() ? std::string_view(value->get_string()) : std::string_view();
        };
        std::ifstream file(std::string(text("file")), std::ios::binary);
        const std::string bytes{std::istreambuf_iterator<char>(file), {}};
        std::cout << watchword::article::inspect_in_batch(boost::json::serialize(job.at("id")),
                                                          {bytes, text("url"), text("content_type")})
                  << std::endl;
    }
}
