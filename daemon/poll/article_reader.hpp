#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <unordered_set>

#include "daemon/poll/context.hpp"
#include "daemon/poll/reading.hpp"
#include "daemon/poll/robots_cache.hpp"
#include "daemon/runtime/slots.hpp"
#include "daemon/runtime/task_group.hpp"

namespace watchword::poll {

// Reads articles when they are due, host by host: the second of the three commits on the data's way. One host's readings
// follow each other with the configured delay and its robots.txt obeyed; hosts do not wait for each other; news goes
// before readings again, and those before baselines.
class ArticleReader {
  public:
    explicit ArticleReader(Context& context);

    // Until cancelled.
    Awaitable<> run();

    // Readings that are due now; those already in the queue are done once more after they are done.
    void enqueue(std::vector<store::ReadingDue> due);

    struct Counts {
        std::size_t queued = 0;   // due and waiting for their host's turn
        std::size_t reading = 0;
    };
    Counts counts() const;

  private:
    struct Place {
        int priority;
        Time when;
        ArticleId id;
        auto operator<=>(const Place&) const = default;
    };
    struct Host {
        std::set<Place> queue;
        bool served = false;  // a coroutine is at it
    };

    struct Page {
        Fetched fetched;
        Duration delay{};  // that robots.txt asks for
    };

    Awaitable<> serve(std::string name);
    Awaitable<Duration> read(ArticleId id);
    Awaitable<Page> fetch_page(store::ArticleRow row);

    Context& context_;
    RobotsCache robots_;
    std::map<std::string, Host> hosts_;
    std::unordered_set<ArticleId> queued_;  // including the one being read
    std::unordered_set<ArticleId> again_;   // due once more
    std::optional<Time> gathered_until_;
    std::size_t reading_ = 0;
    runtime::Slots pages_;  // of the connections, so that pages never starve the feeds
    runtime::TaskGroup tasks_;
};

}  // namespace watchword::poll
