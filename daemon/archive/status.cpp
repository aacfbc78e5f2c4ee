#include <algorithm>
#include <map>

#include "common/alert/story.hpp"
#include "daemon/archive/answers.hpp"
#include "daemon/archive/json.hpp"
#include "daemon/store/alerts.hpp"
#include "daemon/store/database.hpp"
#include "daemon/store/feeds.hpp"
#include "daemon/store/listing.hpp"
#include "daemon/store/summary.hpp"

namespace watchword::archive {

namespace {

constexpr std::size_t troubled_shown = 20;
constexpr std::size_t alerts_shown = 5;

json::object feeds_of(const Asked& asked) {
    std::map<std::string, std::size_t> healths{{"failing", 0}, {"silent", 0}, {"overflowing", 0}, {"gone", 0}};
    json::array troubled;
    for (const store::FeedTrouble& row : store::troubled_feeds(asked.connection)) {
        const config::Feed* feed = asked.catalog.feed(row.id);
        if (!feed || !feed->enabled) continue;
        ++healths[row.health];
        if (troubled.size() < troubled_shown)
            troubled.push_back(json::object{{"name", feed->name.empty() ? feed->url : feed->name},
                                            {"health", row.health},
                                            {"trouble", text_or_null(row.trouble)}});
    }
    std::size_t due = 0, unpolled = 0, enabled = 0;
    for (const auto& [id, feed] : asked.catalog.feeds()) enabled += feed.enabled;
    for (const store::FeedDue& row : store::feed_schedule(asked.connection)) {
        const config::Feed* feed = asked.catalog.feed(row.id);
        if (!feed || !feed->enabled) continue;
        due += row.next_poll <= asked.now;
        unpolled += !row.last_poll;
    }
    json::object feeds{
        {"total", asked.catalog.feeds().size()}, {"enabled", enabled}, {"due", due}, {"never_polled", unpolled}};
    for (const auto& [health, count] : healths) feeds[health] = count;
    feeds["troubled"] = std::move(troubled);
    return feeds;
}

json::object line_of(const store::AlertRow& row) {
    json::object line{{"id", row.id.text()},
                      {"time", to_rfc3339(alert::time_of(row.payload))},
                      {"event", alert::to_text(alert::event_of(row.payload))},
                      {"subscription", nullptr},
                      {"title", nullptr}};
    if (auto* alert = std::get_if<alert::Alert>(&row.payload)) {
        line["subscription"] = alert->subscription.name;
        line["title"] = alert->article.title;
    } else if (auto* notice = std::get_if<alert::Notice>(&row.payload)) {
        line["title"] = notice->subject + ": " + notice->reason;
    } else {
        line["title"] = alert::heading_of(std::get<alert::DigestContent>(row.payload));
    }
    return line;
}

}  // namespace

Answer show_status(const Asked& asked) {
    if (auto fault = asked.parameters.fault()) return *fault;
    auto summary = store::summarise(asked.connection);
    json::array alerts;
    for (AlertId id : store::list_alerts(asked.connection, {}, alerts_shown))
        if (auto row = store::find_alert(asked.connection, id)) alerts.push_back(line_of(*row));
    std::size_t active = 0;
    for (const auto& [id, subscription] : asked.catalog.subscriptions()) active += subscription.settings.enabled;
    auto deferred = store::deliveries_deferred(asked.connection, asked.now);
    return json::object{
        {"feeds", feeds_of(asked)},
        {"subscriptions", json::object{{"total", asked.catalog.subscriptions().size()}, {"active", active}}},
        {"receivers", asked.catalog.receivers().size()},
        {"queue", json::object{{"readings_due", store::readings_due(asked.connection, asked.now)},
                               {"deliveries_pending", summary.deliveries_pending - deferred},
                               {"deliveries_deferred", deferred},
                               {"deliveries_failed", summary.deliveries_failed}}},
        {"last_alerts", std::move(alerts)},
        {"database",
         json::object{{"schema", store::schema_version()}, {"bytes", store::database_bytes(asked.connection)}}}};
}

}  // namespace watchword::archive
