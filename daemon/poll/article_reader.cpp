#include "daemon/poll/article_reader.hpp"

#include <algorithm>

#include "common/base/url.hpp"
#include "daemon/poll/reading.hpp"
#include "daemon/runtime/log.hpp"
#include "daemon/runtime/offload.hpp"
#include "daemon/runtime/with_timeout.hpp"

namespace watchword::poll {

namespace {

constexpr Duration store_retry = std::chrono::seconds(5);
constexpr Duration gather_interval = std::chrono::seconds(5);  // how late a reading again may be

unsigned page_slots(const catalog::Catalog& catalog) {
    return std::max(1U, catalog.config().fetch.connections / 2);
}

http::Request request_for(const store::ArticleRow& row, const config::Fetch& fetch) {
    http::Request request;
    request.url = row.url;
    request.timeout = fetch.timeout;
    request.body_bytes_max = fetch.body_max;
    request.redirects_max = fetch.redirects_max;
    request.headers.emplace_back("Accept", "text/html, application/xhtml+xml;q=0.9, */*;q=0.5");
    // Without a stored page an answer of 304 would leave us with nothing.
    if (row.revision > 0 && !row.etag.empty()) request.headers.emplace_back("If-None-Match", row.etag);
    if (row.revision > 0 && !row.last_modified.empty())
        request.headers.emplace_back("If-Modified-Since", row.last_modified);
    return request;
}

}  // namespace

ArticleReader::ArticleReader(Context& context)
    : context_(context),
      robots_(context),
      pages_(context.loop, page_slots(*context.catalog)),
      tasks_(context.loop, [](std::exception_ptr error) { std::rethrow_exception(error); }) {}

void ArticleReader::enqueue(std::vector<store::ReadingDue> due) {
    for (store::ReadingDue& one : due) {
        if (!queued_.insert(one.id).second) {
            again_.insert(one.id);
            continue;
        }
        Host& host = hosts_[one.host];
        host.queue.insert({static_cast<int>(one.priority), one.when, one.id});
        if (!std::exchange(host.served, true)) tasks_.spawn(serve(one.host));
    }
}

ArticleReader::Counts ArticleReader::counts() const { return {queued_.size() - reading_, reading_}; }

Awaitable<> ArticleReader::run() {
    std::exception_ptr stopped;
    try {
        while (true) {
            pages_.set_count(page_slots(*context_.catalog));
            auto until = context_.clock.now();
            auto after = gathered_until_;
            auto job = [after, until](store::Connection& c) { return store::readings_due(c, after, until); };
            auto due = co_await context_.store.read(job);
            if (due) {
                gathered_until_ = until;
                enqueue(std::move(*due));
            } else {
                log::error({.event = "store.failed", .reason = "readings"}, due.error().message);
            }
            co_await context_.clock.sleep_for(gather_interval);
        }
    } catch (...) {
        stopped = std::current_exception();
    }
    tasks_.cancel();
    co_await tasks_.join();
    std::rethrow_exception(stopped);
}

// One host's readings, one after the other. An article without a host (its feed gives no address) waits for nobody.
Awaitable<> ArticleReader::serve(std::string name) {
    while (!hosts_[name].queue.empty()) {
        auto place = hosts_[name].queue.begin();
        ArticleId id = place->id;
        hosts_[name].queue.erase(place);
        ++reading_;
        Duration pause = co_await read(id);
        --reading_;
        queued_.erase(id);
        if (again_.erase(id) > 0) {
            std::vector<store::ReadingDue> due(1, {id, name, store::Priority::news, context_.clock.now()});
            enqueue(std::move(due));
        }
        if (pause > Duration::zero()) co_await context_.clock.sleep_for(pause);
    }
    hosts_.erase(name);
}

// Reads one article; returns how long its host is left in peace after that.
Awaitable<Duration> ArticleReader::read(ArticleId id) {
    auto catalog = context_.catalog;
    auto look = [id, catalog](store::Connection& c) { return find_dossier(c, *catalog, id); };
    auto found = co_await context_.store.read(look);
    if (!found) {
        log::error({.event = "store.failed", .article = id.text()}, found.error().message);
        co_await context_.clock.sleep_for(store_retry);
        again_.insert(id);
        co_return Duration::zero();
    }
    // Asked for twice before it was read, it is not due any more.
    if (!*found || (*found)->row.next_reading.value_or(Time::max()) > context_.clock.now()) co_return Duration::zero();
    Dossier dossier = std::move(**found);
    Duration pause{};
    Fetched fetched;
    if (wants_page(article_settings(*catalog, dossier).fetch, dossier.row)) {
        pause = catalog->config().fetch.delay_per_host;
        auto page = co_await fetch_page(dossier.row);
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
        log::error({.event = "store.failed", .article = id.text()}, recorded.error().message);
        co_await context_.clock.sleep_for(store_retry);
        recorded = co_await context_.store.write(record);
    }
    if (!shared->event.empty()) log::debug({.event = shared->event, .article = id.text()}, shared->row.url + (shared->note.empty() ? "" : ": " + shared->note));
    if (recorded->alerts > 0) context_.outbox_filled();
    if (recorded->next_reading && gathered_until_ && *recorded->next_reading <= *gathered_until_) again_.insert(id);
    co_return pause;
}

Awaitable<ArticleReader::Page> ArticleReader::fetch_page(store::ArticleRow row) {
    Page page;
    const config::Fetch& fetch = context_.catalog->config().fetch;
    if (fetch.robots != config::Robots::ignore) {
        auto url = parse_url(row.url);
        if (url) {
            auto answer = co_await robots_.ask(*url);
            page.delay = answer.delay;
            if (!answer.allowed) {
                page.fetched.kind = Fetched::Kind::refused;
                page.fetched.reason = answer.why;
                co_return page;
            }
        }
    }
    auto slot = co_await pages_.take();
    auto request = request_for(row, context_.catalog->config().fetch);
    auto response = co_await context_.http.send(std::move(request));
    if (response) {
        page.fetched.kind = Fetched::Kind::answered;
        page.fetched.response = std::move(*response);
    } else {
        page.fetched.kind = Fetched::Kind::failed;
        page.fetched.reason = response.error().message;
    }
    co_return page;
}

}  // namespace watchword::poll
