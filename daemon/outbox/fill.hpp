#pragma once

#include "common/alert/payload.hpp"
#include "daemon/catalog/catalog.hpp"
#include "daemon/store/alerts.hpp"

// Where alerts become deliveries: inside the transaction that stores what they are about, so that a crash loses
// neither.
namespace watchword::outbox {

// An alert of a subscription: one delivery for each address of each of its receivers, at once, after its quiet hours,
// or gathered for its digest. An alert that is there already adds nothing.
void fill(store::Connection& connection, const catalog::Catalog& catalog, const alert::Alert& alert,
          SubscriptionId subscription, Time now);

// Word to the operator; false: it was given already. Without [operator] receivers it is kept and shown, and sent to
// nobody.
bool fill(store::Connection& connection, const catalog::Catalog& catalog, const alert::Notice& notice, Time now);

// One delivery of `alert` for each address of a receiver, but those that unsubscribed; `state` and `due` are theirs.
void add_deliveries(store::Connection& connection, const store::AlertRow& alert, ReceiverId id,
                    const config::Receiver& receiver, store::DeliveryState state, Time due);

}  // namespace watchword::outbox
