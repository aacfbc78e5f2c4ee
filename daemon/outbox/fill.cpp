#include "daemon/outbox/fill.hpp"

#include "daemon/store/unsubscribed.hpp"

namespace watchword::outbox {

void add_deliveries(store::Connection& connection, const store::AlertRow& alert, ReceiverId id,
                    const config::Receiver& receiver, store::DeliveryState state, Time due) {
    auto add = [&](const std::string& address) {
        if (alert.subscription && store::is_unsubscribed(connection, alert.subscription, address)) return;
        store::DeliveryRow row;
        row.id = DeliveryId::of({alert.id.text(), receiver.name, address});
        row.alert = alert.id;
        row.receiver = id;
        row.address = address;
        row.state = state;
        row.due = due;
        row.subscription = alert.subscription;
        row.article = alert.article;
        store::insert_delivery(connection, row);
    };
    if (receiver.email.empty()) return add("");
    for (const std::string& address : receiver.email) add(address);
}

void fill(store::Connection& connection, const catalog::Catalog& catalog, const alert::Alert& alert,
          SubscriptionId subscription, Time now) {
    const catalog::Subscription* told = catalog.subscription(subscription);
    alert::Alert stored = alert;
    if (told) stored.subscription.time_zone = told->settings.time_zone;
    store::AlertRow row{alert.id, std::move(stored), subscription, alert.article.id, alert.article.revision};
    if (!store::insert_alert(connection, row) || !told) return;
    bool gathered = told->settings.digest.kind != schedule::Digest::Kind::off;
    auto state = gathered ? store::DeliveryState::gathered : store::DeliveryState::pending;
    auto due = schedule::quiet_until(now, told->settings.quiet, told->zone).value_or(now);
    for (const std::string& name : told->settings.receivers) {
        auto id = catalog::receiver_id(name);
        if (const config::Receiver* receiver = catalog.receiver(id))
            add_deliveries(connection, row, id, *receiver, state, due);
    }
}

bool fill(store::Connection& connection, const catalog::Catalog& catalog, const alert::Notice& notice, Time now) {
    store::AlertRow row{notice.id, notice, {}, {}, 0};
    if (!store::insert_alert(connection, row)) return false;
    for (ReceiverId id : catalog.operator_receivers())
        if (const config::Receiver* receiver = catalog.receiver(id))
            add_deliveries(connection, row, id, *receiver, store::DeliveryState::pending, now);
    return true;
}

}  // namespace watchword::outbox
