#pragma once

#include <memory>
#include <string>
#include <vector>

#include "config/config.hpp"
#include "daemon/deliver/dispatcher.hpp"
#include "daemon/http/client.hpp"
#include "daemon/mail/sender.hpp"
#include "daemon/poll/article_reader.hpp"
#include "daemon/poll/feed_poller.hpp"
#include "daemon/poll/hubs.hpp"
#include "daemon/runtime/clock.hpp"
#include "daemon/runtime/random.hpp"
#include "daemon/runtime/task_group.hpp"
#include "daemon/store/store.hpp"

namespace watchword::app {

// Everything outside: the process passes the real one, a simulation its own. All must outlive the App.
struct World {
    runtime::Clock& clock;
    runtime::Random& random;
    http::Client& fetch;     // feeds, pages and robots.txt
    http::Client& webhooks;  // receivers
    mail::Sender& mail;
    asio::any_io_executor loop;
    asio::any_io_executor cpu;
    asio::any_io_executor disk;  // of one thread
};

// The daemon's work: polling, reading, delivering, and the housekeeping between. Lives on the loop thread.
class App {
  public:
    // `connection` is open and migrated.
    App(World world, config::Config config, std::unique_ptr<store::Connection> connection);

    // Reads the schedule from the database; after this the daemon is ready.
    Awaitable<> prepare();

    // Works until cancelled, then lets what is under way end.
    Awaitable<> run();

    // All or nothing: on return the new configuration is in force, without losing a schedule.
    Awaitable<> reload(config::Config config);

    poll::FeedPoller& poller() { return poller_; }
    poll::Hubs& hubs() { return hubs_; }
    poll::ArticleReader& reader() { return reader_; }
    deliver::Dispatcher& dispatcher() { return dispatcher_; }
    store::Store& store() { return store_; }
    std::shared_ptr<const catalog::Catalog> catalog() const { return context_.catalog; }
    Time now() const { return world_.clock.now(); }

    // Rebuilds the catalog after feeds or subscriptions were added, removed, paused or resumed by command.
    Awaitable<> refresh();

    // One line for the service manager: "1,204 feeds, 3 failing; 12 deliveries waiting; last alert 09:12:44Z".
    Awaitable<std::string> summary();

  private:
    Awaitable<std::shared_ptr<const catalog::Catalog>> make_catalog(config::Config config);
    Awaitable<> put_into_force(std::shared_ptr<const catalog::Catalog> catalog);
    Awaitable<> tidy_daily();
    Awaitable<> prune(Time before);
    Awaitable<> learn_dictionary();
    Awaitable<> merge_index();
    Awaitable<> watch_clock();
    Awaitable<> keep_waits(Duration back);

    World world_;
    config::Config config_;  // as read from the files
    store::Store store_;
    poll::Context context_;
    poll::ArticleReader reader_;
    poll::FeedPoller poller_;
    poll::Hubs hubs_;
    deliver::Dispatcher dispatcher_;
};

}  // namespace watchword::app
