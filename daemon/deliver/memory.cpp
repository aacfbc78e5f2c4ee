#include "daemon/deliver/memory.hpp"

#include <boost/json.hpp>

namespace watchword::deliver {

namespace json = boost::json;

std::string to_json(const ReceiverMemory& memory) {
    const schedule::ReceiverHealth& health = memory.health;
    json::object object;
    if (health.failing_since) object["failing_since"] = health.failing_since->time_since_epoch().count();
    object["failures"] = health.failures;
    object["not_before"] = health.not_before.time_since_epoch().count();
    object["stopped"] = health.stopped;
    object["address"] = memory.address;
    json::object failing;
    for (const auto& [address, since] : memory.failing) failing[address] = since.time_since_epoch().count();
    if (!failing.empty()) object["failing"] = std::move(failing);
    return json::serialize(object);
}

ReceiverMemory memory_from_json(const std::string& text) {
    boost::system::error_code error;
    auto value = json::parse(text, error);
    ReceiverMemory memory;
    if (error || !value.is_object()) return memory;
    const json::object& object = value.get_object();
    auto time = [&](std::string_view key) -> std::optional<Time> {
        auto* found = object.if_contains(key);
        return found && found->is_int64() ? std::optional(Time(Duration(found->get_int64()))) : std::nullopt;
    };
    schedule::ReceiverHealth& health = memory.health;
    health.failing_since = time("failing_since");
    health.not_before = time("not_before").value_or(Time());
    if (auto* failures = object.if_contains("failures"); failures && failures->is_int64())
        health.failures = static_cast<unsigned>(failures->get_int64());
    if (auto* stopped = object.if_contains("stopped"); stopped && stopped->is_bool())
        health.stopped = stopped->get_bool();
    if (auto* address = object.if_contains("address"); address && address->is_string())
        memory.address = std::string(address->get_string());
    if (auto* failing = object.if_contains("failing"); failing && failing->is_object())
        for (const auto& [failed, since] : failing->get_object())
            if (since.is_int64()) memory.failing.emplace(failed, Time(Duration(since.get_int64())));
    return memory;
}

}  // namespace watchword::deliver
