// Articles per second on one core, from raw UTF-8, beside a pass that only cuts the same articles into words.
// Needs the corpus of queries (WATCHWORD_SHARED); its articles give the words, its queries the shapes: beyond
// its own 10,000 the shapes are repeated with other words from the same articles.

#include "common/query/matcher.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <random>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include <benchmark/benchmark.h>
#include <boost/json.hpp>
#include <malloc.h>

#include "common/query/query.hpp"
#include "common/text/tokens.hpp"

namespace watchword::query {
namespace {

namespace json = boost::json;

constexpr const char* no_corpus = "no corpus: set WATCHWORD_SHARED";

struct Article {
    std::string title;
    std::string body;
    std::string language;
    std::vector<std::string> words;
};

std::vector<json::value> lines(const std::string& name) {
    const char* shared = std::getenv("WATCHWORD_SHARED");
    std::ifstream file(std::string(shared ? shared : "../shared") + "/corpora/queries/" + name);
    std::vector<json::value> values;
    for (std::string line; std::getline(file, line);) values.push_back(json::parse(line));
    return values;
}

const std::vector<Article>& articles() {
    static const std::vector<Article> loaded = [] {
        std::vector<Article> result;
        for (const json::value& line : lines("articles.jsonl")) {
            Article article{json::value_to<std::string>(line.at("title")),
                            json::value_to<std::string>(line.at("body")),
                            json::value_to<std::string>(line.at("lang")),
                            {}};
            article.words = text::keys_of(article.body);
            result.push_back(std::move(article));
        }
        return result;
    }();
    return loaded;
}

// Writes a query of the corpus in the query language; with `random`, its words are others.
class Writer {
  public:
    Writer(bool exact, std::mt19937* random) : exact_(exact), random_(random) {}

    std::string write(const json::value& q) const {
        std::string_view op = q.at("op").as_string();
        if (op == "term" || op == "phrase") return sign() + "\"" + words(text_of(q)) + "\"";
        if (op == "prefix") return sign() + prefix(text_of(q)) + "*";
        if (op == "not") return "NOT " + write(q.at("a").at(0));
        if (op == "field") return "title:(" + write(q.at("a").at(0)) + ")";
        std::string joint = op == "or" ? " OR " : " AND ";
        if (op == "near") {
            joint = (q.as_object().contains("ord") ? " ONEAR/" : " NEAR/") + std::to_string(q.at("n").as_int64()) + " ";
        }
        std::string result = "(";
        for (const json::value& part : q.at("a").as_array()) {
            if (result.size() > 1) result += joint;
            result += write(part);
        }
        return result + ")";
    }

  private:
    std::string sign() const { return exact_ ? "=" : ""; }
    static std::string text_of(const json::value& q) {
        auto text = json::value_to<std::string>(q.at("t"));
        std::ranges::replace(text, '"', ' ');
        return text;
    }

    // As many words as the text has, from a random place, whose rarest is about as rare as the text's.
    std::string words(const std::string& text) const {
        if (random_ == nullptr) return text;
        std::vector<std::string> wanted = text::keys_of(text);
        std::size_t count = std::max<std::size_t>(1, wanted.size());
        for (int tries = 0; tries < 200; ++tries) {
            const Article& article = articles()[(*random_)() % articles().size()];
            if (article.words.size() < count) continue;
            auto first =
                article.words.begin() + static_cast<std::ptrdiff_t>((*random_)() % (article.words.size() - count + 1));
            std::vector<std::string> found(first, first + static_cast<std::ptrdiff_t>(count));
            if (rarity(found) != rarity(wanted)) continue;
            std::string result;
            for (const std::string& word : found) result += word + " ";
            return result;
        }
        return text;
    }

    // How many times the number of articles can be halved before it is that of the rarest word.
    static int rarity(const std::vector<std::string>& words) {
        static const std::unordered_map<std::string, std::size_t> articles_of = [] {
            std::unordered_map<std::string, std::size_t> counts;
            for (const Article& article : articles()) {
                for (const std::string& word : std::set<std::string>(article.words.begin(), article.words.end())) {
                    ++counts[word];
                }
            }
            return counts;
        }();
        int rarest = 0;
        for (const std::string& word : words) {
            auto found = articles_of.find(word);
            std::size_t in = found == articles_of.end() ? 1 : found->second;
            rarest = std::max(rarest, static_cast<int>(std::log2(articles().size() / in)));
        }
        return rarest;
    }

    std::string prefix(const std::string& text) const {
        for (int tries = 0; random_ != nullptr && tries < 50; ++tries) {
            const Article& article = articles()[(*random_)() % articles().size()];
            if (article.words.empty()) continue;
            const std::string& word = article.words[(*random_)() % article.words.size()];
            if (word.size() > text.size() && word.find_first_of("0123456789") == std::string::npos) {
                std::size_t end = text.size();
                while (end < word.size() && (word[end] & 0xC0) == 0x80) ++end;
                return word.substr(0, end);
            }
        }
        return text;
    }

    bool exact_;
    std::mt19937* random_;
};

// The corpus's queries, and beyond them the same shapes with other words.
std::vector<std::string> texts(std::size_t count, bool exact) {
    std::mt19937 random(1);
    std::vector<std::string> result;
    std::vector<json::value> corpus = lines("queries-10k.jsonl");
    for (bool first = true; !corpus.empty() && result.size() < count; first = false) {
        for (const json::value& line : corpus) {
            if (result.size() == count) break;
            result.push_back(Writer(exact, first ? nullptr : &random).write(line.at("q")));
        }
    }
    return result;
}

Matcher matcher_of(const std::vector<std::string>& texts) {
    Matcher matcher;
    std::uint64_t key = 0;
    for (const std::string& text : texts) {
        if (auto query = parse(text)) matcher.add(++key, *query);
    }
    return matcher;
}

void cut_into_words(benchmark::State& state) {
    text::Tokens tokens;
    text::tokenize(articles().front().body, tokens);
    for (auto _ : state) {
        for (const Article& article : articles()) {
            tokens.clear();
            text::tokenize(article.title, tokens);
            text::tokenize(article.body, tokens);
            benchmark::DoNotOptimize(tokens.list.data());
        }
    }
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(articles().size()));
}

void match(benchmark::State& state, bool exact) {
    if (articles().empty()) return state.SkipWithError(no_corpus);
    auto snapshot = matcher_of(texts(static_cast<std::size_t>(state.range(0)), exact)).snapshot();
    std::size_t matches = 0;
    for (auto _ : state) {
        matches = 0;
        for (const Article& article : articles()) {
            Subject subject{.title = article.title, .body = article.body, .language = article.language};
            matches += snapshot->match(subject).size();
        }
    }
    state.counters["matches_per_article"] = static_cast<double>(matches) / static_cast<double>(articles().size());
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(articles().size()));
}

void match_exact_words(benchmark::State& state) {
    match(state, true);
}
void match_word_forms(benchmark::State& state) {
    match(state, false);
}

// From texts to the first snapshot, and what that takes on the heap.
void build(benchmark::State& state, bool exact) {
    std::vector<std::string> queries = texts(static_cast<std::size_t>(state.range(0)), exact);
    if (queries.empty()) return state.SkipWithError(no_corpus);
    auto heap = [] {
        auto now = mallinfo2();
        return static_cast<double>(now.uordblks + now.hblkhd);
    };
    double bytes = 0;
    for (auto _ : state) {
        double before = heap();
        Matcher matcher = matcher_of(queries);
        benchmark::DoNotOptimize(matcher.snapshot());
        bytes = heap() - before;
    }
    state.counters["bytes_a_query"] = bytes / static_cast<double>(queries.size());
}

void build_exact_words(benchmark::State& state) {
    build(state, true);
}
void build_word_forms(benchmark::State& state) {
    build(state, false);
}

// One query comes and another goes among many, each with its own snapshot, as commands do.
void add_and_remove(benchmark::State& state) {
    auto count = static_cast<std::size_t>(state.range(0));
    std::vector<std::string> written = texts(count, false);
    if (written.empty()) return state.SkipWithError(no_corpus);
    std::vector<Query> queries;
    for (const std::string& text : written) {
        if (auto query = parse(text)) queries.push_back(*query);
    }
    Matcher matcher = matcher_of(written);
    matcher.snapshot();
    std::uint64_t newest = queries.size();
    std::uint64_t oldest = 0;
    for (auto _ : state) {
        ++newest;
        matcher.add(newest, queries[newest % queries.size()]);
        benchmark::DoNotOptimize(matcher.snapshot());
        matcher.remove(++oldest);
        benchmark::DoNotOptimize(matcher.snapshot());
    }
}

BENCHMARK(cut_into_words)->Unit(benchmark::kMillisecond);
BENCHMARK(match_exact_words)->Arg(100)->Arg(1'000)->Arg(10'000)->Arg(100'000)->Unit(benchmark::kMillisecond);
BENCHMARK(match_word_forms)->Arg(100)->Arg(1'000)->Arg(10'000)->Arg(100'000)->Unit(benchmark::kMillisecond);
BENCHMARK(build_exact_words)->Arg(10'000)->Arg(100'000)->Unit(benchmark::kMillisecond);
BENCHMARK(build_word_forms)->Arg(10'000)->Arg(100'000)->Unit(benchmark::kMillisecond);
BENCHMARK(add_and_remove)->Arg(100'000)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace watchword::query
