// The daemon with very many stored feeds: how long it takes to be ready, what an idle feed costs in memory,
// and what a moment costs in which few are due. WATCHWORD_BENCH_FEEDS says how many feeds.

#include <chrono>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>

#include <benchmark/benchmark.h>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <malloc.h>
#include <stdlib.h>
#include <unistd.h>

#include "daemon/app/app.hpp"
#include "daemon/runtime/virtual_clock.hpp"
#include "daemon/store/database.hpp"
#include "daemon/store/feeds.hpp"

namespace {

using namespace watchword;

const Time start = Time(std::chrono::sys_days(std::chrono::year(2026) / 1 / 1));
constexpr Duration interval = std::chrono::minutes(15);

class EvenRandom final : public runtime::Random {
  public:
    double unit() override {
        state_ = state_ * 6364136223846793005ULL + 1442695040888963407ULL;
        return static_cast<double>(state_ >> 11) * 0x1.0p-53;
    }

  private:
    std::uint64_t state_ = 1;
};

// Nothing new, ever.
class Unchanged final : public http::Client {
  public:
    Awaitable<Result<http::Response, http::Error>> send(http::Request request) override {
        ++requests;
        http::Response response;
        response.status = 304;
        response.url = std::move(request.url);
        co_return response;
    }
    std::size_t requests = 0;
};

class NoMail final : public mail::Sender {
  public:
    Awaitable<mail::Outcome> send(alert::Mail) override { co_return mail::Outcome{}; }
};

// A state directory in which that many feeds were added by command and have been polled for a while.
class Stored {
  public:
    explicit Stored(std::size_t feeds) {
        std::string pattern = (std::filesystem::temp_directory_path() / "watchword-bench-XXXXXX").string();
        directory_ = mkdtemp(pattern.data());
        auto connection = open();
        connection->run_script("PRAGMA synchronous = OFF; BEGIN");
        for (std::size_t i = 0; i < feeds; ++i) {
            store::FeedRow row;
            row.url = "https://press" + std::to_string(i % 25'000) + ".example/feeds/" + std::to_string(i) + "/rss.xml";
            row.id = catalog::feed_id(row.url);
            row.title = "The title of feed number " + std::to_string(i);
            row.home_url = "https://press" + std::to_string(i % 25'000) + ".example/";
            row.etag = "\"5e8f-5a1c0d3c7e" + std::to_string(i) + "\"";
            row.last_modified = "Thu, 01 Jan 2026 00:00:00 GMT";
            row.last_poll = start - std::chrono::minutes(1);
            row.next_poll = start + std::chrono::hours(1) + interval * static_cast<long>(i) / static_cast<long>(feeds);
            store::save_feed_settings(*connection, row.id, row.url, R"({"tags":["press"]})", row.next_poll);
            store::save_feed(*connection, row);
        }
        connection->run_script("COMMIT");
    }
    ~Stored() { std::filesystem::remove_all(directory_); }

    std::unique_ptr<store::Connection> open() const {
        return std::move(*store::open(directory_, [](const std::string&) {}));
    }

  private:
    std::filesystem::path directory_;
};

struct Daemon {
    explicit Daemon(const Stored& stored)
        : clock(loop, start),
          app({clock, random, fetch, webhooks, mail, loop.get_executor(), loop.get_executor(), loop.get_executor()}, {},
              stored.open()) {
        asio::co_spawn(loop, app.prepare(), asio::detached);
        clock.run_ready();
    }

    asio::io_context loop;
    EvenRandom random;
    Unchanged fetch, webhooks;
    NoMail mail;
    runtime::VirtualClock clock;
    app::App app;
};

std::size_t wanted_feeds() {
    const char* wanted = std::getenv("WATCHWORD_BENCH_FEEDS");
    return wanted ? std::stoul(wanted) : 100'000;
}

const Stored& many_feeds() {
    static const Stored stored(wanted_feeds());
    return stored;
}

const Stored& few_feeds() {
    static const Stored stored(wanted_feeds() / 100);
    return stored;
}

std::size_t resident_bytes() {
    malloc_trim(0);
    std::ifstream statm("/proc/self/statm");
    std::size_t pages = 0, resident = 0;
    statm >> pages >> resident;
    return resident * static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
}

void start_up(benchmark::State& state) {
    const Stored& stored = many_feeds();
    for (auto _ : state) {
        Daemon daemon(stored);
        if (daemon.app.poller().counts().scheduled != wanted_feeds()) state.SkipWithError("feeds are missing");
    }
}
BENCHMARK(start_up)->Unit(benchmark::kMillisecond);

// What remains when the daemon is ready, beside one with a hundredth of the feeds.
void memory_per_feed(benchmark::State& state) {
    const Stored &many = many_feeds(), &few = few_feeds();
    for (auto _ : state) {
        auto small = std::make_unique<Daemon>(few);
        auto before = resident_bytes();
        auto large = std::make_unique<Daemon>(many);
        auto bytes = static_cast<double>(resident_bytes() - before);
        state.counters["bytes"] = bytes / static_cast<double>(wanted_feeds());
    }
}
BENCHMARK(memory_per_feed)->Iterations(1)->Unit(benchmark::kMillisecond);

// Polls that are spread over the interval, one after the other: each finds nothing and is stored, among many
// feeds and among few. The time of one must not depend on how many there are.
void poll_one(benchmark::State& state, const Stored& (*feeds)()) {
    Daemon daemon(feeds());
    asio::co_spawn(daemon.loop, daemon.app.run(), asio::detached);
    daemon.clock.run_until(start + std::chrono::hours(1));
    auto already = daemon.fetch.requests;
    for (auto _ : state) {
        auto polled = daemon.fetch.requests;
        daemon.clock.run_until(daemon.clock.now() + interval, [&] { return daemon.fetch.requests > polled; });
    }
    if (daemon.fetch.requests == already) state.SkipWithError("nothing was polled");
}
BENCHMARK_CAPTURE(poll_one, among_many, &many_feeds)->Unit(benchmark::kMicrosecond)->Iterations(2000);
BENCHMARK_CAPTURE(poll_one, among_few, &few_feeds)->Unit(benchmark::kMicrosecond)->Iterations(500);

}  // namespace
