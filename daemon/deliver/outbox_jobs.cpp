#include "daemon/deliver/outbox_jobs.hpp"

#include <algorithm>
#include <map>

#include "common/schedule/burst.hpp"
#include "common/schedule/calendar.hpp"
#include "daemon/deliver/memory.hpp"
#include "daemon/outbox/fill.hpp"
#include "daemon/store/coverage.hpp"

namespace watchword::deliver {

namespace {

// Enough of a queue to see a burst in it.
constexpr std::size_t look_ahead = 500;

alert::Alert alert_of(store::Connection& connection, AlertId id, bool& found) {
    auto row = store::find_alert(connection, id);
    found = row && std::holds_alternative<alert::Alert>(row->payload);
    return found ? std::get<alert::Alert>(std::move(row->payload)) : alert::Alert();
}

alert::SubscriptionRef reference(const catalog::Subscription& subscription) {
    return {subscription.settings.name, subscription.settings.query_text};
}

// A message that carries others, and its delivery; what it carries is bundled.
void bundle(store::Connection& connection, const catalog::Catalog& catalog, ReceiverId receiver, const std::string& address,
            AlertId id, SubscriptionId subscription, alert::DigestContent content,
            const std::vector<store::DeliveryRow>& carried, Time due) {
    const config::Receiver* settings = catalog.receiver(receiver);
    if (!settings) return;
    store::AlertRow alert{id, std::move(content), subscription, {}, 0};
    store::insert_alert(connection, alert);
    store::DeliveryRow delivery;
    delivery.id = DeliveryId::of({id.text(), settings->name, address});
    delivery.alert = id;
    delivery.receiver = receiver;
    delivery.address = address;
    delivery.due = due;
    store::insert_delivery(connection, delivery);
    for (store::DeliveryRow row : carried) {
        row.state = store::DeliveryState::bundled;
        row.bundle = delivery.id;
        store::save_delivery(connection, row);
    }
}

// Makes one delivery of those of a subscription that are too many; true when it did.
bool bundle_bursts(store::Connection& connection, const catalog::Catalog& catalog, ReceiverId receiver,
                   const std::vector<store::DeliveryRow>& rows, Time now) {
    std::map<std::pair<SubscriptionId, std::string>, std::vector<store::DeliveryRow>> fresh;
    for (const store::DeliveryRow& row : rows)
        if (row.subscription && row.article && row.attempts == 0) fresh[{row.subscription, row.address}].push_back(row);
    bool bundled = false;
    for (auto& [key, burst] : fresh) {
        const catalog::Subscription* subscription = catalog.subscription(key.first);
        if (!subscription) continue;
        schedule::BurstPolicy policy;
        policy.singly_max = subscription->settings.max_burst;
        policy.together_max = alert::digest_alerts_max;
        auto next = schedule::next_batch(burst.size(), {}, now, policy);
        if (next.count <= 1) continue;
        burst.resize(next.count);
        alert::DigestContent content;
        content.reason = alert::DigestContent::Reason::burst;
        content.time_zone = subscription->settings.time_zone;
        content.until = now;
        content.from = now;
        content.groups.push_back({reference(*subscription), {}});
        for (const store::DeliveryRow& row : burst) {
            bool found = false;
            auto alert = alert_of(connection, row.alert, found);
            if (!found) continue;
            content.from = std::min(content.from, alert.time);
            content.groups.front().alerts.push_back(std::move(alert));
        }
        // The first of them names it: composed again after a crash, it is the same message.
        auto id = AlertId::of({"burst", burst.front().id.text(), std::to_string(burst.size())});
        bundle(connection, catalog, receiver, key.second, id, key.first, std::move(content), burst, now);
        bundled = true;
    }
    return bundled;
}

std::string digest_key(SubscriptionId id) { return "digest " + id.text(); }

}  // namespace

Batch next_batch(store::Connection& connection, const catalog::Catalog& catalog, ReceiverId receiver,
                 std::size_t limit, Time now) {
    auto rows = store::due_deliveries(connection, receiver, now, look_ahead);
    if (bundle_bursts(connection, catalog, receiver, rows, now))
        rows = store::due_deliveries(connection, receiver, now, look_ahead);
    if (rows.size() > limit) rows.resize(limit);
    Batch batch;
    const config::Receiver* settings = catalog.receiver(receiver);
    for (store::DeliveryRow& row : rows) {
        auto alert = store::find_alert(connection, row.alert);
        if (!alert) continue;
        std::optional<DeliveryId> first;
        if (settings && settings->webhook.empty() && row.article)
            first = store::first_delivery(connection, row.article, receiver, row.address);
        batch.jobs.push_back({std::move(row), std::move(alert->payload), first});
    }
    return batch;
}

schedule::ReceiverHealth read_health(store::Connection& connection, ReceiverId receiver) {
    return health_from_json(store::receiver_state(connection, receiver));
}

void settle(store::Connection& connection, const catalog::Catalog& catalog, const Settled& settled, Time now) {
    store::insert_attempt(connection, settled.attempt);
    store::save_delivery(connection, settled.row);
    store::save_receiver_state(connection, settled.row.receiver, settled.receiver_name, to_json(settled.health));
    if (settled.recovered) store::hasten_deliveries(connection, settled.row.receiver, now);
    if (settled.notice) outbox::fill(connection, catalog, *settled.notice, now);
}

std::optional<Time> make_digests(store::Connection& connection, const catalog::Catalog& catalog, Time now) {
    std::optional<Time> next;
    auto earlier = [&](std::optional<Time> time) {
        if (time && (!next || *time < *next)) next = time;
    };

    struct Message {
        alert::DigestContent content;
        std::vector<store::DeliveryRow> carried;
        Time due;
    };
    std::map<std::pair<ReceiverId, std::string>, Message> messages;
    for (const auto& [id, subscription] : catalog.subscriptions()) {
        const schedule::Digest& digest = subscription.settings.digest;
        if (!subscription.settings.enabled || digest.kind == schedule::Digest::Kind::off) continue;
        auto last_text = store::recall(connection, digest_key(id));
        auto last = last_text ? from_rfc3339(*last_text) : std::nullopt;
        if (!last) {
            // The first window begins when the digest is first heard of.
            store::remember(connection, digest_key(id), to_rfc3339(now));
            earlier(schedule::next_digest(now, digest, subscription.zone));
            continue;
        }
        auto due = schedule::next_digest(*last, digest, subscription.zone);
        if (!due || *due > now) {
            earlier(due);
            continue;
        }
        store::remember(connection, digest_key(id), to_rfc3339(now));
        earlier(schedule::next_digest(now, digest, subscription.zone));

        auto message_for = [&](ReceiverId receiver, const std::string& address) -> Message& {
            auto [place, added] = messages.try_emplace({receiver, address});
            Message& message = place->second;
            if (added) {
                message.content.from = *last;
                message.content.until = now;
                message.content.time_zone = subscription.settings.time_zone;
                message.due = schedule::quiet_until(now, subscription.settings.quiet, subscription.zone).value_or(now);
            }
            message.content.from = std::min(message.content.from, *last);
            auto& groups = message.content.groups;
            if (groups.empty() || groups.back().subscription.name != subscription.settings.name)
                groups.push_back({reference(subscription), {}});
            return message;
        };
        if (subscription.settings.digest_empty)
            for (const std::string& name : subscription.settings.receivers)
                if (auto* receiver = catalog.receiver(catalog::receiver_id(name))) {
                    if (receiver->email.empty()) message_for(catalog::receiver_id(name), "");
                    for (const std::string& address : receiver->email) message_for(catalog::receiver_id(name), address);
                }
        for (store::DeliveryRow& row : store::gathered_deliveries(connection, id, alert::digest_alerts_max)) {
            bool found = false;
            auto alert = alert_of(connection, row.alert, found);
            if (!found) continue;
            Message& message = message_for(row.receiver, row.address);
            message.content.groups.back().alerts.push_back(std::move(alert));
            message.carried.push_back(std::move(row));
        }
    }
    for (auto& [key, message] : messages) {
        message.content.coverage = store::coverage(connection, message.content.from);
        auto id = AlertId::of({"digest", key.first.text(), key.second, to_rfc3339(message.content.until)});
        bundle(connection, catalog, key.first, key.second, id, {}, std::move(message.content), message.carried, message.due);
    }
    return next;
}

}  // namespace watchword::deliver
