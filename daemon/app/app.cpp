#include "daemon/app/app.hpp"

#include "common/schedule/rounded.hpp"
#include "daemon/manage/added.hpp"
#include "daemon/runtime/log.hpp"
#include "daemon/runtime/offload.hpp"
#include "daemon/store/archive_index.hpp"
#include "daemon/store/articles.hpp"
#include "daemon/store/dictionary.hpp"
#include "daemon/store/pruning.hpp"
#include "daemon/store/summary.hpp"

namespace watchword::app {

namespace {

constexpr Duration tidy_interval = std::chrono::hours(24);
constexpr Duration store_retry = std::chrono::seconds(5);
constexpr Duration clock_look = std::chrono::seconds(10);
constexpr Duration clock_slack = std::chrono::seconds(5);  // less is a correction that nobody notices

}  // namespace

App::App(World world, config::Config config, std::unique_ptr<store::Connection> connection)
    : world_(world),
      config_(std::move(config)),
      store_(std::move(connection), world.loop, world.disk),
      context_{
          world.clock,
          world.random,
          world.fetch,
          store_,
          world.loop,
          world.cpu,
          std::make_shared<const catalog::Catalog>(config_, std::vector<config::Feed>(),
                                                   std::vector<config::Subscription>(), std::vector<SubscriptionId>()),
          [this] { dispatcher_.look(); },
          [this] { hubs_.look(); }},
      reader_(context_),
      poller_(context_, [this](const std::string& host) { reader_.wake(host); }),
      hubs_(context_, [this](FeedId feed, Time when) { poller_.poll_by(feed, when); }),
      dispatcher_({world.clock, world.random, world.webhooks, world.mail, store_, world.loop, context_.catalog}) {}

Awaitable<std::shared_ptr<const catalog::Catalog>> App::make_catalog(config::Config config) {
    auto shared = std::make_shared<const config::Config>(std::move(config));
    auto job = [shared, before = context_.catalog](store::Connection& connection) {
        return manage::read_catalog(connection, *shared, before.get());
    };
    auto catalog = co_await store_.read(job);
    while (!catalog) {
        log::error({.event = "store.failed"}, catalog.error().message);
        co_await world_.clock.sleep_for(store_retry);
        catalog = co_await store_.read(job);
    }
    co_return *catalog;
}

Awaitable<> App::put_into_force(std::shared_ptr<const catalog::Catalog> catalog) {
    context_.catalog = catalog;
    dispatcher_.set_catalog(catalog);
    co_await poller_.reload();
    co_await hubs_.reload();
    dispatcher_.look();
}

Awaitable<> App::prepare() {
    co_await refresh();
}

Awaitable<> App::refresh() {
    auto catalog = co_await make_catalog(config_);
    co_await put_into_force(std::move(catalog));
}

Awaitable<> App::reload(config::Config config) {
    config_ = std::move(config);
    co_await refresh();
}

Awaitable<> App::run() {
    runtime::TaskGroup tasks(world_.loop, [](std::exception_ptr error) { std::rethrow_exception(error); });
    tasks.spawn(poller_.run());
    tasks.spawn(hubs_.run());
    tasks.spawn(reader_.run());
    tasks.spawn(dispatcher_.run());
    tasks.spawn(tidy_daily());
    tasks.spawn(watch_clock());
    co_await tasks.join();
}

Awaitable<> App::tidy_daily() {
    while (true) {
        if (auto keep = context_.catalog->config().state.keep) co_await prune(world_.clock.now() - *keep);
        co_await learn_dictionary();
        co_await merge_index();
        co_await world_.clock.sleep_for(tidy_interval);
    }
}

// Little by little, so that no poll waits for a long transaction.
Awaitable<> App::prune(Time before) {
    auto job = [before](store::Connection& connection) { return store::prune_some(connection, before); };
    bool more = true;
    while (more) {
        auto pruned = co_await store_.write(job);
        if (!pruned) log::error({.event = "store.failed", .reason = "prune"}, pruned.error().message);
        more = pruned && *pruned;
    }
}

// Little by little, too.
Awaitable<> App::merge_index() {
    auto wanted = co_await store_.read(store::wants_merge);
    bool more = wanted && *wanted;
    for (bool begins = true; more; begins = false) {
        auto job = [begins](store::Connection& connection) { return store::merge_some(connection, begins); };
        auto merged = co_await store_.write(job);
        if (!merged) log::error({.event = "store.failed", .reason = "index"}, merged.error().message);
        more = merged && *merged;
    }
}

// Once there are enough texts to learn from.
Awaitable<> App::learn_dictionary() {
    auto failed = [](const store::Failure& failure) {
        log::error({.event = "store.failed", .reason = "dictionary"}, failure.message);
    };
    auto wanted = co_await store_.read(store::wants_dictionary);
    if (!wanted) failed(wanted.error());
    if (!wanted || !*wanted) co_return;
    auto lesson = std::make_shared<store::Lesson>();
    auto gather = [lesson](store::Connection& connection) { return store::gather_some(connection, *lesson); };
    bool more = true;
    while (more) {
        auto gathered = co_await store_.read(gather);
        if (!gathered) {
            failed(gathered.error());
            co_return;
        }
        more = *gathered;
    }
    auto dictionary = co_await runtime::offload(world_.cpu, store::learn, std::move(lesson->texts));
    if (dictionary.empty()) co_return;
    auto save = [dictionary, now = world_.clock.now()](store::Connection& connection) {
        store::save_dictionary(connection, dictionary, now);
    };
    auto saved = co_await store_.write(save);
    if (!saved) failed(saved.error());
}

// Times that were noted before the clock is set back would not come until it shows again what it showed then. Set
// forward, it makes due what waits, which the bounds for hosts and connections spread.
Awaitable<> App::watch_clock() {
    while (true) {
        auto before = world_.clock.now();
        co_await world_.clock.sleep_for(clock_look);
        auto back = before + clock_look - world_.clock.now();
        if (back < clock_slack) continue;
        log::warning({.event = "clock.set_back"}, "the clock was set back by " + schedule::rounded(back) +
                                                      ": what waits keeps the length of its wait");
        co_await keep_waits(back);
    }
}

Awaitable<> App::keep_waits(Duration back) {
    auto job = [now = world_.clock.now(), back](store::Connection& connection) {
        store::keep_reading_waits(connection, now, back);
    };
    auto stored = co_await store_.write(job);
    while (!stored) {
        co_await world_.clock.sleep_for(store_retry);
        stored = co_await store_.write(job);
    }
    co_await dispatcher_.keep_waits(back);
    co_await poller_.reload();
    co_await hubs_.reload();
}

Awaitable<std::string> App::summary() {
    auto read = co_await store_.read(store::summarise);
    if (!read) co_return "the database cannot be read: " + read.error().message;
    const store::Summary& s = *read;
    auto feeds = context_.catalog->feeds().size();
    if (feeds == 0) co_return "nothing to do: add a feed to the configuration, or with `watchword feeds add URL`";
    std::string text = std::to_string(feeds) + (feeds == 1 ? " feed, " : " feeds, ") + std::to_string(s.feeds_failing) +
                       " failing; " + std::to_string(s.deliveries_pending) +
                       (s.deliveries_pending == 1 ? " delivery waiting" : " deliveries waiting");
    if (s.last_alert) text += "; last alert " + to_rfc3339(*s.last_alert);
    if (auto trouble = store_.trouble()) text += "; the database cannot be written: " + trouble->message;
    co_return text;
}

}  // namespace watchword::app
