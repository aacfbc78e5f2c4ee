// Reads pages for score_articles.py (--jsonl): a line {"id","file","url","content_type"} on stdin becomes a
// line
// {"id","article"} on stdout.
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>

#include <boost/json.hpp>

#include "common/article/article.hpp"
int main() {
    using namespace watchword;
    std::string line;
    while (std::getline(std::cin, line)) {
        auto job = boost::json::parse(line).as_object();
        std::ifstream file(std::string(job["file"].as_string()), std::ios::binary);
        std::string bytes{std::istreambuf_iterator<char>(file), {}};
        auto a = article::extract({bytes, job["url"].as_string(), job["content_type"].as_string()});
        boost::json::object o;
        o["text"] = a.text();
        o["title"] = a.title;
        o["authors"] = boost::json::value_from(a.authors);
        if (a.published) o["published"] = to_rfc3339(*a.published);
        o["language"] = a.language;
        std::cout << boost::json::serialize(boost::json::object{{"id", job["id"]}, {"article", o}})
                  << std::endl;
    }
}
