#include "common/revision/storage.hpp"

#include <algorithm>
#include <array>

#include <boost/json.hpp>

namespace watchword::revision {

namespace {

namespace json = boost::json;

void put(json::object& object, std::string_view key, const std::string& text) {
    if (!text.empty()) object[key] = text;
}

void put(json::object& object, std::string_view key, const std::vector<std::string>& texts) {
    if (!texts.empty()) object[key] = json::array(texts.begin(), texts.end());
}

// Throws what boost::json throws where the value is of another type.
void take(const json::object& object, std::string_view key, std::string& text) {
    if (const auto* value = object.if_contains(key)) text = std::string(value->as_string());
}

void take(const json::object& object, std::string_view key, std::vector<std::string>& texts) {
    if (const auto* value = object.if_contains(key))
        for (const auto& text : value->as_array()) texts.emplace_back(text.as_string());
}

void put(json::object& object, std::string_view key, const std::optional<Time>& time) {
    if (time) object[key] = time->time_since_epoch().count();
}

std::optional<Time> time_of(const json::object& object, std::string_view key) {
    const auto* value = object.if_contains(key);
    if (!value || !value->is_int64()) return std::nullopt;
    return Time(Duration(value->get_int64()));
}

constexpr std::array parts_from_feed{&FromFeed::headline, &FromFeed::byline, &FromFeed::tags};
constexpr std::array<std::string_view, parts_from_feed.size()> part_names{"headline", "byline", "tags"};

std::vector<std::string> names_of(const FromFeed& from_feed) {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < part_names.size(); ++i)
        if (from_feed.*parts_from_feed[i]) names.emplace_back(part_names[i]);
    return names;
}

FromFeed from_feed_of(const std::vector<std::string>& names) {
    FromFeed from_feed;
    for (std::size_t i = 0; i < part_names.size(); ++i)
        from_feed.*parts_from_feed[i] = std::ranges::find(names, part_names[i]) != names.end();
    return from_feed;
}

}  // namespace

std::string serialise(const Revision& revision) {
    json::object object;
    put(object, "headline", revision.headline);
    put(object, "standfirst", revision.standfirst);
    put(object, "byline", revision.byline);
    put(object, "published", revision.published);
    put(object, "tags", revision.tags);
    put(object, "paragraphs", revision.paragraphs);
    put(object, "from_feed", names_of(revision.from_feed));
    return json::serialize(object);
}

Result<Revision, StorageError> deserialise(std::string_view bytes) {
    boost::system::error_code error;
    json::value value = json::parse(bytes, error);
    if (error) return StorageError{"not a stored revision: " + error.message()};
    try {
        const auto& object = value.as_object();
        Revision revision;
        take(object, "headline", revision.headline);
        take(object, "standfirst", revision.standfirst);
        take(object, "byline", revision.byline);
        if (const auto* time = object.if_contains("published")) revision.published = Time(Duration(time->as_int64()));
        take(object, "tags", revision.tags);
        take(object, "paragraphs", revision.paragraphs);
        std::vector<std::string> fed;
        take(object, "from_feed", fed);
        revision.from_feed = from_feed_of(fed);
        return revision;
    } catch (const std::exception& wrong) {
        return StorageError{std::string("not a stored revision: ") + wrong.what()};
    }
}

std::string serialise(const Presence& presence) {
    json::object object;
    if (presence.last != Presence{}.last) object["last"] = to_text(presence.last);
    put(object, "present_at", presence.present_at);
    put(object, "absent_since", presence.absent_since);
    if (presence.absences > 0) object["absences"] = presence.absences;
    if (presence.removed) object["removed"] = true;
    return json::serialize(object);
}

Presence deserialise_presence(std::string_view bytes) {
    boost::system::error_code error;
    json::value value = json::parse(bytes, error);
    Presence presence;
    if (error || !value.is_object()) return presence;
    const auto& object = value.get_object();
    if (const auto* last = object.if_contains("last"); last && last->is_string())
        presence.last = sighting_from_text(last->get_string()).value_or(presence.last);
    presence.present_at = time_of(object, "present_at");
    presence.absent_since = time_of(object, "absent_since");
    if (const auto* absences = object.if_contains("absences"); absences && absences->is_int64())
        presence.absences = static_cast<unsigned>(std::max<std::int64_t>(absences->get_int64(), 0));
    if (const auto* removed = object.if_contains("removed"); removed && removed->is_bool())
        presence.removed = removed->get_bool();
    return presence;
}

}  // namespace watchword::revision
