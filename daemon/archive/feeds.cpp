#include "daemon/store/feeds.hpp"

#include <algorithm>

#include "common/schedule/feed_history.hpp"
#include "daemon/archive/answers.hpp"
#include "daemon/archive/json.hpp"
#include "daemon/archive/names.hpp"
#include "daemon/store/websub.hpp"

namespace watchword::archive {

namespace {

// Where a feed or subscription is to be changed: its file, or null for what was added by command.
json::value place_of(const config::Place& place) {
    if (place.file.empty()) return nullptr;
    return json::value(place.file + ':' + std::to_string(place.line));
}

json::object line_of(const config::Feed& feed, const store::FeedRow& row) {
    bool gone = row.health == "gone";
    return {{"id", row.id.text()},
            {"name", !feed.name.empty()   ? feed.name
                     : !row.title.empty() ? row.title
                                          : feed.url},
            {"url", feed.url},
            {"tags", to_array(feed.tags)},
            {"health", feed.enabled ? row.health : "disabled"},
            {"trouble", text_or_null(row.trouble)},
            {"last_poll", to_value(row.last_poll)},
            {"next_poll", gone || !feed.enabled ? json::value(nullptr) : json::value(to_rfc3339(row.next_poll))},
            {"last_change", to_value(row.last_change)},
            {"file", place_of(feed.place)}};
}

std::string backlog_text(const config::Backlog& backlog) {
    using Kind = config::Backlog::Kind;
    return backlog.kind == Kind::none ? "0" : backlog.kind == Kind::all ? "all" : watchword::to_text(backlog.age);
}

// Why it is polled when it is; for a feed that was never polled the database has no reason yet.
std::string reason_of(const config::Feed& feed, const store::FeedRow& row) {
    if (!feed.enabled) return "it is disabled";
    if (!row.last_poll) return "it is new: its first poll is its baseline";
    return row.why;
}

// What was agreed with the feed's hub; null: it names none.
json::value hub_of(const Asked& asked, FeedId feed) {
    auto row =
        asked.catalog.config().server.public_url.empty() ? std::nullopt : store::find_websub(asked.connection, feed);
    if (!row) return nullptr;
    return json::object{{"url", row->hub},
                        {"topic", row->topic},
                        {"lease_ends", to_value(row->lease_ends)},
                        {"told", to_value(row->told)},
                        {"next_try", to_rfc3339(row->next_try)},
                        {"trouble", text_or_null(row->trouble)}};
}

}  // namespace

Answer list_feeds(const Asked& asked) {
    auto health = asked.parameters.text("health");
    auto tag = asked.parameters.text("tag");
    if (auto fault = asked.parameters.fault()) return *fault;
    json::array lines;
    for (const store::FeedRow& row : store::all_feeds(asked.connection)) {
        const config::Feed* feed = asked.catalog.feed(row.id);
        if (!feed) continue;
        if (tag && std::ranges::find(feed->tags, *tag) == feed->tags.end()) continue;
        auto line = line_of(*feed, row);
        if (health && line["health"].as_string() != *health) continue;
        lines.push_back(std::move(line));
    }
    std::ranges::sort(lines, {}, [](const json::value& line) { return line.at("name").as_string(); });
    return lines;
}

Answer show_feed(const Asked& asked) {
    if (auto fault = asked.parameters.fault()) return *fault;
    auto id = find_feed(asked.connection, asked.catalog, asked.name);
    if (!id) return id.error();
    const config::Feed* feed = asked.catalog.feed(*id);
    auto row = store::find_feed(asked.connection, *id);
    if (!feed || !row)
        return Refusal{
            Refusal::Kind::not_found,
            "`" + std::string(asked.name) + "` is not watched any more; what it brought is still in the archive"};
    auto history = schedule::feed_history_from_json(row->history).value_or(schedule::FeedHistory());
    auto shown = line_of(*feed, *row);
    shown["why"] = reason_of(*feed, *row);
    shown["title"] = text_or_null(row->title);
    shown["home_url"] = text_or_null(row->home_url);
    shown["moved_to"] = text_or_null(row->moved_to);
    shown["failures"] = history.failures;
    shown["entries_listed"] = history.listed;
    shown["language"] = text_or_null(feed->language);
    shown["backlog"] = backlog_text(feed->backlog);
    shown["interval"] = watchword::to_text(feed->poll.interval);
    shown["interval_min"] = watchword::to_text(feed->poll.interval_min);
    shown["interval_max"] = watchword::to_text(feed->poll.interval_max);
    shown["conditional"] = !row->etag.empty() || !row->last_modified.empty();
    shown["hub"] = hub_of(asked, *id);
    return shown;
}

// What an OPML list says of each feed, with what came with it from another one.
Answer list_outlines(const Asked& asked) {
    if (auto fault = asked.parameters.fault()) return *fault;
    json::array outlines;
    for (const store::FeedRow& row : store::all_feeds(asked.connection)) {
        const config::Feed* feed = asked.catalog.feed(row.id);
        if (!feed) continue;
        boost::system::error_code error;
        auto settings = json::parse(row.settings.value_or("{}"), error);
        auto kept = [&](const char* key) {
            const json::object* object = error ? nullptr : settings.if_object();
            const json::value* value = object ? object->if_contains(key) : nullptr;
            return value ? *value : json::value(nullptr);
        };
        auto text = [&](const char* key) {
            return kept(key).is_string() ? std::string(kept(key).as_string()) : std::string();
        };
        auto title = !feed->name.empty() ? feed->name : !row.title.empty() ? row.title : text("title");
        auto attributes = kept("attributes");
        outlines.push_back(
            json::object{{"url", feed->url},
                         {"title", title},
                         {"home_url", row.home_url.empty() ? text("home_url") : row.home_url},
                         {"tags", to_array(feed->tags)},
                         {"attributes", attributes.is_object() ? attributes : json::value(json::object())}});
    }
    std::ranges::sort(outlines, {}, [](const json::value& line) { return line.at("title").as_string(); });
    return outlines;
}

}  // namespace watchword::archive
