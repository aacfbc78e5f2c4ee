#include "common/revision/storage.hpp"

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

}  // namespace

std::string serialise(const Revision& revision) {
    json::object object;
    put(object, "headline", revision.headline);
    put(object, "standfirst", revision.standfirst);
    put(object, "byline", revision.byline);
    if (revision.published) object["published"] = revision.published->time_since_epoch().count();
    put(object, "tags", revision.tags);
    put(object, "paragraphs", revision.paragraphs);
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
        if (const auto* time = object.if_contains("published"))
            revision.published = Time(Duration(time->as_int64()));
        take(object, "tags", revision.tags);
        take(object, "paragraphs", revision.paragraphs);
        return revision;
    } catch (const std::exception& wrong) {
        return StorageError{std::string("not a stored revision: ") + wrong.what()};
    }
}

}  // namespace watchword::revision
