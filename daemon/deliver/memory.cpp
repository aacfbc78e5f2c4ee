#include "daemon/deliver/memory.hpp"

#include <boost/json.hpp>

namespace watchword::deliver {

namespace json = boost::json;

std::string to_json(const schedule::ReceiverHealth& health) {
    json::object object;
    if (health.failing_since) object["failing_since"] = health.failing_since->time_since_epoch().count();
    if (health.last_failure) object["last_failure"] = health.last_failure->time_since_epoch().count();
    object["failures"] = health.failures;
    object["not_before"] = health.not_before.time_since_epoch().count();
    object["stopped"] = health.stopped;
    return json::serialize(object);
}

schedule::ReceiverHealth health_from_json(const std::string& text) {
    boost::system::error_code error;
    auto value = json::parse(text, error);
    schedule::ReceiverHealth health;
    if (error || !value.is_object()) return health;
    const json::object& object = value.get_object();
    auto time = [&](std::string_view key) -> std::optional<Time> {
        auto* found = object.if_contains(key);
        return found && found->is_int64() ? std::optional(Time(Duration(found->get_int64()))) : std::nullopt;
    };
    health.failing_since = time("failing_since");
    health.last_failure = time("last_failure");
    health.not_before = time("not_before").value_or(Time());
    if (auto* failures = object.if_contains("failures"); failures && failures->is_int64())
        health.failures = static_cast<unsigned>(failures->get_int64());
    if (auto* stopped = object.if_contains("stopped"); stopped && stopped->is_bool()) health.stopped = stopped->get_bool();
    return health;
}

}  // namespace watchword::deliver
