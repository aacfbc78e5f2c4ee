#include "common/feed/to_json.hpp"

#include <boost/json/array.hpp>

namespace watchword::feed {

namespace {

namespace json = boost::json;

json::value text_or_null(const std::string& text) {
    return text.empty() ? json::value() : json::value(text);
}

json::value time_or_null(const std::optional<Time>& time) {
    return time ? json::value(to_rfc3339(*time)) : json::value();
}

json::array texts(const std::vector<std::string>& list) {
    return json::array(list.begin(), list.end());
}

json::object to_json(const Enclosure& enclosure) {
    json::object object{{"url", enclosure.url}, {"type", text_or_null(enclosure.type)}};
    object["length"] = enclosure.length ? json::value(*enclosure.length) : json::value();
    return object;
}

json::object to_json(const Entry& entry) {
    json::array enclosures;
    for (const Enclosure& enclosure : entry.enclosures) enclosures.push_back(to_json(enclosure));
    return {
        {"id", text_or_null(entry.id)},
        {"url", text_or_null(entry.url)},
        {"title", text_or_null(entry.title)},
        {"summary_html", text_or_null(entry.summary_html)},
        {"content_html", text_or_null(entry.content_html)},
        {"authors", texts(entry.authors)},
        {"published", time_or_null(entry.published)},
        {"updated", time_or_null(entry.updated)},
        {"tags", texts(entry.tags)},
        {"enclosures", std::move(enclosures)},
        {"language", text_or_null(entry.language)},
    };
}

}  // namespace

json::object to_json(const Document& document) {
    json::array entries;
    for (const Entry& entry : document.entries) entries.push_back(to_json(entry));
    return {
        {"format", document.format},
        {"title", text_or_null(document.title)},
        {"home_url", text_or_null(document.home_url)},
        {"feed_url", text_or_null(document.self_url)},
        {"language", text_or_null(document.language)},
        {"entries", std::move(entries)},
        {"warnings", texts(document.warnings)},
    };
}

}  // namespace watchword::feed
