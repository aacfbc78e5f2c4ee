#include "daemon/manage/orders.hpp"

#include <array>
#include <optional>

#include <boost/json.hpp>

#include "daemon/archive/path_pattern.hpp"
#include "daemon/manage/jobs.hpp"

namespace watchword::manage {

namespace {

namespace json = boost::json;

// "*" stands for a name.
struct Route {
    bool remove;
    std::string_view path;
    Outcome (*carry_out)(const Job&);
};
// Paths that say more come first: a feed may be called "import".
constexpr std::array routes{
    Route{false, "/feeds", add_feed},
    Route{false, "/feeds/import", import_feeds},
    Route{true, "/feeds/*", remove_feed},
    Route{false, "/subscriptions", add_subscription},
    Route{true, "/subscriptions/*", remove_subscription},
    Route{false, "/subscriptions/*/pause", pause_subscription},
    Route{false, "/subscriptions/*/resume", resume_subscription},
    Route{false, "/subscriptions/*/test", test_subscription},
    Route{false, "/deliveries/retry", retry_deliveries},
    Route{false, "/alerts/*/resend", resend_alert},
};

}  // namespace

Result<Done, Refusal> carry_out(store::Connection& connection, const catalog::Catalog& catalog, Time now,
                                const Order& order) {
    for (const Route& route : routes) {
        if (route.remove != order.remove) continue;
        if (auto name = archive::match(route.path, order.path))
            return route.carry_out({connection, catalog, now, *name, order.details});
    }
    return Refusal{Refusal::Kind::unknown, "nothing can be changed at " + order.path};
}

std::string text_in(const json::object& details, std::string_view key) {
    const json::value* value = details.if_contains(key);
    return value && value->is_string() ? std::string(value->get_string()) : std::string();
}

std::vector<std::string> texts_in(const json::object& details, std::string_view key) {
    std::vector<std::string> texts;
    const json::value* value = details.if_contains(key);
    if (value && value->is_array())
        for (const json::value& item : value->get_array())
            if (item.is_string()) texts.emplace_back(item.get_string());
    return texts;
}

bool flag_in(const json::object& details, std::string_view key) {
    const json::value* value = details.if_contains(key);
    return value && value->is_bool() && value->get_bool();
}

json::array to_array(const std::vector<std::string>& texts) {
    return json::array(texts.begin(), texts.end());
}

std::string text_of(const config::Place& place) {
    return place.file + ':' + std::to_string(place.line);
}

}  // namespace watchword::manage
