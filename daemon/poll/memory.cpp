#include "daemon/poll/memory.hpp"

#include <boost/json.hpp>

namespace watchword::poll {

namespace {

namespace json = boost::json;

// A number or time that may be missing.
std::optional<std::int64_t> integer(const json::object& object, std::string_view key) {
    const json::value* value = object.if_contains(key);
    if (!value || !value->is_int64()) return std::nullopt;
    return value->get_int64();
}

std::optional<Time> time(const json::object& object, std::string_view key) {
    auto number = integer(object, key);
    return number ? std::optional(Time(Duration(*number))) : std::nullopt;
}

void put(json::object& object, std::string_view key, const std::optional<Time>& value) {
    if (value) object[key] = value->time_since_epoch().count();
}

json::object object_from(const std::string& text) {
    boost::system::error_code error;
    auto value = json::parse(text, error);
    return !error && value.is_object() ? value.get_object() : json::object();
}

}  // namespace

std::string to_json(const revision::Presence& presence) {
    json::object object;
    object["last"] = revision::to_text(presence.last);
    put(object, "present_at", presence.present_at);
    put(object, "absent_since", presence.absent_since);
    object["absences"] = presence.absences;
    object["removed"] = presence.removed;
    return json::serialize(object);
}

revision::Presence presence_from_json(const std::string& text) {
    auto object = object_from(text);
    revision::Presence presence;
    if (auto* last = object.if_contains("last"); last && last->is_string())
        presence.last = revision::sighting_from_text(last->get_string()).value_or(presence.last);
    presence.present_at = time(object, "present_at");
    presence.absent_since = time(object, "absent_since");
    presence.absences = static_cast<unsigned>(integer(object, "absences").value_or(0));
    if (auto* removed = object.if_contains("removed"); removed && removed->is_bool()) presence.removed = removed->get_bool();
    return presence;
}

}  // namespace watchword::poll
