#include <algorithm>
#include <iostream>
#include <memory>

#include <boost/json.hpp>

#include "daemon/cli/ask.hpp"
#include "daemon/cli/excerpt.hpp"
#include "daemon/cli/local_zone.hpp"
#include "daemon/cli/menu.hpp"
#include "daemon/cli/print.hpp"
#include "daemon/cli/question.hpp"
#include "daemon/cli/terminal.hpp"

namespace watchword::cli {

namespace {

namespace json = boost::json;

constexpr std::uint64_t bar_columns = 40;
constexpr std::size_t bars_max = 62;   // more days than that are shown by weeks
constexpr std::size_t hits_shown = 2;  // of one excerpt

struct TestOptions {
    std::string query, since, subscription;
};

std::string bar(std::uint64_t count, std::uint64_t most) {
    auto columns = most <= bar_columns ? count : (count * bar_columns + most - 1) / most;
    std::string text;
    for (std::uint64_t i = 0; i < columns; ++i) text += "█";
    return text;
}

// A line a day, from the first that has a match; weeks where there are many.
void print_chart(const json::array& days, const Ink& ink) {
    struct Bar {
        std::string label;
        std::uint64_t count;
    };
    std::vector<Bar> bars;
    auto first = std::ranges::find_if(days, [](const json::value& day) { return number_of(day, "articles") > 0; });
    bool weeks = static_cast<std::size_t>(days.end() - first) > bars_max;
    std::size_t in_bar = 0;
    for (auto day = first; day != days.end(); ++day, ++in_bar) {
        if (!weeks || in_bar % 7 == 0) bars.push_back({text_of(*day, "day"), 0});
        bars.back().count += number_of(*day, "articles");
    }
    std::uint64_t most = 0;
    for (const Bar& one : bars) most = std::max(most, one.count);
    if (weeks) std::cout << ink.faint("weeks that begin on") << '\n';
    for (const Bar& one : bars) {
        auto count = std::to_string(one.count);
        std::cout << one.label << std::string(8 - std::min<std::size_t>(count.size(), 7), ' ') << count << "  "
                  << ink.cyan(bar(one.count, most)) << '\n';
    }
}

void print_sources(const json::array& sources, const Ink& ink) {
    std::cout << '\n';
    Table table({"ARTICLES", "SOURCE"});
    for (const json::value& source : sources) table.add({text_of(source, "articles"), text_of(source, "source")});
    std::cout << table.text(ink);
}

std::string heading_of(const json::value& article, const Ink& ink) {
    auto title = text_of(article, "title");
    return ink.bold(title.empty() ? text_of(article, "url") : title) + "  " + ink.faint(text_of(article, "source"));
}

void print_side(const char* what, const json::value& side, const Ink& ink) {
    auto count = number_of(side, "articles");
    std::cout << what << ' ' << count_of(count, "article") << (count > 0 ? ":" : "") << '\n';
    for (const json::value& article : side.at("examples").as_array())
        std::cout << "  " << text_of(article, "id") << "  " << heading_of(article, ink) << '\n';
}

void print_test(const json::value& test, const Ink& ink) {
    auto matched = number_of(test, "matched");
    auto all = number_of(test, "articles");
    std::cout << matched << " of " << count_of(all, "article") << " since " << time_of(test, "since") << "\n\n";
    if (matched > 0) {
        print_chart(test.at("days").as_array(), ink);
        print_sources(test.at("sources").as_array(), ink);
        for (const json::value& article : test.at("excerpts").as_array()) {
            std::cout << '\n' << heading_of(article, ink) << "  " << text_of(article, "id") << '\n';
            for (const std::string& line : excerpts_of(article, ink, hits_shown)) std::cout << "  " << line << '\n';
        }
    }
    if (const json::value* against = test.as_object().if_contains("against")) {
        std::cout << "\nagainst the query it has: " << text_of(*against, "query") << " ("
                  << count_of(number_of(*against, "matched"), "article") << ")\n";
        print_side("gains", against->at("gained"), ink);
        print_side("loses", against->at("lost"), ink);
    }
}

int test_query(const Invocation& invocation, const TestOptions& options) {
    if (options.query.empty() && options.subscription.empty()) {
        std::cerr << "watchword: say which query to test, or with --subscription whose\n";
        return usage;
    }
    archive::Question question{"/query/test", {}};
    add_parameter(question, "query", options.query);
    add_parameter(question, "since", options.since);
    add_parameter(question, "subscription", options.subscription);
    add_parameter(question, "time_zone", local_zone());
    auto test = ask(invocation, question);
    if (!test) return report(test.error());
    if (invocation.json)
        print_json(*test);
    else
        print_test(*test, ink_for(1));
    return ok;
}

}  // namespace

void add_query_test(Menu& menu, CLI::App& query) {
    auto options = std::make_shared<TestOptions>();
    auto* test = menu.add(query, "test", "Run a query over the stored articles",
                          [&menu, options] { return test_query(menu.invocation(), *options); });
    test->add_option("EXPR", options->query, "The query; default: that of --subscription");
    test->add_option("--since", options->since, "How far back: 7d, 2018-04-17; default: 30d");
    test->add_option("--subscription", options->subscription,
                     "In the scope of that subscription, and what it would gain and lose by the query");
}

}  // namespace watchword::cli
