#include "daemon/deliver/outbox_jobs.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "common/schedule/burst.hpp"
#include "common/schedule/calendar.hpp"
#include "daemon/deliver/memory.hpp"
#include "daemon/outbox/fill.hpp"
#include "daemon/store/feeds.hpp"
#include "daemon/store/summary.hpp"
#include "daemon/store/unsubscribed.hpp"

namespace watchword::deliver {

namespace {

alert::Alert alert_of(store::Connection& connection, AlertId id, bool& found) {
    auto row = store::find_alert(connection, id);
    found = row && std::holds_alternative<alert::Alert>(row->payload);
    return found ? std::get<alert::Alert>(std::move(row->payload)) : alert::Alert();
}

alert::SubscriptionRef reference(const catalog::Subscription& subscription) {
    return {subscription.settings.name, subscription.settings.query_text};
}

// A message that carries others, and its delivery; what it carries is bundled.
DeliveryId bundle(store::Connection& connection, const config::Receiver& receiver, const std::string& address,
                  AlertId id, SubscriptionId subscription, alert::DigestContent content,
                  const std::vector<store::DeliveryRow>& carried, Time due) {
    store::AlertRow alert{id, std::move(content), subscription, {}, 0};
    store::insert_alert(connection, alert);
    store::DeliveryRow delivery;
    delivery.id = DeliveryId::of({id.text(), receiver.name, address});
    delivery.alert = id;
    delivery.receiver = catalog::receiver_id(receiver.name);
    delivery.address = address;
    delivery.due = due;
    store::insert_delivery(connection, delivery);
    for (store::DeliveryRow row : carried) {
        row.state = store::DeliveryState::bundled;
        row.bundle = delivery.id;
        store::save_delivery(connection, row);
    }
    return delivery.id;
}

// What of a receiver's queue has to wait for the database to know what was sent.
class Held {
  public:
    Held(const Unrecorded& unrecorded, const std::vector<store::DeliveryRow>& due) : unrecorded_(unrecorded) {
        for (const store::DeliveryRow& row : due)
            if (auto sent = unrecorded.find(row.id); sent != unrecorded.end() && !sent->second && row.article)
                stuck_.emplace(row.article, row.subscription, row.address);
    }

    bool was_sent(const store::DeliveryRow& row) const { return unrecorded_.contains(row.id); }
    // Its subscription told of the article before, and that did not arrive.
    bool waits(const store::DeliveryRow& row) const {
        return !was_sent(row) && row.article && stuck_.contains({row.article, row.subscription, row.address});
    }

  private:
    const Unrecorded& unrecorded_;
    std::set<std::tuple<ArticleId, SubscriptionId, std::string>> stuck_;
};

// Makes one delivery, in its place, of this one and those that wait with it, when they are too many.
std::optional<DeliveryId> bundle_burst(store::Connection& connection, const config::Receiver& receiver,
                                       const catalog::Subscription& subscription, const store::DeliveryRow& oldest,
                                       const Held& held, Time now) {
    schedule::BurstPolicy policy;
    policy.singly_max = subscription.settings.max_burst;
    policy.together_max = alert::digest_alerts_max;
    auto enough = std::max(policy.singly_max + 1, policy.together_max);
    auto burst = store::untried_deliveries(connection, oldest.receiver, subscription.id, oldest.address, now, enough);
    std::erase_if(burst, [&](const store::DeliveryRow& row) { return held.was_sent(row) || held.waits(row); });
    burst.resize(schedule::next_batch(burst.size(), policy));
    if (burst.size() <= 1) return std::nullopt;

    alert::DigestContent content;
    content.reason = alert::DigestContent::Reason::burst;
    content.time_zone = subscription.settings.time_zone;
    content.until = now;
    content.from = now;
    content.groups.push_back({reference(subscription), {}});
    for (const store::DeliveryRow& row : burst) {
        bool found = false;
        auto alert = alert_of(connection, row.alert, found);
        if (!found) continue;
        content.from = std::min(content.from, alert.time);
        content.groups.front().alerts.push_back(std::move(alert));
    }
    // Of its own time, since alerts that are sent again may meet again.
    auto id = AlertId::of({"burst", burst.front().id.text(), to_rfc3339(now)});
    auto together = bundle(connection, receiver, oldest.address, id, subscription.id, std::move(content), burst, now);
    store::take_place(connection, together, burst.front().id);
    return together;
}

// What a receiver is reached by, as a digest: its URL may hold a secret.
std::string address_of(const config::Receiver& receiver) {
    std::string all = receiver.webhook;
    for (const std::string& address : receiver.email) all += '\n' + address;
    for (const auto& [name, value] : receiver.headers) all += '\n' + name + ':' + value;
    for (const config::Secret& secret : receiver.secrets) all += '\n' + secret.reveal();
    return base32(digest_of({all}));
}

// The deliveries that fail in an episode share its beginning, and so its notice.
alert::Notice failing_notice(const Settled& settled, Time since, Time now) {
    alert::Notice notice;
    notice.event = alert::Event::delivery_failing;
    notice.id =
        AlertId::of({settled.receiver_name, settled.row.address, alert::to_text(notice.event), to_rfc3339(since)});
    notice.time = now;
    notice.subject = settled.receiver_name;
    notice.reason = (settled.row.address.empty() ? "" : settled.row.address + ": ") + settled.row.reason;
    if (settled.health.stopped)
        notice.reason += "; what comes waits for `watchword deliveries retry --receiver \"" + notice.subject + "\"`";
    notice.since = since;
    return notice;
}

std::string digest_key(SubscriptionId id) {
    return "digest " + id.text();
}

}  // namespace

std::vector<Job> next_batch(store::Connection& connection, const catalog::Catalog& catalog, ReceiverId receiver,
                            std::size_t limit, const Unrecorded& unrecorded, Time now) {
    std::vector<Job> jobs;
    const config::Receiver* settings = catalog.receiver(receiver);
    if (!settings) return jobs;
    auto due = store::due_deliveries(connection, receiver, now, limit);
    Held held(unrecorded, due);
    std::erase_if(due, [&](const store::DeliveryRow& row) { return held.waits(row); });
    std::set<std::pair<SubscriptionId, std::string>> few;  // that are too few to go together
    for (store::DeliveryRow& row : due) {
        std::optional<DeliveryId> together;
        auto* subscription = !row.first_try && row.article ? catalog.subscription(row.subscription) : nullptr;
        if (subscription && few.emplace(row.subscription, row.address).second)
            together = bundle_burst(connection, *settings, *subscription, row, held, now);
        if (together) row = store::find_delivery(connection, *together).value();
        auto alert = store::find_alert(connection, row.alert);
        if (!alert) {
            row.state = store::DeliveryState::failed;
            row.reason = "its alert is not in the database any more";
            row.finished = now;
            store::save_delivery(connection, row);
            continue;
        }
        std::optional<DeliveryId> first;
        if (settings->webhook.empty() && row.article)
            first = store::first_delivery(connection, row.article, receiver, row.address);
        if (!row.first_try) {
            row.first_try = now;
            store::save_delivery(connection, row);
        }
        jobs.push_back({std::move(row), std::move(alert->payload), first});
        if (together) break;
    }
    return jobs;
}

schedule::ReceiverHealth recall_health(store::Connection& connection, const catalog::Catalog& catalog,
                                       ReceiverId receiver, Time now) {
    auto memory = memory_from_json(store::receiver_state(connection, receiver));
    // As far off as no answer can have put it: noted before the clock was set.
    if (memory.health.not_before > now + wait_max) memory.health.not_before = now;
    const config::Receiver* settings = catalog.receiver(receiver);
    if (!settings || memory.address.empty() || memory.address == address_of(*settings)) return memory.health;
    store::save_receiver_state(connection, receiver, settings->name, to_json({{}, address_of(*settings), {}}));
    store::retry_deliveries(connection, receiver, now);
    return {};
}

void keep_waits(store::Connection& connection, const catalog::Catalog& catalog, Time now, Duration back) {
    store::keep_delivery_waits(connection, now, back);
    for (const auto& [id, receiver] : catalog.receivers()) {
        auto memory = memory_from_json(store::receiver_state(connection, id));
        if (memory.health.not_before <= now) continue;
        memory.health.not_before -= back;
        if (memory.health.failing_since) *memory.health.failing_since -= back;
        store::save_receiver_state(connection, id, receiver.name, to_json(memory));
    }
}

bool settle(store::Connection& connection, const catalog::Catalog& catalog, const Settled& settled, Time now) {
    const store::DeliveryRow& row = settled.row;
    store::insert_attempt(connection, settled.attempt);
    store::save_delivery(connection, row);
    auto memory = memory_from_json(store::receiver_state(connection, row.receiver));
    memory.health = settled.health;
    if (row.state == store::DeliveryState::delivered) memory.failing.erase(row.address);
    std::optional<alert::Notice> notice;
    if (settled.gives_up) {
        auto since = memory.health.failing_since.value_or(row.first_try.value_or(now));
        notice = failing_notice(settled, memory.failing.emplace(row.address, since).first->second, now);
    }
    if (const config::Receiver* receiver = catalog.receiver(row.receiver)) {
        memory.address = address_of(*receiver);
        store::save_receiver_state(connection, row.receiver, settled.receiver_name, to_json(memory));
    }
    if (settled.retry_all) store::retry_deliveries(connection, row.receiver, *settled.retry_all);
    return notice && outbox::fill(connection, catalog, *notice, now);
}

namespace {

alert::Coverage coverage_of(store::Connection& connection, const catalog::Catalog& catalog, Time since) {
    alert::Coverage coverage;
    coverage.polled = store::feeds_polled(connection, since);
    for (const store::FeedTrouble& troubled : store::troubled_feeds(connection)) {
        const config::Feed* feed = catalog.feed(troubled.id);
        if (!feed || !feed->enabled) continue;
        auto row = store::find_feed(connection, troubled.id);
        auto name = !feed->name.empty() ? feed->name : row && !row->title.empty() ? row->title : feed->url;
        if (troubled.health == "failing" || troubled.health == "gone") coverage.failing.push_back(name);
        if (troubled.health == "silent") coverage.silent.push_back(name);
        if (troubled.health == "overflowing") coverage.overflowed.push_back(name);
    }
    for (auto* names : {&coverage.failing, &coverage.silent, &coverage.overflowed}) std::ranges::sort(*names);
    return coverage;
}

// The digests that are due at one time, one for each address.
class Digests {
  public:
    Digests(store::Connection& connection, const catalog::Catalog& catalog, Time now)
        : connection_(connection), catalog_(catalog), now_(now) {}

    // What the subscription gathered since `from`; with digest_empty also for those who got nothing.
    void add(const catalog::Subscription& subscription, Time from) {
        if (subscription.settings.digest_empty)
            for (const std::string& name : subscription.settings.receivers)
                add_empty(subscription, from, catalog::receiver_id(name));
        while (true) {
            auto rows = store::gathered_deliveries(connection_, subscription.id, alert::digest_alerts_max);
            if (rows.empty()) return;
            for (store::DeliveryRow& row : rows) add(subscription, from, std::move(row));
        }
    }

    void send() {
        for (const auto& [key, message] : messages_) send(key);
    }

  private:
    using Address = std::pair<ReceiverId, std::string>;
    struct Message {
        alert::DigestContent content;
        std::vector<store::DeliveryRow> carried;
        Time due;
        unsigned part = 0;  // a long digest comes in several
    };

    Message& message_for(const catalog::Subscription& subscription, Time from, ReceiverId receiver,
                         const std::string& address) {
        auto [place, added] = messages_.try_emplace({receiver, address});
        Message& message = place->second;
        if (added) {
            message.content.from = from;
            message.content.until = now_;
            message.content.time_zone = subscription.settings.time_zone;
            message.due = schedule::quiet_until(now_, subscription.settings.quiet, subscription.zone).value_or(now_);
        }
        message.content.from = std::min(message.content.from, from);
        auto& groups = message.content.groups;
        if (groups.empty() || groups.back().subscription.name != subscription.settings.name)
            groups.push_back({reference(subscription), {}});
        return message;
    }

    void add_empty(const catalog::Subscription& subscription, Time from, ReceiverId id) {
        const config::Receiver* receiver = catalog_.receiver(id);
        if (!receiver) return;
        if (receiver->email.empty()) message_for(subscription, from, id, "");
        for (const std::string& address : receiver->email)
            if (!store::is_unsubscribed(connection_, subscription.id, address))
                message_for(subscription, from, id, address);
    }

    void add(const catalog::Subscription& subscription, Time from, store::DeliveryRow row) {
        if (!catalog_.receiver(row.receiver)) {
            // Waits for its receiver to be configured again, like everything else of it.
            row.state = store::DeliveryState::pending;
            row.due = now_;
            return store::save_delivery(connection_, row);
        }
        bool found = false;
        auto alert = alert_of(connection_, row.alert, found);
        Address key{row.receiver, row.address};
        Message& message = message_for(subscription, from, row.receiver, row.address);
        if (found) message.content.groups.back().alerts.push_back(std::move(alert));
        // Not gathered any more from here on, so that the next look finds the rest.
        row.state = store::DeliveryState::bundled;
        store::save_delivery(connection_, row);
        message.carried.push_back(std::move(row));
        if (message.carried.size() < alert::digest_alerts_max) return;
        send(key);
        message.content.groups.clear();
        message.carried.clear();
        ++message.part;
    }

    void send(const Address& key) {
        Message& message = messages_.at(key);
        if (message.carried.empty() && message.part > 0) return;
        message.content.coverage = coverage_of(connection_, catalog_, message.content.from);
        auto id = AlertId::of({"digest", key.first.text(), key.second, to_rfc3339(now_), std::to_string(message.part)});
        if (auto* receiver = catalog_.receiver(key.first))
            bundle(connection_, *receiver, key.second, id, {}, message.content, message.carried, message.due);
    }

    store::Connection& connection_;
    const catalog::Catalog& catalog_;
    Time now_;
    std::map<Address, Message> messages_;
};

// nullopt: the digest was not heard of before.
std::optional<Time> last_digest(store::Connection& connection, SubscriptionId id, Time now) {
    auto text = store::recall(connection, digest_key(id));
    if (!text) return std::nullopt;
    auto last = from_rfc3339(*text);
    if (!last || *last <= now) return last;
    // Of before the clock was set back.
    store::remember(connection, digest_key(id), to_rfc3339(now));
    return now;
}

bool has_digest(const catalog::Subscription& subscription) {
    return subscription.settings.digest.kind != schedule::Digest::Kind::off;
}

}  // namespace

std::optional<Time> make_digests(store::Connection& connection, const catalog::Catalog& catalog, Time now) {
    // Of a subscription that has no digest any more, or is no more, nothing may be lost.
    for (SubscriptionId id : store::gathering_subscriptions(connection)) {
        const catalog::Subscription* subscription = catalog.subscription(id);
        if (!subscription || !has_digest(*subscription)) store::release_gathered(connection, id, now);
    }

    std::optional<Time> next;
    Digests digests(connection, catalog, now);
    for (const auto& [id, subscription] : catalog.subscriptions()) {
        if (!subscription.settings.enabled || !has_digest(subscription)) continue;
        auto last = last_digest(connection, id, now);
        // The first window begins when the digest is first heard of.
        auto due = last ? schedule::next_digest(*last, subscription.settings.digest, subscription.zone) : now;
        if (due && *due <= now) {
            store::remember(connection, digest_key(id), to_rfc3339(now));
            if (last) digests.add(subscription, *last);
            due = schedule::next_digest(now, subscription.settings.digest, subscription.zone);
        }
        if (due && (!next || *due < *next)) next = due;
    }
    digests.send();
    return next;
}

}  // namespace watchword::deliver
