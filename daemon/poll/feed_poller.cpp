#include "daemon/poll/feed_poller.hpp"

#include <algorithm>
#include <unordered_set>

#include "common/schedule/next_poll.hpp"
#include "daemon/poll/poll_record.hpp"
#include "daemon/runtime/let_finish.hpp"
#include "daemon/runtime/log.hpp"
#include "daemon/runtime/offload.hpp"
#include "daemon/runtime/with_timeout.hpp"
#include "daemon/store/feeds.hpp"

namespace watchword::poll {

namespace {

constexpr std::size_t polling_max = 20'000;  // coroutines that wait for their host's turn
// A quarter of the connections serves the feeds that failed last time; another is for those alone that answered last
// time, so that they are polled however many others keep us waiting.
constexpr unsigned parts = 4;

unsigned suspect_slots(const catalog::Catalog& catalog) {
    return std::max(1U, catalog.config().fetch.connections / parts);
}

unsigned doubtful_slots(const catalog::Catalog& catalog) {
    return std::max(1U, catalog.config().fetch.connections - suspect_slots(catalog));
}

http::Request request_for(const store::FeedRow& row, const std::string& address, const config::Fetch& fetch) {
    http::Request request;
    request.url = address;
    request.timeout = fetch.timeout;
    request.body_bytes_max = fetch.body_max;
    request.redirects_max = fetch.redirects_max;
    request.headers.emplace_back(
        "Accept",
        "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, "
        "text/xml;q=0.8, */*;q=0.5");
    if (!row.etag.empty()) request.headers.emplace_back("If-None-Match", row.etag);
    if (!row.last_modified.empty()) request.headers.emplace_back("If-Modified-Since", row.last_modified);
    return request;
}

void log_poll(const Polled& polled, const PollRecorded& recorded) {
    if (!polled.failure.empty()) {
        log::info({.event = "feed.failed", .reason = polled.failure, .feed = polled.row.id.text()},
                  polled.row.url + ": " + polled.failure + "; " + recorded.why);
        return;
    }
    if (!polled.other_feed.empty()) {
        if (polled.row.trouble.empty())
            log::warning({.event = "feed.moved", .feed = polled.row.id.text()},
                         polled.row.url + " leads to " + polled.other_feed +
                             ", which is a feed of its own here and is polled once: remove one of the two");
        return;
    }
    if (polled.incoming && polled.incoming->document.shortfall != polled.row.trouble &&
        !polled.incoming->document.shortfall.empty())
        log::info({.event = "feed.cut", .reason = polled.incoming->document.shortfall, .feed = polled.row.id.text()},
                  polled.row.url + ": " + polled.incoming->document.shortfall);
    auto listed = std::to_string(recorded.counts.added);
    if (recorded.baseline)
        log::info({.event = "feed.baseline", .feed = polled.row.id.text()},
                  polled.row.url + ": read for the first time, " + listed +
                      (recorded.counts.added == 1 ? " entry; " : " entries; ") + recorded.why);
    else
        log::debug({.event = "feed.polled", .feed = polled.row.id.text()},
                   polled.row.url + ": " + std::to_string(polled.status) + ", " + listed + " new, " +
                       std::to_string(recorded.counts.changed) + " changed; " + recorded.why);
}

void log_notices(const Polled& polled, const PollRecorded& recorded) {
    for (const alert::Notice& notice : recorded.notices) {
        bool good = notice.event == alert::Event::feed_recovered;
        log::write(
            good ? log::Level::info : log::Level::warning,
            {.event = std::string(alert::to_text(notice.event)), .reason = notice.reason, .feed = polled.row.id.text()},
            notice.subject + ": " + notice.reason);
    }
}

}  // namespace

FeedPoller::FeedPoller(Context& context, std::function<void(const std::string&)> news)
    : context_(context),
      news_(std::move(news)),
      changed_(context.loop),
      suspects_(context.loop, suspect_slots(*context.catalog)),
      doubtful_(context.loop, doubtful_slots(*context.catalog)),
      tasks_(context.loop, [](std::exception_ptr error) { std::rethrow_exception(error); }) {}

void FeedPoller::schedule(FeedId id, Time when) {
    auto [place, added] = scheduled_.try_emplace(id, when);
    if (!added) {
        due_.erase({place->second, id});
        place->second = when;
    }
    due_.emplace(when, id);
    changed_.notify_all();
}

Awaitable<std::optional<FeedPoller::Report>> FeedPoller::poll_now(FeedId id) {
    const config::Feed* feed = context_.catalog->feed(id);
    if (!feed || !feed->enabled) co_return std::nullopt;
    auto& place = awaited_[id];
    if (!place) place = std::make_shared<Waiting>();
    auto waiting = place;
    if (!polling_.contains(id)) schedule(id, context_.clock.now());
    while (!waiting->done) co_await changed_.wait();
    co_return waiting->report;
}

void FeedPoller::poll_by(FeedId id, Time when) {
    const config::Feed* feed = context_.catalog->feed(id);
    if (!feed || !feed->enabled) return;
    if (polling_.contains(id)) {
        // What is being fetched may be from before the news.
        again_[id] = when;
        return;
    }
    auto scheduled = scheduled_.find(id);
    if (scheduled == scheduled_.end() || when < scheduled->second) schedule(id, when);
}

FeedPoller::Counts FeedPoller::counts() const {
    return {scheduled_.size(), polling_.size()};
}

Awaitable<> FeedPoller::reload() {
    auto catalog = context_.catalog;
    auto now = context_.clock.now();
    suspects_.set_count(suspect_slots(*catalog));
    doubtful_.set_count(doubtful_slots(*catalog));
    auto enlist = [catalog, now](store::Connection& connection) {
        auto stored = store::feed_schedule(connection);
        std::unordered_set<FeedId> known;
        for (const store::FeedDue& feed : stored) known.insert(feed.id);
        // Of very many feeds, few are new.
        for (const auto& [id, feed] : catalog->feeds())
            if (!known.contains(id)) store::enlist_feed(connection, id, feed.url, now);
        return catalog->feeds().size() > known.size() ? store::feed_schedule(connection) : stored;
    };
    auto schedule_read = co_await context_.store.write(enlist);
    while (!schedule_read) {
        log::error({.event = "store.failed", .reason = "schedule"}, schedule_read.error().message);
        co_await context_.clock.sleep_for(store_retry);
        schedule_read = co_await context_.store.write(enlist);
    }
    due_.clear();
    scheduled_.clear();
    for (const store::FeedDue& feed : *schedule_read) {
        const config::Feed* settings = catalog->feed(feed.id);
        if (settings && settings->enabled && !polling_.contains(feed.id)) {
            auto when = schedule::anchored(feed.next_poll, feed.last_poll, settings->poll, now, context_.random.unit());
            scheduled_.emplace(feed.id, when);
            due_.emplace(when, feed.id);
        }
    }
    changed_.notify_all();
}

Awaitable<> FeedPoller::run() {
    co_await tasks_.shelter(start_polls());
}

Awaitable<> FeedPoller::start_polls() {
    while (true) {
        auto now = context_.clock.now();
        while (!due_.empty() && due_.begin()->first <= now && polling_.size() < polling_max) {
            FeedId id = due_.begin()->second;
            due_.erase(due_.begin());
            if (polling_.insert(id).second) tasks_.spawn(poll_and_reschedule(id));
        }
        Duration wait = std::chrono::hours(1);
        if (!due_.empty() && polling_.size() < polling_max)
            wait = std::clamp(due_.begin()->first - now, Duration(1), wait);
        co_await runtime::with_timeout(context_.clock, wait, changed_.wait());
    }
}

Awaitable<> FeedPoller::poll_and_reschedule(FeedId id) {
    auto report = co_await poll(id);
    polling_.erase(id);
    if (auto again = again_.extract(id)) poll_by(id, again.mapped());
    tell_waiting(id, std::move(report));
    changed_.notify_all();
}

void FeedPoller::tell_waiting(FeedId id, std::optional<Report> report) {
    auto waiting = awaited_.find(id);
    if (waiting == awaited_.end()) return;
    waiting->second->report = std::move(report);
    waiting->second->done = true;
    awaited_.erase(waiting);
}

Awaitable<std::optional<FeedPoller::Report>> FeedPoller::poll(FeedId id) {
    auto catalog = context_.catalog;
    const config::Feed* feed = catalog->feed(id);
    auto look_up = [id](store::Connection& c) { return store::find_feed(c, id); };
    auto found = co_await context_.store.read(look_up);
    if (!found) {
        log::error({.event = "store.failed", .feed = id.text()}, found.error().message);
        schedule(id, context_.clock.now() + store_retry);
        co_return std::nullopt;
    }
    if (!feed || !*found) co_return std::nullopt;

    store::FeedRow row = std::move(**found);
    auto history = history_of(row);
    auto address = schedule::address_to_ask(row.url, history.move, history.failures, context_.clock.now());
    if (address != row.url && is_another_feed(*catalog, id, address)) {
        Polled outcome;
        outcome.row = std::move(row);
        outcome.other_feed = outcome.address = std::move(address);
        outcome.at = context_.clock.now();
        auto report = co_await record(std::move(catalog), std::move(outcome));
        co_return report;
    }
    auto trust = !row.last_poll ? Trust::unknown : Trust::good;
    if (history.failures > 0) trust = Trust::failed;
    auto share = co_await take_share(trust);
    auto asking = ask(std::move(catalog), std::move(row), std::move(address));
    auto report = co_await runtime::let_finish(context_.clock, finish_grace, std::move(asking));
    co_return report;
}

Awaitable<FeedPoller::Report> FeedPoller::ask(std::shared_ptr<const catalog::Catalog> catalog, store::FeedRow row,
                                              std::string address) {
    auto request = request_for(row, address, catalog->config().fetch);
    request.stop_at = [catalog, id = row.id](const std::string& url) { return is_another_feed(*catalog, id, url); };
    auto response = co_await context_.http.send(std::move(request));
    auto outcome = polled(std::move(row), std::move(address), response, context_.clock.now());
    if (response && response->status == 200) {
        auto content_type = std::string(response->header("content-type").value_or(""));
        auto incoming = co_await runtime::offload(context_.cpu, read_feed, std::move(response->body),
                                                  std::move(response->url), std::move(content_type));
        outcome.failure = incoming.failure;
        outcome.incoming = std::move(incoming);
    }
    auto report = co_await record(std::move(catalog), std::move(outcome));
    co_return report;
}

// Stores what a poll came to and plans the next.
Awaitable<FeedPoller::Report> FeedPoller::record(std::shared_ptr<const catalog::Catalog> catalog, Polled outcome) {
    FeedId id = outcome.row.id;
    double jitter = context_.random.unit();
    auto shared = std::make_shared<const Polled>(std::move(outcome));
    auto job = [shared, catalog, jitter](store::Connection& connection) {
        return record_poll(connection, *catalog, *shared, jitter);
    };
    auto stored = co_await context_.store.write(job);
    while (!stored) {
        // Nothing of the answer is lost: its validators are not stored either, so it would come again; trying the
        // commit again spares the publisher that.
        log::debug({.event = "store.failed", .feed = id.text()}, stored.error().message);
        co_await context_.clock.sleep_for(store_retry);
        stored = co_await context_.store.write(job);
    }
    log_poll(*shared, *stored);
    log_notices(*shared, *stored);
    if (stored->next_poll) schedule(id, *stored->next_poll);
    for (const std::string& host : stored->counts.hosts) news_(host);
    if (!stored->notices.empty()) context_.outbox_filled();
    if (stored->hub_found) context_.hub_found();
    Report report{shared->failure, shared->status, stored->counts.listed, stored->counts.added, stored->counts.changed};
    co_return report;
}

Awaitable<FeedPoller::Share> FeedPoller::take_share(Trust trust) {
    Share share;
    if (trust == Trust::failed) {
        auto slot = co_await suspects_.take();
        share.of_suspects.emplace(std::move(slot));
    }
    if (trust != Trust::good) {
        auto slot = co_await doubtful_.take();
        share.of_doubtful.emplace(std::move(slot));
    }
    co_return share;
}

}  // namespace watchword::poll
