#pragma once

#include <optional>
#include <string>
#include <unordered_map>

#include "daemon/poll/context.hpp"
#include "daemon/poll/page_fetcher.hpp"
#include "daemon/runtime/slots.hpp"
#include "daemon/runtime/task_group.hpp"

namespace watchword::poll {

// Reads articles when they are due, host by host: the second of the three commits on the data's way. One host's
// readings follow each other with the configured delay and its robots.txt obeyed; hosts do not wait for each other.
// News waits for nothing but its host; all other readings share what few may be under way at once, those again before
// baselines. The queue is the database; here stand only the hosts at work.
class ArticleReader {
  public:
    explicit ArticleReader(Context& context);

    // Until cancelled; then it lets the readings under way end and be recorded, for a bounded time.
    Awaitable<> run();

    // The host has readings that are due.
    void wake(const std::string& host);

    struct Counts {
        std::size_t hosts = 0;  // that something of is read, or waited for
        std::size_t reading = 0;
    };
    Counts counts() const;

  private:
    enum class Kind { news, background };
    struct Queue {
        bool served = false;  // a coroutine is at it
        bool woken = false;   // since that last looked
    };
    struct Host {
        explicit Host(asio::any_io_executor loop) : turn(std::move(loop), 1) {}
        runtime::Slots turn;  // one reading at a time, and the pause after it
        Queue news, background;
    };

    Awaitable<> gather();
    Awaitable<> serve(std::string name, Kind kind);
    Awaitable<bool> read_next(std::string name, Host& host, Kind kind);
    static std::optional<Dossier> next_dossier(store::Connection& connection, const catalog::Catalog& catalog,
                                               const std::string& host, Kind kind, Time now);
    Awaitable<Duration> read(Dossier dossier);

    Context& context_;
    PageFetcher pages_;
    std::unordered_map<std::string, Host> hosts_;
    std::size_t reading_ = 0;
    runtime::Slots background_;  // readings that are no news
    runtime::TaskGroup tasks_;
};

}  // namespace watchword::poll
