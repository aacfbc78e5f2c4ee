// What reading an article costs beside parsing its page.

#include <string>

#include <benchmark/benchmark.h>

#include "common/article/article.hpp"
#include "common/article/dom.hpp"

namespace {

using namespace watchword::article;

// About 150 kB as a news site sends them: menus, teasers, scripts and a story of 40 paragraphs.
std::string page_of_usual_size() {
    std::string html =
        "<!DOCTYPE html><html lang=en><head><title>The ferry returns | Harbour Post</title>"
        "<meta property=og:title content='The ferry returns'></head><body class='page article-page'>";
    auto number = [](int i) { return std::to_string(i); };
    for (int i = 0; i < 120; ++i)
        html += "<li class='nav__item menu-item'><a class='nav__link' href='/section/" + number(i) + "'>Section " +
                number(i) + "</a></li>";
    for (int i = 0; i < 12; ++i) {
        html += "<script>window.dataLayer = window.dataLayer || [];";
        for (int k = 0; k < 60; ++k) html += "push({event: 'view" + number(k) + "', page: 'ferry'});";
        html += "</script>";
    }
    html +=
        "<main><article class='article'><h1 class='article__title'>The ferry returns</h1><div "
        "class='article-body'>";
    for (int i = 0; i < 40; ++i)
        html += "<p class='article-body__paragraph'>Paragraph " + number(i) +
                " tells how the ferry to the northern islands sailed again, after a winter in the yard, with "
                "every seat taken. "
                "The <a href='/company'>company</a> said that it would add a second boat in summer, if the "
                "weather holds.</p>"
                "<div class='ad-slot ad-slot--inline' data-slot='inline-" +
                number(i) + "'></div>";
    html += "</div></article></main><aside class='related'>";
    for (int i = 0; i < 300; ++i)
        html += "<div class='teaser teaser--small'><a class='teaser__link' href='/story/" + number(i) +
                "'><span class='teaser__kicker'>Islands</span><h3 class='teaser__title'>Another story of the "
                "day, number " +
                number(i) + "</h3></a><span class='teaser__meta'>3 hours ago</span></div>";
    return html + "</aside><footer class='footer'>Imprint</footer></body></html>";
}

void ParseAlone(benchmark::State& state) {
    const auto html = page_of_usual_size();
    for (auto _ : state) benchmark::DoNotOptimize(Dom::parse(html));
    state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * html.size()));
}
BENCHMARK(ParseAlone)->Unit(benchmark::kMillisecond);

void Extract(benchmark::State& state) {
    const auto html = page_of_usual_size();
    for (auto _ : state) benchmark::DoNotOptimize(extract({html, "https://example.org/ferry", "text/html"}));
    state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * html.size()));
}
BENCHMARK(Extract)->Unit(benchmark::kMillisecond);

}  // namespace
