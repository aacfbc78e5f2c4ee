#include "daemon/store/subscriptions.hpp"

#include <algorithm>

#include <boost/json.hpp>

#include "common/alert/payload.hpp"
#include "common/query/explain.hpp"
#include "config/faults.hpp"
#include "config/forms.hpp"
#include "daemon/archive/names.hpp"
#include "daemon/manage/added.hpp"
#include "daemon/manage/jobs.hpp"
#include "daemon/outbox/fill.hpp"
#include "daemon/store/alerts.hpp"

namespace watchword::manage {

namespace {

namespace json = boost::json;

Refusal bad(std::string message) {
    return {Refusal::Kind::bad, std::move(message)};
}

std::optional<Refusal> unknown_receivers(const catalog::Catalog& catalog, const std::vector<std::string>& receivers) {
    std::vector<std::string> known;
    for (const auto& [id, receiver] : catalog.receivers()) known.push_back(receiver.name);
    if (known.empty())
        return bad(
            "there is no receiver yet: add a [[receiver]] to the configuration, which keeps their secrets, and reload");
    if (receivers.empty()) {
        std::sort(known.begin(), known.end());
        std::string names;
        for (const std::string& name : known) names += (names.empty() ? "" : ", ") + name;
        return bad("nobody would hear of it: name a receiver; there are: " + names);
    }
    for (const std::string& name : receivers)
        if (std::ranges::find(known, name) == known.end())
            return bad("there is no receiver \"" + name + '"' + config::did_you_mean(name, known));
    return std::nullopt;
}

// Each as it stays: a title that a feed has today becomes its URL.
std::optional<Refusal> settle_feeds(const Job& job, std::vector<std::string>& feeds) {
    std::vector<std::string> known;
    for (const auto& [id, feed] : job.catalog.feeds()) {
        known.push_back(feed.name.empty() ? feed.url : feed.name);
        for (const std::string& tag : feed.tags) known.push_back("tag:" + tag);
    }
    for (std::string& name : feeds) {
        if (std::ranges::find(known, name) != known.end()) continue;
        bool tag = name.starts_with("tag:");
        auto id = archive::find_feed(job.connection, job.catalog, name);
        const config::Feed* feed = id && !tag ? job.catalog.feed(*id) : nullptr;
        if (!feed)
            return bad((tag ? "no feed has the tag \"" : "there is no feed \"") + name + '"' +
                       config::did_you_mean(name, known));
        name = feed->name.empty() ? feed->url : feed->name;
    }
    return std::nullopt;
}

// A subscription that was added by command, by name or id.
Result<const catalog::Subscription*, Refusal> added_one(const Job& job) {
    auto id = archive::find_subscription(job.catalog, job.name);
    if (!id) return Refusal{Refusal::Kind::not_found, id.error().message};
    const catalog::Subscription* found = job.catalog.subscription(*id);
    if (!found->settings.place.file.empty())
        return Refusal{Refusal::Kind::in_file, "this subscription stands in " + text_of(found->settings.place) +
                                                   ": change it there (`enabled = false` pauses it) and reload"};
    return found;
}

Outcome set_paused(const Job& job, bool paused) {
    auto found = added_one(job);
    if (!found) return found.error();
    const catalog::Subscription& subscription = **found;
    store::pause_subscription(job.connection, subscription.id, subscription.settings.name, paused);
    Done done;
    done.told = {{"name", subscription.settings.name}, {"active", !paused}};
    done.catalog_changed = true;
    return done;
}

}  // namespace

Outcome add_subscription(const Job& job) {
    config::Subscription settings;
    settings.name = text_in(job.details, "name");
    if (!config::is_name(settings.name)) return bad("`" + settings.name + "` is no name: 1 to 200 bytes on one line");
    auto id = catalog::subscription_id(settings.name);
    if (const catalog::Subscription* there = job.catalog.subscription(id))
        return Refusal{Refusal::Kind::exists,
                       "there is a subscription `" + settings.name + "` already" +
                           (there->settings.place.file.empty() ? ": remove it first, or choose another name"
                                                               : ", in " + text_of(there->settings.place))};
    settings.query_text = text_in(job.details, "query");
    settings.feeds = texts_in(job.details, "feeds");
    settings.languages = texts_in(job.details, "languages");
    settings.receivers = texts_in(job.details, "receivers");
    settings.forms = text_in(job.details, "forms") != "exact";
    settings.fold = flag_in(job.details, "fold");

    auto query = query::parse(settings.query_text, job.catalog.config().lists, {settings.forms, settings.fold});
    if (!query) {
        std::string faults;
        for (const query::Fault& fault : query.error()) faults += query::to_text(fault, "query", settings.query_text);
        return bad(faults);
    }
    if (auto refused = unknown_receivers(job.catalog, settings.receivers)) return *refused;
    if (auto refused = settle_feeds(job, settings.feeds)) return *refused;
    for (const std::string& language : settings.languages)
        if (!config::parse_language(language))
            return bad("`" + language + "` is no language: an ISO 639 code such as en");
    if (auto words = texts_in(job.details, "events"); !words.empty()) {
        settings.events.clear();
        for (const std::string& word : words) {
            auto event = config::parse_event(word);
            if (!event) return bad("there is no event `" + word + "`: matched, edited, removed or restored");
            settings.events.push_back(*event);
        }
    }
    store::save_subscription(job.connection, id, {settings.name, to_json(settings)});
    json::array warnings;
    for (const query::Fault& warning : query->warnings())
        warnings.emplace_back(query::to_text(warning, "query", settings.query_text));
    Done done;
    done.told = {
        {"id", id.text()}, {"name", settings.name}, {"query", settings.query_text}, {"warnings", std::move(warnings)}};
    done.catalog_changed = true;
    return done;
}

Outcome remove_subscription(const Job& job) {
    auto found = added_one(job);
    if (!found) return found.error();
    auto name = (*found)->settings.name;
    store::remove_subscription(job.connection, (*found)->id);
    Done done;
    done.told = {{"name", name}};
    done.catalog_changed = true;
    return done;
}

Outcome pause_subscription(const Job& job) {
    return set_paused(job, true);
}
Outcome resume_subscription(const Job& job) {
    return set_paused(job, false);
}

Outcome test_subscription(const Job& job) {
    auto id = archive::find_subscription(job.catalog, job.name);
    if (!id) return Refusal{Refusal::Kind::not_found, id.error().message};
    const config::Subscription& settings = job.catalog.subscription(*id)->settings;
    auto alert = alert::sample_alert({settings.name, settings.query_text, settings.time_zone}, job.now);
    store::AlertRow row{alert.id, alert, *id, {}, 0};
    store::insert_alert(job.connection, row);
    Done done;
    for (const std::string& name : settings.receivers) {
        auto receiver = catalog::receiver_id(name);
        const config::Receiver* known = job.catalog.receiver(receiver);
        if (!known) continue;
        // Whatever its digest or quiet hours: somebody waits for it.
        outbox::add_deliveries(job.connection, row, receiver, *known, store::DeliveryState::pending, job.now);
        store::save_receiver_state(job.connection, receiver, name, "{}");
        done.forgiven.push_back(receiver);
    }
    done.told = {{"alert", alert.id.text()}, {"subscription", settings.name}};
    return done;
}

}  // namespace watchword::manage
