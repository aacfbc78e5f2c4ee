#include "daemon/manage/added.hpp"

#include <boost/json.hpp>

#include "common/base/url.hpp"
#include "daemon/runtime/log.hpp"
#include "daemon/store/feeds.hpp"
#include "daemon/store/subscriptions.hpp"

namespace watchword::manage {

namespace {

namespace json = boost::json;

json::array array_of(const std::vector<std::string>& texts) {
    return json::array(texts.begin(), texts.end());
}

std::vector<std::string> texts_of(const json::object& object, std::string_view key) {
    std::vector<std::string> texts;
    if (const json::value* value = object.if_contains(key); value && value->is_array())
        for (const json::value& item : value->get_array())
            if (item.is_string()) texts.emplace_back(item.get_string());
    return texts;
}

std::string member_text(const json::object& object, std::string_view key) {
    const json::value* value = object.if_contains(key);
    return value && value->is_string() ? std::string(value->get_string()) : std::string();
}

bool flag_of(const json::object& object, std::string_view key, bool otherwise) {
    const json::value* value = object.if_contains(key);
    return value && value->is_bool() ? value->get_bool() : otherwise;
}

bool is_same_query(const config::Subscription& one, const config::Subscription& other) {
    return one.query_text == other.query_text && one.forms == other.forms && one.fold == other.fold;
}

Result<json::object, std::string> object_of(const std::string& text) {
    boost::system::error_code error;
    auto value = json::parse(text, error);
    if (error || !value.is_object()) return std::string("its settings are no JSON object");
    return value.get_object();
}

}  // namespace

std::string to_json(const config::Feed& feed) {
    json::object object;
    if (!feed.name.empty()) object["name"] = feed.name;
    if (!feed.tags.empty()) object["tags"] = array_of(feed.tags);
    return json::serialize(object);
}

std::string to_json(const config::Subscription& subscription) {
    json::object object;
    object["query"] = subscription.query_text;
    object["feeds"] = array_of(subscription.feeds);
    object["languages"] = array_of(subscription.languages);
    object["receivers"] = array_of(subscription.receivers);
    json::array events;
    for (alert::Event event : subscription.events) events.emplace_back(alert::to_text(event));
    object["events"] = std::move(events);
    object["forms"] = subscription.forms;
    object["fold"] = subscription.fold;
    return json::serialize(object);
}

Result<config::Feed, std::string> feed_from_json(const std::string& url, const std::string& text,
                                                 const config::Config& config) {
    auto object = object_of(text);
    if (!object) return object.error();
    auto parsed = parse_url(url);
    if (!parsed) return "`" + url + "` is no http or https address";
    config::Feed feed;
    feed.url = parsed->text;
    feed.name = member_text(*object, "name");
    feed.tags = texts_of(*object, "tags");
    feed.poll = config.poll;
    feed.articles = config.articles;
    return feed;
}

Result<config::Subscription, std::string> subscription_from_json(const std::string& name, const std::string& text,
                                                                 const config::Config& config,
                                                                 const config::Subscription* known) {
    auto object = object_of(text);
    if (!object) return object.error();
    config::Subscription subscription;
    subscription.name = name;
    subscription.query_text = member_text(*object, "query");
    subscription.feeds = texts_of(*object, "feeds");
    subscription.languages = texts_of(*object, "languages");
    subscription.receivers = texts_of(*object, "receivers");
    subscription.forms = flag_of(*object, "forms", true);
    subscription.fold = flag_of(*object, "fold", false);
    if (auto events = texts_of(*object, "events"); !events.empty()) {
        subscription.events.clear();
        for (const std::string& event : events) {
            auto parsed = alert::event_from_text(event);
            if (!parsed) return "there is no event `" + event + "`";
            subscription.events.push_back(*parsed);
        }
    }
    if (known && is_same_query(*known, subscription)) {
        subscription.query = known->query;
        return subscription;
    }
    query::Options options;
    options.forms = subscription.forms;
    options.fold = subscription.fold;
    auto query = query::parse(subscription.query_text, config.lists, options);
    if (!query) {
        const query::Fault& fault = query.error().front();
        return "query:" + std::to_string(fault.line) + ":" + std::to_string(fault.column) + ": " + fault.message;
    }
    subscription.query = *query;
    return subscription;
}

namespace {

std::vector<config::Feed> added_feeds(store::Connection& connection, const config::Config& config) {
    std::vector<config::Feed> feeds;
    for (const store::AddedFeed& row : store::added_feeds(connection)) {
        auto feed = feed_from_json(row.url, row.settings, config);
        if (feed)
            feeds.push_back(std::move(*feed));
        else
            log::warning({.event = "feed.refused"}, row.url + ": " + feed.error());
    }
    return feeds;
}

std::vector<config::Subscription> added_subscriptions(store::Connection& connection, const config::Config& config,
                                                      const catalog::Catalog* before) {
    if (before && before->config().lists != config.lists) before = nullptr;
    std::vector<config::Subscription> subscriptions;
    for (const store::AddedSubscription& row : store::added_subscriptions(connection)) {
        const catalog::Subscription* known =
            before ? before->subscription(catalog::subscription_id(row.name)) : nullptr;
        auto subscription = subscription_from_json(row.name, row.settings, config, known ? &known->settings : nullptr);
        if (subscription)
            subscriptions.push_back(std::move(*subscription));
        else
            log::warning({.event = "subscription.refused", .subscription = row.name}, subscription.error());
    }
    return subscriptions;
}

}  // namespace

std::shared_ptr<const catalog::Catalog> read_catalog(store::Connection& connection, const config::Config& config,
                                                     const catalog::Catalog* before) {
    return std::make_shared<const catalog::Catalog>(config, added_feeds(connection, config),
                                                    added_subscriptions(connection, config, before),
                                                    store::paused_subscriptions(connection), before);
}

}  // namespace watchword::manage
