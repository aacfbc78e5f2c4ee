#include "daemon/poll/article_reader.hpp"

#include <algorithm>
#include <utility>

#include "daemon/poll/reading.hpp"
#include "daemon/runtime/let_finish.hpp"
#include "daemon/runtime/log.hpp"
#include "daemon/runtime/offload.hpp"
#include "daemon/runtime/with_timeout.hpp"

namespace watchword::poll {

namespace {

constexpr Duration gather_interval = std::chrono::seconds(5);  // how late a reading again may be

// Of the connections; what is left of those for pages is for news.
unsigned background_slots(const catalog::Catalog& catalog) {
    return std::max(1U, catalog.config().fetch.connections / 4);
}

void log_reading(const Conclusion& read) {
    if (!read.event.empty())
        log::debug({.event = read.event, .article = read.row.id.text()},
                   read.row.url + (read.note.empty() ? "" : ": " + read.note));
}

void log_alerts(const Conclusion& read) {
    std::string feed = read.carriers.empty() ? "" : read.carriers.front().feed.text();
    for (const alert::Alert& alert : read.alerts)
        log::info({.event = std::string(alert::to_text(alert.event)),
                   .feed = feed,
                   .article = alert.article.id.text(),
                   .subscription = alert.subscription.name,
                   .alert = alert.id.text()},
                  alert.subscription.name + ": " + alert.article.title);
}

}  // namespace

ArticleReader::ArticleReader(Context& context)
    : context_(context),
      pages_(context),
      background_(context.loop, background_slots(*context.catalog)),
      tasks_(context.loop, [](std::exception_ptr error) { std::rethrow_exception(error); }) {}

void ArticleReader::wake(const std::string& name) {
    Host& host = hosts_.try_emplace(name, context_.loop).first->second;
    for (auto [queue, kind] : {std::pair(&host.news, Kind::news), std::pair(&host.background, Kind::background)}) {
        queue->woken = true;
        if (!std::exchange(queue->served, true)) tasks_.spawn(serve(name, kind));
    }
}

ArticleReader::Counts ArticleReader::counts() const {
    return {hosts_.size(), reading_};
}

Awaitable<> ArticleReader::run() {
    co_await tasks_.shelter(gather());
}

// Wakes the hosts whose readings fall due by time alone.
Awaitable<> ArticleReader::gather() {
    std::optional<Time> gathered_until;
    while (true) {
        pages_.follow_catalog();
        background_.set_count(background_slots(*context_.catalog));
        auto until = context_.clock.now();
        // After the clock was set back everything is looked at anew.
        auto after = gathered_until && *gathered_until > until ? std::nullopt : gathered_until;
        auto job = [after, until](store::Connection& c) { return store::hosts_due(c, after, until); };
        auto due = co_await context_.store.read(job);
        if (due) {
            gathered_until = until;
            for (const std::string& host : *due) wake(host);
        } else {
            log::error({.event = "store.failed", .reason = "readings"}, due.error().message);
        }
        co_await context_.clock.sleep_for(gather_interval);
    }
}

// One host's readings of a kind, until none is due.
Awaitable<> ArticleReader::serve(std::string name, Kind kind) {
    Host& host = hosts_.at(name);
    Queue& queue = kind == Kind::news ? host.news : host.background;
    while (std::exchange(queue.woken, false)) {
        bool more = true;
        while (more) more = co_await read_next(name, host, kind);
    }
    queue.served = false;
    if (!host.news.served && !host.background.served) hosts_.erase(name);
}

// Reads what goes first on that host and then leaves it in peace for a while; false when nothing is due.
Awaitable<bool> ArticleReader::read_next(std::string name, Host& host, Kind kind) {
    std::optional<runtime::Slot> share;
    if (kind == Kind::background) {
        auto slot = co_await background_.take();
        share.emplace(std::move(slot));
    }
    auto turn = co_await host.turn.take();
    auto catalog = context_.catalog;
    auto now = context_.clock.now();
    auto look = [name, kind, catalog, now](store::Connection& c) { return next_dossier(c, *catalog, name, kind, now); };
    auto found = co_await context_.store.read(look);
    if (!found) {
        log::error({.event = "store.failed", .reason = "readings"}, name + ": " + found.error().message);
        co_await context_.clock.sleep_for(store_retry);
        co_return true;
    }
    if (!*found) co_return false;
    ++reading_;
    auto reading = read(std::move(**found));
    Duration pause = co_await runtime::let_finish(context_.clock, finish_grace, std::move(reading));
    --reading_;
    share.reset();
    if (pause > Duration::zero()) co_await context_.clock.sleep_for(pause);
    co_return true;
}

std::optional<Dossier> ArticleReader::next_dossier(store::Connection& connection, const catalog::Catalog& catalog,
                                                   const std::string& host, Kind kind, Time now) {
    using enum store::Priority;
    auto id = store::next_reading(connection, host, kind == Kind::news ? news : again, now);
    if (!id && kind == Kind::background) id = store::next_reading(connection, host, baseline, now);
    return id ? find_dossier(connection, catalog, *id) : std::nullopt;
}

// Reads one article; returns how long its host is left in peace after that.
Awaitable<Duration> ArticleReader::read(Dossier dossier) {
    auto catalog = context_.catalog;
    ArticleId id = dossier.row.id;
    Duration pause{};
    Fetched fetched;
    if (wants_page(article_settings(*catalog, dossier).fetch, dossier.row) && !feed_goes_first(dossier)) {
        pause = catalog->config().fetch.delay_per_host;
        auto page = co_await pages_.fetch(dossier.row);
        fetched = std::move(page.fetched);
        pause = std::max(pause, page.delay);
    }
    fetched.at = context_.clock.now();
    auto conclusion = co_await runtime::offload(context_.cpu, conclude, catalog, std::move(dossier), std::move(fetched),
                                                context_.clock.now(), context_.random.unit());
    auto shared = std::make_shared<const Conclusion>(std::move(conclusion));
    auto now = context_.clock.now();
    auto record = [shared, catalog, now](store::Connection& c) { return record_reading(c, *catalog, *shared, now); };
    auto recorded = co_await context_.store.write(record);
    while (!recorded) {
        log::debug({.event = "store.failed", .article = id.text()}, recorded.error().message);
        co_await context_.clock.sleep_for(store_retry);
        recorded = co_await context_.store.write(record);
    }
    log_reading(*shared);
    if (recorded->alerts > 0) {
        log_alerts(*shared);
        context_.outbox_filled();
    }
    co_return pause;
}

}  // namespace watchword::poll
