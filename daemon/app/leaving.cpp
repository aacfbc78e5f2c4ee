#include "daemon/app/leaving.hpp"

#include <algorithm>

#include "common/alert/mustache.hpp"
#include "common/alert/unsubscribe.hpp"
#include "daemon/runtime/log.hpp"
#include "daemon/store/alerts.hpp"
#include "daemon/store/unsubscribed.hpp"

namespace watchword::app {

namespace {

constexpr std::string_view page =
    "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
    "content=\"width=device-width\"><meta name=\"color-scheme\" content=\"light "
    "dark\"><title>watchword</title></head>\n"
    "<body><h1>{{heading}}</h1>\n<p>{{text}}</p>\n{{#names}}<p><b>{{.}}</b></p>\n{{/names}}"
    "{{#button}}<form method=\"post\" "
    "action=\"{{action}}\"><button>{{button}}</button></form>\n{{/button}}</body></html>\n";

control::Reply show(unsigned status, const alert::Values& values) {
    return {status, *alert::fill_in(page, values, alert::Escaping::html), "text/html; charset=utf-8"};
}

struct Leaving {
    std::string address;
    std::vector<std::string> names;  // of the subscriptions
    bool left = false;
};

std::vector<std::string> names_in(const alert::Payload& payload) {
    std::vector<std::string> names;
    if (const auto* alert = std::get_if<alert::Alert>(&payload)) names.push_back(alert->subscription.name);
    if (const auto* digest = std::get_if<alert::DigestContent>(&payload))
        for (const alert::DigestGroup& group : digest->groups) names.push_back(group.subscription.name);
    return names;
}

// nullopt: the code is none of ours, or its mail is forgotten.
std::optional<Leaving> leave(store::Connection& connection, const std::string& code, std::optional<bool> leaves,
                             Time now) {
    auto id = alert::delivery_of(code, store::unsubscribe_key(connection));
    auto delivery = id ? store::find_delivery(connection, *id) : std::nullopt;
    auto alert = delivery ? store::find_alert(connection, delivery->alert) : std::nullopt;
    if (!alert) return std::nullopt;
    Leaving leaving{delivery->address, names_in(alert->payload), false};
    for (const std::string& name : leaving.names) {
        auto subscription = catalog::subscription_id(name);
        if (leaves == true) store::unsubscribe(connection, subscription, leaving.address, now);
        if (leaves == false) store::subscribe_again(connection, subscription, leaving.address);
        leaving.left = leaving.left || store::is_unsubscribed(connection, subscription, leaving.address);
    }
    return leaving;
}

}  // namespace

Awaitable<control::Reply> answer_reader(App& app, control::Request request) {
    constexpr std::string_view folder = "/unsubscribe/";
    auto code = request.path.substr(std::min(folder.size(), request.path.size()));
    std::optional<bool> leaves;
    if (request.method == control::Request::Method::post)
        leaves = std::ranges::none_of(request.parameters, [](const auto& one) { return one.first == "again"; });
    auto now = app.now();
    auto job = [code, leaves, now](store::Connection& connection) { return leave(connection, code, leaves, now); };
    auto stored = co_await app.store().write(job);

    alert::Values values;
    if (!stored) {
        values.set("heading", "Not now");
        values.set("text", "The database cannot be written. Please try again later.");
        co_return show(503, values);
    }
    if (!*stored) {
        values.set("heading", "Nothing here");
        values.set("text",
                   "This link belongs to no mail of ours, or to one that is long forgotten. Use that of a newer mail.");
        co_return show(404, values);
    }
    const Leaving& leaving = **stored;
    if (leaves)
        for (const std::string& name : leaving.names)
            log::info({.event = leaving.left ? "subscription.left" : "subscription.joined", .subscription = name},
                      leaving.address + (leaving.left ? " unsubscribed from " : " subscribed again to ") + name);
    alert::Values names(alert::Values::type::list);
    for (const std::string& name : leaving.names) names.push_back(name);
    values.set("names", names);
    values.set("heading", leaving.left ? "Unsubscribed" : "Subscribed");
    values.set("text", leaving.address + (leaving.left ? " gets no more mail about" : " gets mail about"));
    values.set("button", leaving.left ? "Subscribe again" : "Unsubscribe");
    values.set("action", leaving.left ? code + "?again=yes" : code);
    co_return show(200, values);
}

}  // namespace watchword::app
