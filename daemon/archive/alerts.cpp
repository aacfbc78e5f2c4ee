#include "common/alert/story.hpp"
#include "common/alert/webhook.hpp"
#include "daemon/archive/answers.hpp"
#include "daemon/archive/delivery_line.hpp"
#include "daemon/archive/names.hpp"
#include "daemon/store/listing.hpp"

namespace watchword::archive {

namespace {

constexpr std::size_t deliveries_max = 1'000;  // of one alert

// How the alert's deliveries stand: {"delivered": 2, "failed": 1}.
json::object standings_of(const Asked& asked, AlertId alert) {
    store::DeliveryFilter filter;
    filter.alert = alert;
    filter.standing = store::Standing::any;
    json::object counts;
    for (const store::DeliveryRow& row : store::list_deliveries(asked.connection, filter, asked.now, deliveries_max)) {
        json::value& count = counts[store::to_text(store::standing_of(row, asked.now))];
        count = count.is_null() ? 1 : count.get_int64() + 1;
    }
    return counts;
}

struct Line {
    json::object& object;

    void operator()(const alert::Alert& alert) const {
        object["subject"] = alert.article.title;
        object["subscription"] = alert.subscription.name;
        object["article"] = alert.article.id ? json::value(alert.article.id.text()) : json::value(nullptr);
        object["url"] = text_or_null(alert.article.url);
        object["revision"] = alert.article.revision;
        object["hits"] = alert.hits.size();
        if (alert.grade) object["grade"] = revision::to_text(*alert.grade);
    }
    void operator()(const alert::Notice& notice) const {
        object["subject"] = notice.subject;
        object["url"] = text_or_null(notice.url);
        object["reason"] = notice.reason;
    }
    void operator()(const alert::DigestContent& digest) const {
        object["subject"] = alert::heading_of(digest);
        if (!digest.groups.empty()) object["subscription"] = digest.groups.front().subscription.name;
    }
};

json::object line_of(AlertId id, const store::AlertRow& row) {
    json::object line{{"id", id.text()},
                      {"event", alert::to_text(alert::event_of(row.payload))},
                      {"time", to_value(alert::time_of(row.payload))}};
    std::visit(Line{line}, row.payload);
    return line;
}

}  // namespace

Answer list_alerts(const Asked& asked) {
    store::AlertFilter filter;
    filter.since = asked.parameters.time("since");
    filter.until = asked.parameters.time("until");
    filter.event = asked.parameters.text("event");
    auto subscription = asked.parameters.text("subscription");
    auto article = asked.parameters.text("article");
    auto limit = asked.parameters.limit();
    if (filter.event && !alert::event_from_text(*filter.event))
        asked.parameters.refuse("there is no event `" + *filter.event +
                                "`; article.matched is one, article.edited another");
    if (auto fault = asked.parameters.fault()) return *fault;
    auto known = find_subscription(asked.catalog, subscription.value_or(""));
    // One that is gone may still have alerts.
    if (subscription) filter.subscription = known ? *known : catalog::subscription_id(*subscription);
    if (article) {
        auto id = find_article(asked.connection, *article);
        if (!id) return id.error();
        filter.article = *id;
    }
    json::array list;
    for (AlertId id : store::list_alerts(asked.connection, filter, limit)) {
        auto row = store::find_alert(asked.connection, id);
        if (!row) continue;
        auto line = line_of(id, *row);
        line["deliveries"] = standings_of(asked, id);
        list.push_back(std::move(line));
    }
    if (list.empty() && subscription && !known) return known.error();
    return list;
}

Answer show_alert(const Asked& asked) {
    if (auto fault = asked.parameters.fault()) return *fault;
    auto id = find_alert(asked.connection, asked.name);
    if (!id) return id.error();
    auto row = store::find_alert(asked.connection, *id);
    if (!row) return Refusal{Refusal::Kind::not_found, "the alert is not stored any more"};
    auto alert = line_of(*id, *row);
    alert["message"] = json::parse(alert::standard_body(row->payload));
    store::DeliveryFilter filter;
    filter.alert = *id;
    filter.standing = store::Standing::any;
    json::array deliveries;
    for (const store::DeliveryRow& delivery :
         store::list_deliveries(asked.connection, filter, asked.now, deliveries_max)) {
        auto line = delivery_line(asked, delivery);
        line["attempts"] = attempts_of(asked, delivery.id);
        deliveries.push_back(std::move(line));
    }
    alert["deliveries"] = std::move(deliveries);
    return alert;
}

}  // namespace watchword::archive
