#include <algorithm>

#include <boost/json.hpp>

#include "daemon/archive/names.hpp"
#include "daemon/manage/jobs.hpp"
#include "daemon/outbox/fill.hpp"
#include "daemon/store/alerts.hpp"
#include "daemon/store/listing.hpp"
#include "daemon/store/unsubscribed.hpp"

namespace watchword::manage {

namespace {

namespace json = boost::json;

constexpr std::size_t retried_max = 10'000;  // at a time

// Whether its reader wants no more of its subscription.
bool is_unwanted(const Job& job, const store::DeliveryRow& row) {
    return row.subscription && store::is_unsubscribed(job.connection, row.subscription, row.address);
}

// That it failed or was stopped is forgotten.
void forgive(const Job& job, ReceiverId receiver, Done& done) {
    const config::Receiver* known = job.catalog.receiver(receiver);
    if (!known || std::ranges::find(done.forgiven, receiver) != done.forgiven.end()) return;
    store::save_receiver_state(job.connection, receiver, known->name, "{}");
    done.forgiven.push_back(receiver);
}

// Sends it again, with its id, as if it had never been tried.
void send_again(const Job& job, store::DeliveryRow row, Done& done) {
    row.state = store::DeliveryState::pending;
    row.due = job.now;
    row.attempts = 0;
    row.first_try.reset();
    row.finished.reset();
    row.bundle = {};
    store::save_delivery(job.connection, row);
    forgive(job, row.receiver, done);
}

// Who is told of such an alert by now. A digest or burst is what waited for one address, and nobody else's.
std::vector<ReceiverId> told_of(const Job& job, const store::AlertRow& alert) {
    if (alert::event_of(alert.payload) == alert::Event::digest) return {};
    if (!alert.subscription) return job.catalog.operator_receivers();
    std::vector<ReceiverId> receivers;
    if (const catalog::Subscription* subscription = job.catalog.subscription(alert.subscription))
        for (const std::string& name : subscription->settings.receivers)
            receivers.push_back(catalog::receiver_id(name));
    return receivers;
}

}  // namespace

Outcome retry_deliveries(const Job& job) {
    Done done;
    std::vector<store::DeliveryRow> rows;
    auto ids = texts_in(job.details, "deliveries");
    for (const std::string& text : ids) {
        auto id = DeliveryId::parse(text);
        auto row = id ? store::find_delivery(job.connection, *id) : std::nullopt;
        if (!row)
            return Refusal{Refusal::Kind::not_found,
                           "there is no delivery `" + text + "`; `watchword deliveries list` shows their ids"};
        if (row->state != store::DeliveryState::failed && row->state != store::DeliveryState::pending)
            return Refusal{Refusal::Kind::bad, "`" + text + "` is " + std::string(store::to_text(row->state)) +
                                                   ": `watchword alerts resend` sends an alert again"};
        rows.push_back(std::move(*row));
    }
    if (ids.empty()) {
        store::DeliveryFilter filter;
        filter.standing = store::Standing::failed;
        if (auto name = text_in(job.details, "receiver"); !name.empty()) {
            auto receiver = archive::find_receiver(job.catalog, name);
            if (!receiver) return Refusal{Refusal::Kind::not_found, receiver.error().message};
            filter.receiver = *receiver;
        }
        // More may wait for one that was stopped than is listed here.
        for (const auto& [id, receiver] : job.catalog.receivers())
            if (!filter.receiver || *filter.receiver == id) forgive(job, id, done);
        rows = store::list_deliveries(job.connection, filter, job.now, retried_max);
        filter.standing = store::Standing::deferred;
        auto deferred = store::list_deliveries(job.connection, filter, job.now, retried_max);
        rows.insert(rows.end(), deferred.begin(), deferred.end());
        // What a receiver that was stopped left behind waits for nothing but this.
        filter.standing = store::Standing::pending;
        for (store::DeliveryRow& row : store::list_deliveries(job.connection, filter, job.now, retried_max))
            if (row.attempts > 0) rows.push_back(std::move(row));
    }
    json::array retried;
    for (store::DeliveryRow& row : rows) {
        if (is_unwanted(job, row)) continue;
        retried.emplace_back(row.id.text());
        send_again(job, std::move(row), done);
    }
    done.told = {{"retried", retried.size()}, {"deliveries", std::move(retried)}};
    return done;
}

Outcome resend_alert(const Job& job) {
    auto id = archive::find_alert(job.connection, job.name);
    if (!id) {
        bool vague = id.error().kind == archive::Refusal::Kind::bad;
        return Refusal{vague ? Refusal::Kind::bad : Refusal::Kind::not_found, id.error().message};
    }
    auto alert = store::find_alert(job.connection, *id);
    if (!alert) return Refusal{Refusal::Kind::not_found, "the alert is there no more"};
    // Beside those it went to before.
    for (ReceiverId receiver : told_of(job, *alert))
        if (const config::Receiver* known = job.catalog.receiver(receiver))
            outbox::add_deliveries(job.connection, *alert, receiver, *known, store::DeliveryState::pending, job.now);
    store::DeliveryFilter filter;
    filter.alert = *id;
    Done done;
    json::array sent;
    for (auto standing : {store::Standing::open, store::Standing::delivered, store::Standing::bundled}) {
        filter.standing = standing;
        for (store::DeliveryRow& row : store::list_deliveries(job.connection, filter, job.now, retried_max)) {
            if (!job.catalog.receiver(row.receiver) || is_unwanted(job, row)) continue;
            sent.emplace_back(row.id.text());
            send_again(job, std::move(row), done);
        }
    }
    if (sent.empty())
        return Refusal{Refusal::Kind::not_found,
                       "nobody is told of this alert any more: its subscription or receivers are gone"};
    done.told = {{"alert", id->text()}, {"deliveries", std::move(sent)}};
    return done;
}

}  // namespace watchword::manage
