#include "daemon/store/feeds.hpp"

#include <algorithm>
#include <set>

#include <boost/json.hpp>

#include "common/base/url.hpp"
#include "config/forms.hpp"
#include "daemon/archive/names.hpp"
#include "daemon/manage/jobs.hpp"

namespace watchword::manage {

namespace {

namespace json = boost::json;

constexpr std::size_t feeds_max = 10'000;  // of one import
constexpr std::size_t tags_max = 100;

std::set<std::string> names_taken(const catalog::Catalog& catalog) {
    std::set<std::string> names;
    for (const auto& [id, feed] : catalog.feeds())
        if (!feed.name.empty()) names.insert(feed.name);
    return names;
}

std::optional<std::string> fault_of_tags(const std::vector<std::string>& tags) {
    if (tags.size() > tags_max) return "a feed may have " + std::to_string(tags_max) + " tags at most";
    for (const std::string& tag : tags)
        if (!config::is_name(tag)) return "`" + tag + "` is no tag: 1 to 200 bytes on one line";
    return std::nullopt;
}

Refusal watched_already(const config::Feed& feed) {
    if (!feed.place.file.empty())
        return {Refusal::Kind::exists, feed.url + " is watched already: it stands in " + text_of(feed.place)};
    return {Refusal::Kind::exists, feed.url + " is watched already; `watchword feeds show` tells how it is"};
}

}  // namespace

Outcome add_feed(const Job& job) {
    auto given = text_in(job.details, "url");
    auto url = parse_url(given);
    if (!url) return Refusal{Refusal::Kind::bad, "`" + given + "` is no http:// or https:// address"};
    if (config::has_user_information(given))
        return Refusal{Refusal::Kind::bad,
                       "an address with a user and password belongs into the configuration, which others "
                       "cannot read: add it there as a [[feed]]"};
    auto id = catalog::feed_id(url->text);
    if (const config::Feed* feed = job.catalog.feed(id)) return watched_already(*feed);
    auto name = text_in(job.details, "name");
    if (!name.empty() && !config::is_feed_name(name))
        return Refusal{Refusal::Kind::bad,
                       "`" + name + "` is no name: 1 to 200 bytes on one line that do not begin with tag:"};
    if (names_taken(job.catalog).contains(name))
        return Refusal{Refusal::Kind::exists, "another feed is named `" + name + "`: choose another --name"};
    auto tags = texts_in(job.details, "tags");
    if (auto fault = fault_of_tags(tags)) return Refusal{Refusal::Kind::bad, *fault};

    json::object settings;
    if (!name.empty()) settings["name"] = name;
    if (!tags.empty()) settings["tags"] = to_array(tags);
    store::save_feed_settings(job.connection, id, url->text, json::serialize(settings), job.now);
    Done done;
    done.told = {
        {"id", id.text()}, {"url", url->text}, {"name", name.empty() ? json::value(nullptr) : json::value(name)}};
    done.catalog_changed = true;
    return done;
}

Outcome import_feeds(const Job& job) {
    const json::value* list = job.details.if_contains("feeds");
    if (!list || !list->is_array()) return Refusal{Refusal::Kind::bad, "an import needs a list of feeds"};
    if (list->get_array().size() > feeds_max)
        return Refusal{Refusal::Kind::bad, "an import may hold " + std::to_string(feeds_max) + " feeds at most"};
    auto names = names_taken(job.catalog);
    std::size_t added = 0, known = 0, refused = 0;
    std::set<FeedId> seen;
    for (const json::value& item : list->get_array()) {
        const json::object* given = item.if_object();
        auto url = given ? parse_url(text_in(*given, "url")) : std::nullopt;
        if (!url || config::has_user_information(text_in(*given, "url"))) {
            ++refused;
            continue;
        }
        auto id = catalog::feed_id(url->text);
        if (job.catalog.feed(id) || !seen.insert(id).second) {
            ++known;
            continue;
        }
        json::object settings;
        // Two feeds of one title keep their own; only one can be called by it.
        auto title = text_in(*given, "title");
        if (config::is_feed_name(title) && names.insert(title).second) settings["name"] = title;
        auto tags = texts_in(*given, "tags");
        std::erase_if(tags, [](const std::string& tag) { return !config::is_name(tag); });
        if (tags.size() > tags_max) tags.resize(tags_max);
        if (!tags.empty()) settings["tags"] = to_array(tags);
        for (const char* kept : {"title", "home_url", "attributes"})
            if (const json::value* value = given->if_contains(kept)) settings[kept] = *value;
        store::save_feed_settings(job.connection, id, url->text, json::serialize(settings), job.now);
        ++added;
    }
    Done done;
    done.told = {{"added", added}, {"known", known}, {"refused", refused}};
    done.catalog_changed = added > 0;
    return done;
}

Outcome remove_feed(const Job& job) {
    auto id = archive::find_feed(job.connection, job.catalog, job.name);
    if (!id) return Refusal{Refusal::Kind::not_found, id.error().message};
    const config::Feed* feed = job.catalog.feed(*id);
    if (!feed) return Refusal{Refusal::Kind::not_found, "`" + std::string(job.name) + "` is not watched any more"};
    if (!feed->place.file.empty())
        return Refusal{Refusal::Kind::in_file, "this feed stands in " + text_of(feed->place) +
                                                   ": take it out there, or set `enabled = false`, and reload"};
    auto label = feed->name.empty() ? feed->url : feed->name;
    json::array orphaned;  // subscriptions that name it, and will not hear of anything else either
    for (const auto& [subscription_id, subscription] : job.catalog.subscriptions())
        if (std::ranges::find(subscription.settings.feeds, label) != subscription.settings.feeds.end())
            orphaned.emplace_back(subscription.settings.name);
    store::remove_feed(job.connection, *id);
    Done done;
    done.told = {
        {"id", id->text()}, {"url", feed->url}, {"name", label}, {"subscriptions_naming_it", std::move(orphaned)}};
    done.catalog_changed = true;
    return done;
}

}  // namespace watchword::manage
