// Queries over a large archive: with words that rule most of it out by the index, and without, so that all of it is
// read. WATCHWORD_BENCH_ARTICLES says how many articles; the first run stores them.

#include <filesystem>
#include <random>
#include <string>

#include <benchmark/benchmark.h>
#include <stdlib.h>

#include "common/revision/storage.hpp"
#include "daemon/archive/archive.hpp"
#include "daemon/store/articles.hpp"
#include "daemon/store/database.hpp"

namespace {

using namespace watchword;

constexpr Time now = Time(std::chrono::sys_days(std::chrono::year(2026) / 1 / 1));

// Words of very different frequency: word 0 in every article, word 20,000 in few.
std::string made_up_text(std::mt19937& random, std::size_t words) {
    std::string text;
    std::uniform_real_distribution<double> share(0, 1);
    for (std::size_t i = 0; i < words; ++i) {
        double place = share(random);
        text += "word" + std::to_string(static_cast<int>(place * place * place * 20'000)) + ' ';
    }
    return text;
}

class Archive {
  public:
    Archive() {
        std::string pattern = (std::filesystem::temp_directory_path() / "watchword-bench-XXXXXX").string();
        directory_ = mkdtemp(pattern.data());
        connection_ = std::move(*store::open(directory_, [](const std::string&) {}));
        connection_->run_script("PRAGMA synchronous = OFF; BEGIN");
        const char* wanted = std::getenv("WATCHWORD_BENCH_ARTICLES");
        articles_ = wanted ? std::stoul(wanted) : 5'000;
        std::mt19937 random(1);
        for (std::size_t i = 0; i < articles_; ++i) add(i, random);
        connection_->run_script("COMMIT");
    }
    ~Archive() {
        connection_.reset();
        std::filesystem::remove_all(directory_);
    }

    std::size_t articles() const { return articles_; }
    store::Connection& connection() const { return *connection_; }

  private:
    void add(std::size_t number, std::mt19937& random) {
        store::ArticleRow row;
        row.id = ArticleId::of({std::to_string(number)});
        row.url = "https://press" + std::to_string(number % 250) + ".example/" + std::to_string(number);
        row.first_seen = now - std::chrono::seconds(number);
        row.language = "en";
        store::insert_article(*connection_, row);
        revision::Revision text;
        text.headline = made_up_text(random, 8);
        for (int i = 0; i < 10; ++i) text.paragraphs.push_back(made_up_text(random, 45));
        store::RevisionRow stored;
        stored.article = row.id;
        stored.seen = row.first_seen;
        stored.fingerprint = number + 1;
        stored.origin = "page";
        stored.text = revision::serialise(text);
        store::save_revision(*connection_, stored, nullptr);
        row.revision = 1;
        store::save_article(*connection_, row);
    }

    std::filesystem::path directory_;
    std::unique_ptr<store::Connection> connection_;
    std::size_t articles_ = 0;
};

void test_query(benchmark::State& state, const char* query) {
    static Archive archive;
    catalog::Catalog catalog({}, {}, {}, {});
    std::size_t matched = 0;
    for (auto run : state) {
        auto answer = archive::answer(archive.connection(), catalog, now,
                                      {"/query/test", {{"query", query}, {"since", "3000d"}}});
        matched = answer->at("matched").to_number<std::size_t>();
    }
    state.counters["matched"] = static_cast<double>(matched);
    state.counters["articles/s"] =
        benchmark::Counter(static_cast<double>(archive.articles()), benchmark::Counter::kIsIterationInvariantRate);
}

BENCHMARK_CAPTURE(test_query, reads_everything, "word1 OR source:nowhere.example")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(test_query, a_word_in_many, "=word3")->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(test_query, a_word_in_few, "=word19998 OR \"word7 word19000\"")->Unit(benchmark::kMillisecond);

}  // namespace
