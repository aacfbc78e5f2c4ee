// Reading whole feeds beside pugixml's mere parsing of the same bytes. With WATCHWORD_FEEDS naming a folder
// of feeds the 50 largest below it are read (".xml"), else a made-up one.

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>
#include <pugixml.hpp>

#include "common/feed/document.hpp"
#include "common/feed/source_text.hpp"
#include "common/feed/xml_tree.hpp"

using namespace watchword;

namespace {

constexpr std::size_t feeds_max = 50;  // the largest ones

std::string made_up_feed() {
    std::string feed =
        "<?xml version=\"1.0\"?><rss "
        "version=\"2.0\"><channel><title>News</title><link>https://x.example/</link>";
    for (int i = 0; i < 200; ++i) {
        std::string n = std::to_string(i);
        feed += "<item><title>Рада безпеки, " + n + " &amp; more</title><link>https://x.example/" + n +
                "</link><guid>" + n + "</guid><pubDate>Tue, 03 Jun 2003 09:39:21 GMT</pubDate><description>";
        for (int p = 0; p < 20; ++p)
            feed += "&lt;p&gt;A paragraph, as &lt;a href=\"/" + n + "\"&gt;they&lt;/a&gt; write them.&lt;/p&gt;\n";
        feed += "</description></item>\n";
    }
    return feed + "</channel></rss>";
}

std::vector<std::string> read_feeds() {
    std::vector<std::string> feeds;
    if (const char* folder = std::getenv("WATCHWORD_FEEDS")) {
        for (const auto& file : std::filesystem::recursive_directory_iterator(folder)) {
            if (!file.is_regular_file() || file.path().extension() != ".xml") continue;
            std::ifstream stream(file.path(), std::ios::binary);
            feeds.emplace_back(std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>());
        }
    }
    if (feeds.empty()) feeds.push_back(made_up_feed());
    std::ranges::sort(feeds, std::greater(), &std::string::size);
    feeds.resize(std::min(feeds.size(), feeds_max));
    return feeds;
}

const std::vector<std::string>& feeds() {
    static const std::vector<std::string> all = read_feeds();
    return all;
}

template <class Read>
void each_feed(benchmark::State& state, Read read) {
    std::size_t bytes = 0;
    for (const std::string& feed : feeds()) bytes += feed.size();
    for (auto _ : state)
        for (const std::string& feed : feeds()) read(feed);
    state.SetBytesProcessed(static_cast<std::int64_t>(bytes * static_cast<std::size_t>(state.iterations())));
}

void raw_pugixml(benchmark::State& state) {
    each_feed(state, [](const std::string& feed) {
        pugi::xml_document document;
        benchmark::DoNotOptimize(document.load_buffer(feed.data(), feed.size()));
    });
}

void decoding(benchmark::State& state) {
    each_feed(state, [](const std::string& feed) { benchmark::DoNotOptimize(feed::source_text(feed, {})); });
}

void decoding_and_tree(benchmark::State& state) {
    each_feed(state, [](const std::string& feed) {
        feed::XmlTree tree;
        feed::parse_xml(feed::source_text(feed, {}).text, tree);
        benchmark::DoNotOptimize(tree.root);
    });
}

void whole_documents(benchmark::State& state) {
    each_feed(state, [](const std::string& feed) {
        benchmark::DoNotOptimize(feed::parse(feed, {"https://x.example/feed", "text/xml"}));
    });
}

BENCHMARK(raw_pugixml);
BENCHMARK(decoding);
BENCHMARK(decoding_and_tree);
BENCHMARK(whole_documents);

}  // namespace
