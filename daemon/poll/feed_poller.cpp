#include "daemon/poll/feed_poller.hpp"

#include <algorithm>

#include "common/schedule/next_poll.hpp"
#include "daemon/poll/poll_record.hpp"
#include "daemon/runtime/log.hpp"
#include "daemon/runtime/offload.hpp"
#include "daemon/runtime/with_timeout.hpp"
#include "daemon/store/feeds.hpp"

namespace watchword::poll {

namespace {

constexpr std::size_t polling_max = 20'000;              // coroutines that wait for their host's turn
constexpr Duration store_retry = std::chrono::seconds(5);  // after the database refused a commit
constexpr unsigned suspects_share = 4;                   // of the connections, a quarter

unsigned suspect_slots(const catalog::Catalog& catalog) {
    return std::max(1U, catalog.config().fetch.connections / suspects_share);
}

http::Request request_for(const store::FeedRow& row, const std::string& address, const config::Fetch& fetch) {
    http::Request request;
    request.url = address;
    request.timeout = fetch.timeout;
    request.body_bytes_max = fetch.body_max;
    request.redirects_max = fetch.redirects_max;
    request.headers.emplace_back("Accept",
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
    if (!log::enabled(log::Level::debug)) return;
    log::debug({.event = "feed.polled", .feed = polled.row.id.text()},
               polled.row.url + ": " + std::to_string(polled.status) + ", " + std::to_string(recorded.counts.added) +
                   " new, " + std::to_string(recorded.counts.changed) + " changed; " + recorded.why);
}

}  // namespace

FeedPoller::FeedPoller(Context& context, std::function<void(std::vector<store::ReadingDue>)> news)
    : context_(context),
      news_(std::move(news)),
      changed_(context.loop),
      suspects_(context.loop, suspect_slots(*context.catalog)),
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

bool FeedPoller::poll_now(FeedId id) {
    if (!scheduled_.contains(id)) return false;
    if (!polling_.contains(id)) schedule(id, context_.clock.now());
    return true;
}

FeedPoller::Counts FeedPoller::counts() const { return {scheduled_.size(), polling_.size()}; }

Awaitable<> FeedPoller::reload() {
    auto catalog = context_.catalog;
    auto now = context_.clock.now();
    suspects_.set_count(suspect_slots(*catalog));
    auto enlist = [catalog, now](store::Connection& connection) {
        for (const auto& [id, feed] : catalog->feeds()) store::enlist_feed(connection, id, feed.url, now);
        return store::feed_schedule(connection);
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
    std::exception_ptr stopped;
    try {
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
    } catch (...) {
        stopped = std::current_exception();
    }
    tasks_.cancel();
    co_await tasks_.join();
    std::rethrow_exception(stopped);
}

Awaitable<> FeedPoller::poll_and_reschedule(FeedId id) {
    co_await poll(id);
    polling_.erase(id);
    changed_.notify_all();
}

Awaitable<> FeedPoller::poll(FeedId id) {
    auto catalog = context_.catalog;
    const config::Feed* feed = catalog->feed(id);
    auto look_up = [id](store::Connection& c) { return store::find_feed(c, id); };
    auto found = co_await context_.store.read(look_up);
    if (!found) {
        log::error({.event = "store.failed", .feed = id.text()}, found.error().message);
        schedule(id, context_.clock.now() + store_retry);
        co_return;
    }
    if (!feed || !*found) co_return;

    store::FeedRow row = std::move(**found);
    auto history = history_of(row);
    auto address = schedule::address_to_ask(row.url, history.move, history.failures, context_.clock.now());
    auto request = request_for(row, address, catalog->config().fetch);
    auto response = co_await send(std::move(request), history.failures > 0);
    auto outcome = polled(std::move(row), std::move(address), response, context_.clock.now());
    if (response && response->status == 200) {
        auto content_type = std::string(response->header("content-type").value_or(""));
        auto incoming = co_await runtime::offload(context_.cpu, read_feed, std::move(response->body),
                                                  std::move(response->url), std::move(content_type));
        outcome.failure = incoming.failure;
        outcome.incoming = std::move(incoming);
    }

    double jitter = context_.random.unit();
    auto shared = std::make_shared<const Polled>(std::move(outcome));
    auto record = [shared, catalog, jitter](store::Connection& connection) {
        return record_poll(connection, *catalog, *shared, jitter);
    };
    auto stored = co_await context_.store.write(record);
    while (!stored) {
        // Nothing of the answer is lost: its validators are not stored either, so it would come again; trying the commit
        // again spares the publisher that.
        log::error({.event = "store.failed", .feed = id.text()}, stored.error().message);
        co_await context_.clock.sleep_for(store_retry);
        stored = co_await context_.store.write(record);
    }
    log_poll(*shared, *stored);
    if (stored->next_poll) schedule(id, *stored->next_poll);
    if (!stored->counts.due.empty()) news_(std::move(stored->counts.due));
    if (stored->notices > 0) context_.outbox_filled();
}

Awaitable<Result<http::Response, http::Error>> FeedPoller::send(http::Request request, bool suspect) {
    if (!suspect) co_return co_await context_.http.send(std::move(request));
    auto slot = co_await suspects_.take();
    auto response = co_await context_.http.send(std::move(request));
    co_return response;
}

}  // namespace watchword::poll
