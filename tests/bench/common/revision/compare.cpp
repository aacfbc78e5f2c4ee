#include "common/revision/compare.hpp"

#include <benchmark/benchmark.h>

#include "common/revision/word_diff.hpp"
#include "press.hpp"

#ifdef WATCHWORD_HAVE_LIBGIT2
#include <git2.h>
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
        git_diff_buffers(before.data(), before.size(), nullptr, after.data(), after.size(), nullptr, &options,
                         nullptr, nullptr, count, nullptr, &hunks);
    benchmark::DoNotOptimize(hunks);
    git_libgit2_shutdown();
}
BENCHMARK_CAPTURE(libgit2, patience, GIT_DIFF_PATIENCE)->Apply(sizes);
BENCHMARK_CAPTURE(libgit2, default, 0)->Apply(sizes);
#endif

Revision in_paragraphs(const std::vector<std::string>& sentences) {
    constexpr std::size_t sentences_each = 3;
    Revision revision;
    for (std::size_t i = 0; i < sentences.size(); ++i) {
        if (i % sentences_each == 0) revision.paragraphs.emplace_back();
        revision.paragraphs.back() += (i % sentences_each == 0 ? "" : " ") + sentences[i];
    }
    return revision;
}

// What the daemon does: paragraphs paired, words compared, changes graded.
void whole_article(benchmark::State& state) {
    Pair pair(state);
    Revision before = in_paragraphs(pair.before);
    Revision after = in_paragraphs(pair.after);
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
