// The peers are measured where they are installed: libgit2, dtl, and the npm package "diff" (Debian: libgit2-dev,
// libdtl-dev, node-diff).

#include "common/revision/compare.hpp"

#include <cstdio>
#include <filesystem>
#include <fstream>

#include <benchmark/benchmark.h>
#include <stdlib.h>

#include "common/revision/word_diff.hpp"
#include "press.hpp"

#ifdef WATCHWORD_HAVE_LIBGIT2
#include <git2.h>
#endif
#if __has_include(<dtl/dtl.hpp>)
#include <dtl/dtl.hpp>
#define WATCHWORD_HAVE_DTL
#endif

namespace watchword::revision {
namespace {

std::string joined(const std::vector<std::string>& sentences, char separator) {
    std::string text;
    for (const auto& sentence : sentences) text += sentence + separator;
    return text;
}

// Two revisions of an article of range(0) words, range(1) per cent of its sentences touched.
struct Pair {
    explicit Pair(const benchmark::State& state) {
        Press press(7);
        before = press.sentences(static_cast<std::size_t>(state.range(0)));
        after = press.touched(before, static_cast<unsigned>(state.range(1)));
    }
    std::vector<std::string> before;
    std::vector<std::string> after;
};

void sizes(benchmark::internal::Benchmark* benchmark) {
    benchmark->ArgsProduct({{1000, 5000, 20000}, {3, 15, 50}})->Unit(benchmark::kMicrosecond);
}

// One text without paragraphs: cut into words, hashed, compared.
void words(benchmark::State& state) {
    Pair pair(state);
    std::string before = joined(pair.before, ' ');
    std::string after = joined(pair.after, ' ');
    for (auto _ : state) {
        Vocabulary vocabulary;
        benchmark::DoNotOptimize(diff_words(before, after, vocabulary));
    }
}
BENCHMARK(words)->Apply(sizes);

#ifdef WATCHWORD_HAVE_LIBGIT2
// The same words, cut already, one a line.
void libgit2(benchmark::State& state, std::uint32_t flags) {
    Pair pair(state);
    auto lines = [](const std::vector<std::string>& sentences) {
        std::string text = joined(sentences, ' ');
        for (char& c : text)
            if (c == ' ') c = '\n';
        return text;
    };
    std::string before = lines(pair.before);
    std::string after = lines(pair.after);
    git_libgit2_init();
    git_diff_options options;
    git_diff_options_init(&options, GIT_DIFF_OPTIONS_VERSION);
    options.flags |= flags;
    options.context_lines = 0;
    std::size_t hunks = 0;
    auto count = [](const git_diff_delta*, const git_diff_hunk*, void* total) {
        ++*static_cast<std::size_t*>(total);
        return 0;
    };
    for (auto _ : state)
        git_diff_buffers(before.data(), before.size(), nullptr, after.data(), after.size(), nullptr, &options, nullptr,
                         nullptr, count, nullptr, &hunks);
    benchmark::DoNotOptimize(hunks);
    git_libgit2_shutdown();
}
BENCHMARK_CAPTURE(libgit2, patience, GIT_DIFF_PATIENCE)->Apply(sizes);
BENCHMARK_CAPTURE(libgit2, default, 0)->Apply(sizes);
#endif

#ifdef WATCHWORD_HAVE_DTL
// Hashing included, as in `words`.
void dtl(benchmark::State& state) {
    Pair pair(state);
    std::string before = joined(pair.before, ' ');
    std::string after = joined(pair.after, ' ');
    for (auto _ : state) {
        Vocabulary vocabulary;
        auto ids = [&](const std::string& text) {
            std::vector<std::uint32_t> out;
            for (const Word& word : words_of(text, vocabulary)) out.push_back(word.id);
            return out;
        };
        ::dtl::Diff<std::uint32_t> diff(ids(before), ids(after));
        diff.compose();
        benchmark::DoNotOptimize(diff.getEditDistance());
    }
}
BENCHMARK(dtl)->Apply(sizes);
#endif

// Timed by itself, in a process of its own, once warm. At 20,000 words it takes minutes.
void npm_diff(benchmark::State& state, const char* function) {
    Pair pair(state);
    std::string pattern = (std::filesystem::temp_directory_path() / "watchword-bench-XXXXXX").string();
    const std::filesystem::path directory = mkdtemp(pattern.data());
    std::ofstream(directory / "before") << joined(pair.before, ' ');
    std::ofstream(directory / "after") << joined(pair.after, ' ');
    const std::string command =
        std::string(
            "NODE_PATH=$NODE_PATH:/usr/share/nodejs node -e 'const d = require(\"diff\"), fs = require(\"fs\");"
            "const a = fs.readFileSync(process.argv[1] + \"/before\", \"utf8\");"
            "const b = fs.readFileSync(process.argv[1] + \"/after\", \"utf8\");"
            "const run = () => d.") +
        function + "; run(); const t = process.hrtime.bigint(); run();" +
        "console.log(Number(process.hrtime.bigint() - t) / 1e9)' " + directory.string() + " 2>/dev/null";
    for (auto _ : state) {
        std::FILE* output = popen(command.c_str(), "r");
        double seconds = 0;
        const bool ran = output && std::fscanf(output, "%lf", &seconds) == 1;
        if (output) pclose(output);
        if (!ran) {
            state.SkipWithError("node or its package diff is not installed");
            break;
        }
        state.SetIterationTime(seconds);
    }
    std::filesystem::remove_all(directory);
}
void small_sizes(benchmark::internal::Benchmark* benchmark) {
    benchmark->ArgsProduct({{1000, 5000}, {3, 15, 50}})->Unit(benchmark::kMicrosecond)->UseManualTime()->Iterations(1);
}
BENCHMARK_CAPTURE(npm_diff, words, "diffWords(a, b)")->Apply(small_sizes);
BENCHMARK_CAPTURE(npm_diff, arrays, "diffArrays(a.split(\" \"), b.split(\" \"))")->Apply(small_sizes);

// What the daemon does: paragraphs paired, words compared, changes graded.
void whole_article(benchmark::State& state) {
    constexpr std::size_t sentences_each = 3;
    Press press(7);
    auto sentences = press.sentences(static_cast<std::size_t>(state.range(0)));
    Revision before;
    Revision after;
    for (std::size_t i = 0; i < sentences.size(); i += sentences_each) {
        auto begin = sentences.begin() + static_cast<std::ptrdiff_t>(i);
        std::vector<std::string> own(
            begin, begin + static_cast<std::ptrdiff_t>(std::min(sentences_each, sentences.size() - i)));
        before.paragraphs.push_back(joined(own, ' '));
        std::string touched = joined(press.touched(own, static_cast<unsigned>(state.range(1))), ' ');
        if (!touched.empty()) after.paragraphs.push_back(std::move(touched));
    }
    for (auto _ : state) benchmark::DoNotOptimize(compare(before, after, "en"));
}
BENCHMARK(whole_article)->Apply(sizes);

// range(0) kilobytes each, nothing in common.
void strangers(benchmark::State& state, std::size_t sentences_each) {
    auto made = [&](unsigned seed) {
        Press press(seed);
        Revision revision;
        std::size_t bytes = 0;
        while (bytes < static_cast<std::size_t>(state.range(0)) * 1000) {
            revision.paragraphs.push_back(joined(press.sentences(sentences_each * 18), ' '));
            bytes += revision.paragraphs.back().size();
        }
        return revision;
    };
    Revision before = made(1);
    Revision after = made(2);
    for (auto _ : state) benchmark::DoNotOptimize(compare(before, after, "en"));
}
BENCHMARK_CAPTURE(strangers, paragraphs, 3)->Arg(100)->Arg(900)->Arg(5000)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(strangers, one_paragraph, 60000)->Arg(900)->Arg(5000)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace watchword::revision
