#include "daemon/poll/hubs.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "common/base/printable.hpp"
#include "common/base/url.hpp"
#include "common/schedule/next_poll.hpp"
#include "common/websub/signature.hpp"
#include "daemon/poll/poll_record.hpp"
#include "daemon/runtime/log.hpp"
#include "daemon/runtime/offload.hpp"
#include "daemon/runtime/with_timeout.hpp"
#include "daemon/store/feeds.hpp"

namespace watchword::poll {

namespace {

constexpr unsigned asking_max = 8;  // hubs at a time
constexpr unsigned redirects_max = 3;
constexpr unsigned leaving_max = 3;  // requests to be told no longer; what comes then is answered with 410
constexpr std::uint64_t answer_bytes_max = 4 << 10;
constexpr std::size_t said_bytes_max = 200;  // of what a hub says, for a person
constexpr Duration idle = std::chrono::hours(1);

bool is_polled(const catalog::Catalog& catalog, FeedId id) {
    const config::Feed* feed = catalog.feed(id);
    return feed && feed->enabled;
}

bool check(std::string signature, std::string secret, std::string body) {
    return websub::is_signed(signature, secret, body);
}

// Whether there is nothing more to ask for: of a feed that is not polled any more.
bool has_left(const store::WebsubRow& row, Time now) {
    return row.lease_ends <= now || row.asked >= leaving_max;
}

// The rows whose hubs are asked now, as they are with this request counted.
std::vector<store::WebsubRow> claim(store::Connection& connection, const catalog::Catalog& catalog, unsigned count,
                                    Time now, double jitter) {
    std::vector<store::WebsubRow> claimed;
    for (store::WebsubRow& row : store::hubs_to_ask(connection, now, count)) {
        if (!is_polled(catalog, row.feed) && has_left(row, now)) {
            store::forget_hub(connection, row.feed);
            continue;
        }
        row.next_try = now + websub::retry_wait(++row.asked, jitter);
        store::save_asking(connection, row.feed, row.asked, row.next_try);
        claimed.push_back(std::move(row));
    }
    return claimed;
}

std::string denial_of(const websub::Inquiry& inquiry) {
    std::string denial = "the hub denied it";
    if (!inquiry.reason.empty()) denial += ": " + printable(inquiry.reason, said_bytes_max);
    return denial;
}

// Stores what a hub said, when it is what we want to hear. Gives the feed it spoke of, or none.
FeedId settle(store::Connection& connection, const catalog::Catalog& catalog, const std::string& code,
              const websub::Inquiry& inquiry, Time now, double jitter) {
    using Kind = websub::Inquiry::Kind;
    auto row = store::find_websub(connection, code);
    if (!row || row->topic != inquiry.topic) return {};
    bool wanted = is_polled(catalog, row->feed);
    if (wanted ? inquiry.kind == Kind::leave : inquiry.kind == Kind::confirm) return {};
    if (!wanted)
        store::forget_hub(connection, row->feed);
    else if (inquiry.kind == Kind::denied)
        store::save_denial(connection, row->feed, now + websub::denied_wait, denial_of(inquiry));
    else
        store::save_lease(connection, row->feed, now + inquiry.lease,
                          now + websub::renewal_wait(inquiry.lease, jitter));
    return row->feed;
}

void log_inquiry(FeedId feed, const websub::Inquiry& inquiry) {
    if (inquiry.kind == websub::Inquiry::Kind::denied)
        log::info({.event = "hub.denied", .reason = denial_of(inquiry), .feed = feed.text()},
                  inquiry.topic + ": " + denial_of(inquiry));
    else if (inquiry.kind == websub::Inquiry::Kind::leave)
        log::info({.event = "hub.left", .feed = feed.text()}, inquiry.topic + ": its hub tells of news no more");
    else
        log::info({.event = "hub.confirmed", .feed = feed.text()},
                  inquiry.topic + ": its hub tells of news for " + to_text(inquiry.lease));
}

}  // namespace

Hubs::Hubs(Context& context, std::function<void(FeedId, Time)> told)
    : context_(context),
      told_(std::move(told)),
      changed_(context.loop),
      tasks_(context.loop, [](std::exception_ptr error) { std::rethrow_exception(error); }) {}

void Hubs::look() {
    look_ = true;
    changed_.notify_all();
}

Awaitable<> Hubs::reload() {
    if (!public_url().empty()) {
        auto now = context_.clock.now();
        auto job = [catalog = context_.catalog, now](store::Connection& connection) {
            store::readdress_hubs(connection, catalog->config().server.public_url, now, now + websub::renewal_max);
            for (FeedId feed : store::feeds_with_hubs(connection))
                if (!is_polled(*catalog, feed)) store::leave_hub(connection, feed, now);
            return true;
        };
        auto stored = co_await context_.store.write(job);
        if (!stored) log::error({.event = "store.failed", .reason = "websub"}, stored.error().message);
    }
    look();
}

Awaitable<> Hubs::run() {
    co_await tasks_.shelter(ask_those_due());
}

Awaitable<> Hubs::ask_those_due() {
    while (true) {
        look_ = false;
        Duration wait = idle;
        if (!public_url().empty()) wait = co_await ask_some();
        if (!look_) co_await runtime::with_timeout(context_.clock, wait, changed_.wait());
    }
}

// How long there is nothing more to do, unless something happens.
Awaitable<Duration> Hubs::ask_some() {
    auto asking = tasks_.size();
    if (asking >= asking_max) co_return idle;
    auto next = co_await context_.store.read(store::next_hub_to_ask);
    auto now = context_.clock.now();
    if (next && (!*next || **next > now)) co_return *next ? std::min(**next - now, idle) : idle;
    auto job = [catalog = context_.catalog, count = static_cast<unsigned>(asking_max - asking), now,
                jitter = context_.random.unit()](store::Connection& connection) {
        return claim(connection, *catalog, count, now, jitter);
    };
    auto claimed = co_await context_.store.write(job);
    if (!claimed) {
        log::error({.event = "store.failed", .reason = "websub"}, claimed.error().message);
        co_return store_retry;
    }
    for (store::WebsubRow& row : *claimed) tasks_.spawn(ask(std::move(row)));
    co_return Duration(1);
}

Awaitable<> Hubs::ask(store::WebsubRow row) {
    bool wanted = is_polled(*context_.catalog, row.feed);
    auto callback = public_url() + "/websub/" + row.code;
    auto form = wanted ? websub::subscribe_form(callback, row.topic, row.secret)
                       : websub::unsubscribe_form(callback, row.topic);
    auto trouble = co_await send(row.hub, std::move(form));
    if (!trouble.empty()) {
        log::info(
            {.event = "hub.failed", .reason = trouble, .feed = row.feed.text()},
            "the hub " + row.hub + " could not be asked to tell of news" + (wanted ? "" : " no more") + ": " + trouble);
        auto job = [feed = row.feed, next_try = row.next_try, trouble](store::Connection& connection) {
            store::save_hub_trouble(connection, feed, next_try, trouble);
            return true;
        };
        auto stored = co_await context_.store.write(job);
        if (!stored) log::error({.event = "store.failed", .feed = row.feed.text()}, stored.error().message);
    }
    look();
}

// Why the request failed, for a person; empty: the hub took it.
Awaitable<std::string> Hubs::send(std::string hub, std::string form) {
    for (unsigned hops = 0; hops <= redirects_max; ++hops) {
        http::Request request;
        request.method = http::Method::post;
        request.url = hub;
        request.headers.emplace_back("Content-Type", "application/x-www-form-urlencoded");
        request.body = form;
        request.timeout = context_.catalog->config().fetch.timeout;
        request.body_bytes_max = answer_bytes_max;
        request.truncate = true;
        request.redirects_max = 0;
        auto response = co_await context_.http.send(std::move(request));
        if (!response) co_return response.error().message;
        if (response->status >= 200 && response->status < 300) co_return "";
        // The two redirects that keep a POST what it is.
        bool redirected = response->status == 307 || response->status == 308;
        auto next = redirected ? resolve_url(hub, response->header("location").value_or("")) : std::nullopt;
        if (!next)
            co_return "the hub answered " + std::to_string(response->status) + ' ' +
                printable(response->body, said_bytes_max);
        hub = next->text;
    }
    co_return "the hub redirects more than " + std::to_string(redirects_max) + " times";
}

Awaitable<Hubs::Answer> Hubs::inquired(std::string code, websub::Inquiry inquiry) {
    if (public_url().empty() || inquiry.kind == websub::Inquiry::Kind::other) co_return Answer();
    auto shared = std::make_shared<const websub::Inquiry>(std::move(inquiry));
    auto job = [shared, code, catalog = context_.catalog, now = context_.clock.now(), jitter = context_.random.unit()](
                   store::Connection& connection) { return settle(connection, *catalog, code, *shared, now, jitter); };
    auto stored = co_await context_.store.write(job);
    if (!stored) {
        log::error({.event = "store.failed", .reason = "websub"}, stored.error().message);
        Answer later{503};
        co_return later;
    }
    if (!*stored) co_return Answer();
    log_inquiry(*stored, *shared);
    look();
    bool denied = shared->kind == websub::Inquiry::Kind::denied;
    Answer answer{200, denied ? std::string() : shared->challenge};
    co_return answer;
}

Awaitable<Hubs::Answer> Hubs::pushed(std::string code, std::string signature, std::string body) {
    struct Found {
        store::WebsubRow hub;
        store::FeedRow feed;
    };
    // The code of a feed that is not polled any more: the hub may forget us.
    Answer gone{410}, later{503}, taken{202};
    if (public_url().empty()) co_return Answer();
    auto look_up = [code](store::Connection& connection) -> std::optional<Found> {
        auto row = store::find_websub(connection, code);
        auto feed = row ? store::find_feed(connection, row->feed) : std::nullopt;
        if (!feed) return std::nullopt;
        return Found{std::move(*row), std::move(*feed)};
    };
    auto read = co_await context_.store.read(look_up);
    if (!read) co_return later;
    if (!*read || !is_polled(*context_.catalog, (*read)->hub.feed)) co_return gone;
    Found found = std::move(**read);
    FeedId id = found.feed.id;
    bool is_right = found.hub.lease_ends.has_value();
    if (is_right)
        is_right =
            co_await runtime::offload(context_.cpu, check, std::move(signature), found.hub.secret, std::move(body));
    if (!is_right) {
        log::debug({.event = "hub.ignored", .feed = id.text()}, found.feed.url + ": news that its hub did not sign");
        co_return taken;
    }
    const config::Feed* feed = context_.catalog->feed(id);
    if (!feed) co_return gone;
    auto now = context_.clock.now();
    auto when = schedule::poll_when_told(history_of(found.feed), found.feed.last_poll, feed->poll, now);
    log::debug({.event = "hub.told", .feed = id.text()}, found.feed.url + ": its hub tells of news");
    // Once between two polls: a hub that chatters costs no more.
    bool known =
        found.hub.believed && found.hub.told && found.feed.last_poll && *found.hub.told >= *found.feed.last_poll;
    if (!known) {
        auto job = [id, now, when](store::Connection& connection) {
            store::save_told(connection, id, now, when);
            return true;
        };
        auto stored = co_await context_.store.write(job);
        if (!stored) co_return later;
    }
    told_(id, when);
    co_return taken;
}

}  // namespace watchword::poll
