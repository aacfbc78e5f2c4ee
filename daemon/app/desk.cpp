#include "daemon/app/desk.hpp"

#include <algorithm>

#include <boost/json.hpp>
#include <unistd.h>

#include "common/schedule/next_poll.hpp"
#include "daemon/app/hub_callback.hpp"
#include "daemon/app/leaving.hpp"
#include "daemon/archive/names.hpp"
#include "daemon/control/gate.hpp"
#include "daemon/control/metrics.hpp"
#include "daemon/manage/orders.hpp"
#include "daemon/runtime/offload.hpp"
#include "daemon/store/feeds.hpp"
#include "daemon/store/listing.hpp"
#include "daemon/store/summary.hpp"

namespace watchword::app {

namespace {

namespace json = boost::json;
using control::Refused;
using control::Reply;

constexpr unsigned threads = 3;
constexpr Duration sample_patience = std::chrono::seconds(10);
constexpr Duration sample_look = std::chrono::milliseconds(100);
constexpr std::size_t receivers_shown = 1'000;

Refused refused_of(const archive::Refusal& refusal) {
    using Kind = archive::Refusal::Kind;
    switch (refusal.kind) {
        case Kind::unknown:
        case Kind::not_found:
            return {Refused::Kind::not_found, refusal.message};
        case Kind::bad:
            return {Refused::Kind::bad, refusal.message};
        case Kind::failed:
            break;
    }
    return {Refused::Kind::failed, refusal.message};
}

Refused refused_of(const manage::Refusal& refusal) {
    using Kind = manage::Refusal::Kind;
    switch (refusal.kind) {
        case Kind::unknown:
        case Kind::not_found:
            return {Refused::Kind::not_found, refusal.message};
        case Kind::exists:
            return {Refused::Kind::conflict, refusal.message};
        case Kind::in_file:
            return {Refused::Kind::forbidden, refusal.message};
        case Kind::bad:
            break;
    }
    return {Refused::Kind::bad, refusal.message};
}

Reply refusal(Refused::Kind kind, std::string message) {
    return control::reply_of({kind, std::move(message)});
}

Reply reply_with(const json::object& told) {
    return {200, json::serialize(told)};
}

Reply alive() {
    return {200, "ok\n", "text/plain; charset=utf-8"};
}

double seconds_of(std::optional<Time> time) {
    return time ? static_cast<double>(time->time_since_epoch().count()) / 1000 : 0;
}

// On a thread of its own.
Reply answer_from_archive(std::filesystem::path directory, std::shared_ptr<const catalog::Catalog> catalog, Time now,
                          archive::Question question, json::object more,
                          std::shared_ptr<const std::atomic<bool>> closed) {
    auto connection = store::open_read_only(directory);
    if (!connection) return control::reply_of({Refused::Kind::failed, connection.error().message});
    (*connection)->stop_when(*closed);
    auto answer = archive::answer(**connection, *catalog, now, question);
    if (!answer) return control::reply_of(refused_of(answer.error()));
    if (auto* object = answer->if_object())
        for (auto& [key, value] : more) (*object)[key] = value;
    return {200, json::serialize(*answer)};
}

}  // namespace

Desk::Desk(App& app, runtime::Clock& clock, asio::any_io_executor loop)
    : app_(app),
      clock_(clock),
      started_(app.now()),
      closed_(std::make_shared<std::atomic<bool>>(false)),
      threads_(threads),
      backtests_(loop, 1) {}

Desk::~Desk() {
    close();
    threads_.join();
}

void Desk::close() {
    *closed_ = true;
}

Awaitable<Reply> Desk::answer(control::Request request) {
    if (control::is_for_readers(request.path)) {
        auto reply = co_await answer_reader(app_, std::move(request));
        co_return reply;
    }
    if (control::is_for_hubs(request.path)) {
        auto reply = co_await answer_hub(app_, std::move(request));
        co_return reply;
    }
    if (request.method == control::Request::Method::get) {
        if (request.path == "/healthz") co_return alive();
        if (request.path == "/metrics") {
            auto reply = co_await metrics();
            co_return reply;
        }
        archive::Question question{std::move(request.path), std::move(request.parameters)};
        auto reply = co_await ask(std::move(question));
        co_return reply;
    }
    constexpr std::string_view feeds = "/feeds/", check_end = "/check";
    if (request.method == control::Request::Method::post && request.path.starts_with(feeds) &&
        request.path.ends_with(check_end) && request.path.size() > feeds.size() + check_end.size()) {
        auto name = request.path.substr(feeds.size(), request.path.size() - feeds.size() - check_end.size());
        auto reply = co_await check(std::move(name));
        co_return reply;
    }
    auto reply = co_await carry_out(std::move(request));
    co_return reply;
}

Awaitable<Reply> Desk::carry_out(control::Request request) {
    bool sample = request.path.ends_with("/test");
    auto order = std::make_shared<const manage::Order>(manage::Order{request.method == control::Request::Method::remove,
                                                                     std::move(request.path), std::move(request.body)});
    auto catalog = app_.catalog();
    auto now = clock_.now();
    auto job = [catalog, now, order](store::Connection& connection) {
        return std::make_shared<Result<manage::Done, manage::Refusal>>(
            manage::carry_out(connection, *catalog, now, *order));
    };
    auto stored = co_await app_.store().write(job);
    if (!stored) co_return refusal(Refused::Kind::failed, "nothing was changed: " + stored.error().message);
    auto& outcome = **stored;
    if (!outcome) co_return control::reply_of(refused_of(outcome.error()));
    if (outcome->catalog_changed) co_await app_.refresh();
    for (ReceiverId receiver : outcome->forgiven) app_.dispatcher().forgive(receiver);
    app_.dispatcher().look();
    if (sample) co_await await_deliveries(outcome->told);
    co_return reply_with(outcome->told);
}

Awaitable<> Desk::await_deliveries(json::object& told) {
    auto alert = AlertId::parse(std::string_view(told["alert"].as_string())).value_or(AlertId());
    auto catalog = app_.catalog();
    auto look_up = [alert](store::Connection& connection) {
        store::DeliveryFilter filter;
        filter.alert = alert;
        auto rows = store::list_deliveries(connection, filter, Time(), receivers_shown);
        filter.standing = store::Standing::delivered;
        auto delivered = store::list_deliveries(connection, filter, Time(), receivers_shown);
        rows.insert(rows.end(), delivered.begin(), delivered.end());
        return rows;
    };
    std::vector<store::DeliveryRow> rows;
    for (Duration waited{}; waited <= sample_patience; waited += sample_look) {
        auto read = co_await app_.store().read(look_up);
        if (!read) break;
        rows = std::move(*read);
        bool open = std::any_of(rows.begin(), rows.end(), [](const store::DeliveryRow& row) {
            return row.state == store::DeliveryState::pending && row.attempts == 0;
        });
        if (!open) break;
        co_await clock_.sleep_for(sample_look);
    }
    json::array deliveries;
    for (const store::DeliveryRow& row : rows) {
        const config::Receiver* receiver = catalog->receiver(row.receiver);
        deliveries.push_back(json::object{{"id", row.id.text()},
                                          {"receiver", receiver ? receiver->name : row.receiver.text()},
                                          {"address", row.address},
                                          {"state", store::to_text(row.state)},
                                          {"attempts", row.attempts},
                                          {"reason", row.reason},
                                          {"due", to_rfc3339(row.due)}});
    }
    told["deliveries"] = std::move(deliveries);
}

Awaitable<Reply> Desk::check(std::string name) {
    auto catalog = app_.catalog();
    auto look_up = [catalog, name](store::Connection& connection) {
        auto id = archive::find_feed(connection, *catalog, name);
        return id ? store::find_feed(connection, *id) : std::nullopt;
    };
    auto before = co_await app_.store().read(look_up);
    if (!before) co_return refusal(Refused::Kind::failed, before.error().message);
    const config::Feed* feed = *before ? catalog->feed((*before)->id) : nullptr;
    if (!feed) co_return refusal(Refused::Kind::not_found, "there is no feed `" + name + "`");
    if (!feed->enabled) co_return refusal(Refused::Kind::conflict, feed->url + " is disabled");
    auto history = schedule::feed_history_from_json((*before)->history).value_or(schedule::FeedHistory());
    if (auto wait = schedule::too_soon(history, (*before)->last_poll, feed->poll, clock_.now()))
        co_return refusal(Refused::Kind::unavailable,
                          feed->url + " may not be polled before " + to_rfc3339(wait->until) + ": " + wait->why);
    auto report = co_await app_.poller().poll_now((*before)->id);
    auto after = co_await app_.store().read(look_up);
    if (!report || !after || !*after)
        co_return refusal(Refused::Kind::unavailable,
                          feed->url + " could not be polled: it is not watched any more, or the database failed");
    json::object told{{"url", feed->url},           {"status", report->status},
                      {"failure", report->failure}, {"listed", report->listed},
                      {"added", report->added},     {"changed", report->changed},
                      {"health", (*after)->health}, {"next_poll", to_rfc3339((*after)->next_poll)},
                      {"why", (*after)->why}};
    co_return reply_with(told);
}

Awaitable<Reply> Desk::metrics() {
    auto read = co_await app_.store().read(store::summarise);
    if (!read) co_return refusal(Refused::Kind::failed, read.error().message);
    auto counts = app_.poller().counts();
    control::Gauges gauges{
        {"watchword_feeds", "Feeds that are polled.", static_cast<double>(counts.scheduled)},
        {"watchword_feeds_polling", "Feeds that are being polled.", static_cast<double>(counts.polling)},
        {"watchword_feeds_failing", "Feeds whose last polls failed.", static_cast<double>(read->feeds_failing)},
        {"watchword_feeds_silent", "Feeds without news beyond their rhythm.", static_cast<double>(read->feeds_silent)},
        {"watchword_feeds_overflowing", "Feeds that lost entries between polls.",
         static_cast<double>(read->feeds_overflowing)},
        {"watchword_feeds_gone", "Feeds that their publishers took down.", static_cast<double>(read->feeds_gone)},
        {"watchword_subscriptions", "Subscriptions, paused ones too.",
         static_cast<double>(app_.catalog()->subscriptions().size())},
        {"watchword_deliveries_pending", "Deliveries waiting or deferred.",
         static_cast<double>(read->deliveries_pending)},
        {"watchword_deliveries_failed", "Deliveries given up.", static_cast<double>(read->deliveries_failed)},
        {"watchword_last_alert_timestamp_seconds", "When the last alert was made; 0: never.",
         seconds_of(read->last_alert)},
        {"watchword_start_time_seconds", "When the daemon started.", seconds_of(started_)},
    };
    Reply reply{200, control::prometheus_text(gauges), "text/plain; version=0.0.4; charset=utf-8"};
    co_return reply;
}

Awaitable<Reply> Desk::ask(archive::Question question) {
    json::object more;
    if (question.path == "/status") {
        auto trouble = app_.store().trouble();
        more["daemon"] = json::object{{"running", true},
                                      {"pid", ::getpid()},
                                      {"since", to_rfc3339(started_)},
                                      {"polling", app_.poller().counts().polling},
                                      {"trouble", trouble ? json::value(trouble->message) : json::value()}};
    }
    auto directory = app_.catalog()->config().state.directory;
    std::optional<runtime::Slot> turn;
    if (question.path == "/query/test") {
        auto slot = co_await backtests_.take();
        turn.emplace(std::move(slot));
    }
    auto catalog = app_.catalog();
    std::shared_ptr<const std::atomic<bool>> closed = closed_;
    auto reply = co_await runtime::offload(threads_.get_executor(), answer_from_archive, std::move(directory),
                                           std::move(catalog), app_.now(), std::move(question), std::move(more),
                                           std::move(closed));
    co_return reply;
}

}  // namespace watchword::app
