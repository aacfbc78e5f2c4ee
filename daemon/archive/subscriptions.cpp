#include <algorithm>

#include "daemon/archive/answers.hpp"
#include "daemon/archive/json.hpp"
#include "daemon/archive/names.hpp"
#include "daemon/store/unsubscribed.hpp"

namespace watchword::archive {

namespace {

json::object line_of(const catalog::Subscription& subscription) {
    const config::Subscription& settings = subscription.settings;
    json::array events;
    for (alert::Event event : settings.events) events.emplace_back(alert::to_text(event));
    json::value file = nullptr;
    if (!settings.place.file.empty()) file = settings.place.file + ':' + std::to_string(settings.place.line);
    return {{"id", subscription.id.text()},
            {"name", settings.name},
            {"query", settings.query_text},
            {"feeds", to_array(settings.feeds)},
            {"languages", to_array(settings.languages)},
            {"events", std::move(events)},
            {"receivers", to_array(settings.receivers)},
            {"active", settings.enabled},
            {"file", std::move(file)}};
}

}  // namespace

Answer list_subscriptions(const Asked& asked) {
    if (auto fault = asked.parameters.fault()) return *fault;
    json::array lines;
    for (const auto& [id, subscription] : asked.catalog.subscriptions()) lines.push_back(line_of(subscription));
    std::ranges::sort(lines, {}, [](const json::value& line) { return line.at("name").as_string(); });
    return lines;
}

Answer show_subscription(const Asked& asked) {
    if (auto fault = asked.parameters.fault()) return *fault;
    auto id = find_subscription(asked.catalog, asked.name);
    if (!id) return id.error();
    const catalog::Subscription& subscription = *asked.catalog.subscription(*id);
    auto shown = line_of(subscription);
    shown["forms"] = subscription.settings.forms ? "auto" : "exact";
    shown["fold"] = subscription.settings.fold;
    shown["time_zone"] = subscription.settings.time_zone;
    shown["max_burst"] = subscription.settings.max_burst;
    shown["unsubscribed"] = to_array(store::unsubscribed_addresses(asked.connection, *id));
    return shown;
}

}  // namespace watchword::archive
