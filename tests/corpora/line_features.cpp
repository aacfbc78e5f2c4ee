// What the judge of lines sees, for fit_judge.py. `line_features PAGES LINES FEATURES` reads JSON lines
// {"id","file", "content_type"} from PAGES, and writes the texts of each page's lines to LINES and their
// features, as floats, to FEATURES. With a fourth and a fifth file, SCORES (a float a line) becomes CONTEXT.
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <vector>

#include <boost/json.hpp>

#include "common/article/clues.hpp"
#include "common/article/context.hpp"
#include "common/article/features.hpp"
#include "common/article/source_text.hpp"
#include "common/article/sources.hpp"

int main(int count, char** arguments) {
    using namespace watchword::article;
    namespace json = boost::json;
    if (count != 4 && count != 6) return 64;
    for (auto name : feature_names()) std::cout << "line\t" << name << '\n';
    for (auto name : context_names()) std::cout << "context\t" << name << '\n';
    std::ifstream pages(arguments[1]);
    std::ofstream lines(arguments[2]), features(arguments[3], std::ios::binary);
    std::ifstream scores;
    std::ofstream context;
    if (count == 6) {
        scores.open(arguments[4], std::ios::binary);
        context.open(arguments[5], std::ios::binary);
    }
    std::string line;
    while (std::getline(pages, line)) {
        auto page = json::parse(line).as_object();
        std::ifstream file(std::string(page["file"].as_string()), std::ios::binary);
        std::string bytes{std::istreambuf_iterator<char>(file), {}};
        auto dom = Dom::parse(to_text(bytes, page["content_type"].as_string()));
        if (!dom) continue;
        auto blocks = blocks_of(*dom);
        auto rows = features_of(*dom, blocks, clues_of(sources_of(*dom, blocks)));
        json::array texts;
        for (const auto& block : blocks) texts.emplace_back(block.text);
        lines << json::serialize(json::object{{"id", page["id"]}, {"lines", texts}}) << '\n';
        features.write(reinterpret_cast<const char*>(rows.data()),
                       static_cast<std::streamsize>(rows.size() * sizeof(Features)));
        if (count != 6) continue;
        std::vector<float> first(blocks.size());
        scores.read(reinterpret_cast<char*>(first.data()), static_cast<std::streamsize>(first.size() * sizeof(float)));
        auto around = context_of(*dom, blocks, rows, first);
        context.write(reinterpret_cast<const char*>(around.data()),
                      static_cast<std::streamsize>(around.size() * sizeof(Context)));
    }
}
