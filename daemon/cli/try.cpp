#include <algorithm>
#include <iostream>
#include <span>

#include <boost/asio/io_context.hpp>
#include <boost/json.hpp>
#include <unistd.h>

#include "common/base/printable.hpp"
#include "common/base/url.hpp"
#include "common/query/explain.hpp"
#include "config/load.hpp"
#include "daemon/app/ways_out.hpp"
#include "daemon/cli/commands.hpp"
#include "daemon/cli/print.hpp"
#include "daemon/cli/terminal.hpp"
#include "daemon/http/address_policy.hpp"
#include "daemon/runtime/log.hpp"
#include "daemon/runtime/system_clock.hpp"
#include "daemon/runtime/system_random.hpp"
#include "daemon/runtime/task_group.hpp"
#include "daemon/trial/trial.hpp"

namespace watchword::cli {

namespace {

namespace json = boost::json;
using trial::Outcome;

constexpr std::size_t hits_shown = 6;
constexpr std::size_t others_shown = 8;
constexpr std::size_t text_bytes_max = 1000;

std::string shown(std::string_view text) {
    return printable(text, text_bytes_max);
}

// What was found, for the end.
struct Tally {
    std::size_t read = 0, matching = 0;
    std::vector<Outcome> troubled;
};

// A line on the terminal that the next one replaces; nothing elsewhere.
class Progress {
  public:
    explicit Progress(bool wanted) : wanted_(wanted) {}
    void show(const std::string& text) {
        if (wanted_) std::cerr << "\r\x1b[K" << text << std::flush;
    }
    void clear() { show(""); }

  private:
    bool wanted_;
};

// ---- For a person ----

void print_source(const trial::Source& source, std::size_t to_read, Ink ink) {
    const feed::Document& feed = source.feed.document;
    if (source.article) {
        std::cout << ink.faint("An article: " + source.url) << '\n';
    } else {
        std::cout << ink.bold(shown(feed.title.empty() ? source.url : feed.title)) << '\n'
                  << ink.faint(source.url + " · " + feed.format + " · " +
                               count_of(source.feed.entries.size(), "entry", "entries"))
                  << '\n';
        if (!source.page.empty()) std::cout << ink.faint("found by way of " + source.page) << '\n';
        if (to_read < source.feed.entries.size())
            std::cout << ink.faint("the newest " + std::to_string(to_read) + " of them are read; --limit says how many")
                      << '\n';
    }
    for (const feed::FeedCandidate& other :
         std::span(source.others).first(std::min(source.others.size(), others_shown)))
        std::cout << ink.faint("its page also names " + other.url +
                               (other.title.empty() ? "" : " (" + shown(other.title) + ")"))
                  << '\n';
    std::cout << std::flush;
}

std::string highlighted(std::string text, const std::string& words, Ink ink) {
    if (auto at = text.find(words); at != std::string::npos)
        text.replace(at, words.size(), ink.bold(ink.yellow(words)));
    return text;
}

void print_match(const Outcome& outcome, Ink ink) {
    std::cout << '\n' << ink.bold(shown(outcome.title)) << '\n';
    std::cout << ink.faint(shown(outcome.url));
    if (outcome.published) std::cout << ink.faint(" · " + to_rfc3339(*outcome.published));
    std::cout << '\n';
    std::size_t count = 0;
    for (const query::Hit& hit : outcome.hits) {
        if (count++ == hits_shown) break;
        std::cout << "  " << ink.cyan(shown(hit.part)) << " in the " << query::to_text(hit.field) << '\n'
                  << "    " << highlighted(shown(hit.excerpt), shown(hit.text), ink) << '\n';
    }
    if (outcome.hits.size() > hits_shown)
        std::cout << "  " << ink.faint("and in " + std::to_string(outcome.hits.size() - hits_shown) + " more places")
                  << '\n';
    if (outcome.hits.empty()) std::cout << "  " << ink.faint("by what is not in it") << '\n';
    std::cout << std::flush;
}

std::string articles(std::size_t count) {
    return std::to_string(count) + (count == 1 ? " article" : " articles");
}

void print_tally(const Tally& tally, Ink ink) {
    std::cout << '\n'
              << ink.bold(articles(tally.matching) + (tally.matching == 1 ? " matches" : " match")) << ", "
              << articles(tally.read - tally.matching) << " read and not matched\n";
    for (const Outcome& outcome : tally.troubled) {
        const char* instead =
            outcome.text == Outcome::Text::feed ? "what its feed says was judged instead" : "nothing of it was judged";
        std::cout << ink.yellow("not read: ") << shown(outcome.url) << ": " << shown(outcome.trouble) << "; " << instead
                  << '\n';
    }
}

// ---- JSON ----

json::object to_json(const Outcome& outcome) {
    json::array hits;
    for (const query::Hit& hit : outcome.hits)
        hits.push_back({{"part", hit.part},
                        {"field", query::to_text(hit.field)},
                        {"start", hit.start},
                        {"end", hit.end},
                        {"text", hit.text},
                        {"excerpt", hit.excerpt}});
    json::object object{{"url", outcome.url}, {"title", outcome.title}, {"language", outcome.language}};
    object["published"] = outcome.published ? json::value(to_rfc3339(*outcome.published)) : nullptr;
    object["text"] = outcome.text == Outcome::Text::page   ? "page"
                     : outcome.text == Outcome::Text::feed ? "feed"
                                                           : "none";
    if (!outcome.trouble.empty()) object["trouble"] = outcome.trouble;
    object["matches"] = outcome.matches;
    object["hits"] = std::move(hits);
    return object;
}

json::object to_json(const trial::Source& source) {
    json::object object;
    if (source.article)
        object["article"] = source.url;
    else
        object["feed"] = {{"url", source.url},
                          {"title", source.feed.document.title},
                          {"format", source.feed.document.format},
                          {"entries", source.feed.entries.size()}};
    if (!source.page.empty()) object["page"] = source.page;
    json::array others;
    for (const feed::FeedCandidate& other : source.others)
        others.push_back({{"url", other.url}, {"title", other.title}});
    object["others"] = std::move(others);
    return object;
}

// ---- The trial ----

// Tells a person as it goes, or gathers one document.
struct Report {
    bool as_json;
    Ink ink;
    Progress progress;
    Tally tally{};
    json::object document{};
    json::array listed{};

    trial::Audience audience() {
        return {[this](const trial::Source& source, std::size_t to_read) {
                    progress.clear();
                    if (as_json)
                        document = to_json(source);
                    else
                        print_source(source, to_read, ink);
                },
                [this](std::size_t number, std::size_t of, const std::string& url) {
                    progress.show("reading " + std::to_string(number) + " of " + std::to_string(of) + ": " +
                                  shown(url).substr(0, 60));
                },
                [this](const Outcome& outcome) {
                    progress.clear();
                    ++tally.read;
                    if (outcome.matches) ++tally.matching;
                    if (!outcome.trouble.empty()) tally.troubled.push_back(outcome);
                    if (as_json)
                        listed.push_back(to_json(outcome));
                    else if (outcome.matches)
                        print_match(outcome, ink);
                }};
    }

    void finish() {
        if (!as_json) return print_tally(tally, ink);
        document["articles"] = std::move(listed);
        document["read"] = tally.read;
        document["matching"] = tally.matching;
        std::cout << document << '\n';
    }
};

Awaitable<> carry_out(trial::World world, config::Config config, trial::Order order, trial::Audience audience,
                      std::optional<trial::Refusal>& refusal) {
    refusal = co_await trial::run(world, std::move(config), std::move(order), std::move(audience));
}

int refuse(const std::string& address, const trial::Refusal& refusal) {
    std::cerr << "watchword: " << address << ": " << refusal.message << '\n';
    switch (refusal.kind) {
        case trial::Refusal::Kind::bad_address:
            return usage;
        case trial::Refusal::Kind::forbidden:
            std::cerr << "watchword: the file that --config names can allow it: [fetch] allow_networks\n";
            return unavailable;
        case trial::Refusal::Kind::unreachable:
            return unavailable;
        case trial::Refusal::Kind::no_feed:
            break;
    }
    return bad_data;
}

// An address of this machine or a private network that a person types is one that the person means. It alone: neither
// its neighbours, nor where its pages lead to.
void allow_typed(config::Fetch& fetch, const std::string& address) {
    auto url = parse_url(address);
    if (!url) return;
    if (url->host == "localhost") {
        fetch.allow_networks.insert(fetch.allow_networks.end(), {"127.0.0.1", "::1"});
    } else if (http::parse_network(url->host)) {
        fetch.allow_networks.push_back(url->host);
    }
}

}  // namespace

int try_query(const Invocation& invocation, const TryOptions& options) {
    config::Config config;
    if (invocation.config_named) {
        auto loaded = config::load(invocation.config_file, config::process_environment());
        if (!loaded) {
            for (const config::Fault& fault : loaded.error()) std::cerr << fault.text() << '\n';
            return bad_config;
        }
        config = std::move(*loaded);
    }
    auto query = query::parse(options.query, config.lists);
    const auto& faults = query ? query->warnings() : query.error();
    for (const query::Fault& fault : faults) std::cerr << query::to_text(fault, "query", options.query);
    if (!query) return bad_data;
    if (query->watches_edits())
        std::cerr << "watchword: appeared: and removed: find edits; what is read for the first time has none\n";

    log::set_level(log::Level::error);
    bool has_scheme = options.address.find("://") != std::string::npos;
    std::string address = has_scheme ? options.address : "https://" + options.address;
    Report report{invocation.json, ink_for(STDOUT_FILENO), Progress(is_terminal(STDERR_FILENO))};
    report.progress.show("asking " + shown(address));
    allow_typed(config.fetch, address);

    asio::io_context loop(1);
    auto client = http::make_curl_client(loop.get_executor(), app::fetch_policy(config.fetch));
    runtime::SystemClock clock(loop.get_executor());
    runtime::SystemRandom random;
    trial::World world{clock, random, *client, loop.get_executor()};
    trial::Order order{address, *query, options.limit};
    std::optional<trial::Refusal> refusal;
    runtime::TaskGroup tasks(loop.get_executor(), [](std::exception_ptr error) { std::rethrow_exception(error); });
    tasks.spawn(carry_out(world, std::move(config), std::move(order), report.audience(), refusal));
    loop.run();
    report.progress.clear();
    if (refusal) return refuse(address, *refusal);
    report.finish();
    return ok;
}

}  // namespace watchword::cli
