#include <array>

#include "common/alert/story.hpp"
#include "daemon/archive/answers.hpp"
#include "daemon/archive/delivery_line.hpp"
#include "daemon/archive/names.hpp"
#include "daemon/store/listing.hpp"

namespace watchword::archive {

namespace {

using store::Standing;

constexpr std::array choices{Standing::open,     Standing::any,     Standing::pending,   Standing::deferred,
                             Standing::gathered, Standing::bundled, Standing::delivered, Standing::failed};

std::string receiver_of(const Asked& asked, ReceiverId id) {
    if (const config::Receiver* receiver = asked.catalog.receiver(id)) return receiver->name;
    auto known = store::receiver_name(asked.connection, id);
    return known.empty() ? id.text() : known;
}

// What the delivery is about, for a person.
struct About {
    std::string operator()(const alert::Alert& alert) const { return alert.article.title; }
    std::string operator()(const alert::Notice& notice) const { return notice.subject; }
    std::string operator()(const alert::DigestContent& digest) const { return alert::heading_of(digest); }
};

}  // namespace

json::object delivery_line(const Asked& asked, const store::DeliveryRow& row) {
    Standing standing = store::standing_of(row, asked.now);
    bool waits = standing == Standing::pending || standing == Standing::deferred;
    return {{"id", row.id.text()},
            {"alert", row.alert.text()},
            {"receiver", receiver_of(asked, row.receiver)},
            {"address", text_or_null(row.address)},
            {"state", store::to_text(standing)},
            {"due", waits ? to_value(row.due) : json::value(nullptr)},
            {"tries", row.attempts},
            {"reason", text_or_null(row.reason)},
            {"first_try", to_value(row.first_try)},
            {"finished", to_value(row.finished)},
            {"bundle", row.bundle ? json::value(row.bundle.text()) : json::value(nullptr)}};
}

json::array attempts_of(const Asked& asked, DeliveryId delivery) {
    json::array attempts;
    for (const store::AttemptRow& attempt : store::attempts(asked.connection, delivery))
        attempts.push_back({{"number", attempt.number},
                            {"time", to_value(attempt.time)},
                            {"outcome", attempt.outcome},
                            {"status", attempt.status},
                            {"took_ms", attempt.took.count()},
                            {"answer", attempt.answer}});
    return attempts;
}

Answer list_deliveries(const Asked& asked) {
    store::DeliveryFilter filter;
    filter.since = asked.parameters.time("since");
    filter.until = asked.parameters.time("until");
    filter.standing = asked.parameters.one_of("state", choices).value_or(Standing::open);
    auto receiver = asked.parameters.text("receiver");
    auto subscription = asked.parameters.text("subscription");
    auto limit = asked.parameters.limit();
    if (auto fault = asked.parameters.fault()) return *fault;
    auto known_receiver = find_receiver(asked.catalog, receiver.value_or(""));
    auto known_subscription = find_subscription(asked.catalog, subscription.value_or(""));
    // What is gone may still have deliveries.
    if (receiver) filter.receiver = known_receiver ? *known_receiver : catalog::receiver_id(*receiver);
    if (subscription)
        filter.subscription = known_subscription ? *known_subscription : catalog::subscription_id(*subscription);
    json::array list;
    for (const store::DeliveryRow& row : store::list_deliveries(asked.connection, filter, asked.now, limit)) {
        auto line = delivery_line(asked, row);
        if (auto alert = store::find_alert(asked.connection, row.alert)) {
            line["event"] = alert::to_text(alert::event_of(alert->payload));
            line["subject"] = std::visit(About(), alert->payload);
        }
        list.push_back(std::move(line));
    }
    if (list.empty() && receiver && !known_receiver) return known_receiver.error();
    if (list.empty() && subscription && !known_subscription) return known_subscription.error();
    return list;
}

}  // namespace watchword::archive
