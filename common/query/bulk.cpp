#include "common/query/bulk.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include <boost/json.hpp>

#include "common/base/url.hpp"
#include "common/text/language.hpp"

namespace watchword::query {

namespace {

namespace json = boost::json;

Result<json::object, Bulk::Malformed> parse_object(std::string_view line) {
    boost::system::error_code error;
    json::value value = json::parse(line, error);
    if (error) return Bulk::Malformed{"not JSON: " + error.message()};
    if (!value.is_object()) return Bulk::Malformed{"not a JSON object; each line must be one"};
    return std::move(value.get_object());
}

const json::string* text_of(const json::object& object, std::string_view name) {
    const json::value* value = object.if_contains(name);
    return value == nullptr ? nullptr : value->if_string();
}

// The id as JSON, so that it is printed as it came; nothing when there is none.
std::optional<std::string> id_of(const json::object& object) {
    const json::value* id = object.if_contains("id");
    if (id == nullptr || !(id->is_string() || id->is_int64() || id->is_uint64())) return std::nullopt;
    return json::serialize(*id);
}

// Numbers by size and before strings, strings by their bytes.
bool id_before(const std::string& a, const std::string& b) {
    bool a_number = a.front() != '"';
    bool b_number = b.front() != '"';
    if (a_number != b_number) return a_number;
    if (!a_number) return a < b;
    auto value = [](const std::string& number) { return json::parse(number).to_number<double>(); };
    return value(a) < value(b);
}

std::vector<std::string_view> texts_of(const json::object& object, std::string_view name) {
    std::vector<std::string_view> texts;
    const json::value* value = object.if_contains(name);
    if (value == nullptr || !value->is_array()) return texts;
    for (const json::value& entry : value->get_array()) {
        if (entry.is_string()) texts.emplace_back(entry.get_string());
    }
    return texts;
}

json::array to_json(const std::vector<Hit>& hits) {
    json::array result;
    for (const Hit& hit : hits) {
        result.push_back({{"part", hit.part},
                          {"field", to_text(hit.field)},
                          {"start", hit.start},
                          {"end", hit.end},
                          {"text", hit.text},
                          {"excerpt", hit.excerpt}});
    }
    return result;
}

std::string sentence_of(const std::vector<Fault>& faults) {
    const Fault& fault = *std::ranges::find(faults, false, &Fault::warning);
    return "line " + std::to_string(fault.line) + ", column " + std::to_string(fault.column) +
           " of the query: " + fault.message;
}

}  // namespace

Bulk::Bulk(Lists lists, Options options) : lists_(std::move(lists)), options_(options) {}

Result<void, Bulk::Malformed> Bulk::add_query(std::string_view line) {
    auto object = parse_object(line);
    if (!object) return object.error();
    auto id = id_of(*object);
    if (!id) return Malformed{"no \"id\"; give each query a string or a whole number"};
    const json::string* text = text_of(*object, "query");
    if (text == nullptr) return Malformed{"no \"query\", which must be a string"};
    auto query = parse(*text, lists_, options_);
    if (!query) return Malformed{sentence_of(query.error())};
    added_.emplace_back(std::move(*id), std::move(*query));
    return {};
}

void Bulk::ready() {
    std::ranges::stable_sort(added_, id_before, &std::pair<std::string, Query>::first);
    Matcher matcher;
    ids_.reserve(added_.size());
    for (auto& [id, query] : added_) {
        matcher.add(ids_.size(), std::move(query));
        ids_.push_back(std::move(id));
    }
    added_ = {};
    snapshot_ = matcher.snapshot();
}

Result<Bulk::Outcome, Bulk::Malformed> Bulk::match(std::string_view line, bool with_hits) const {
    auto object = parse_object(line);
    if (!object) return object.error();
    auto id = id_of(*object);
    if (!id) return Malformed{"no \"id\"; give each article a string or a whole number"};
    const json::string* title = text_of(*object, "title");
    const json::string* body = text_of(*object, "text");
    if (title == nullptr || body == nullptr) return Malformed{"\"title\" and \"text\" must be strings"};
    const json::string* language = text_of(*object, "language");
    const json::string* address = text_of(*object, "url");

    Subject subject;
    subject.title = *title;
    subject.body = *body;
    subject.authors = texts_of(*object, "authors");
    subject.tags = texts_of(*object, "tags");
    std::string detected;
    if (language == nullptr || language->empty()) detected = text::detect_language(*body);
    subject.language = detected.empty() && language != nullptr ? std::string_view(*language) : detected;
    std::optional<Url> url = address == nullptr ? std::nullopt : parse_url(*address);
    if (url) {
        subject.url = url->text;
        subject.source = url->host;
    }

    Outcome outcome;
    std::vector<std::uint64_t> keys = snapshot_->match(subject);
    outcome.matches = keys.size();
    if (keys.empty()) return outcome;
    outcome.line = "{\"article\":" + *id + ",\"queries\":[";
    for (std::uint64_t key : keys) {
        if (key != keys.front()) outcome.line += ',';
        if (with_hits) {
            outcome.line +=
                "{\"id\":" + ids_[key] + ",\"hits\":" + json::serialize(to_json(snapshot_->hits(key, subject))) + "}";
        } else {
            outcome.line += ids_[key];
        }
    }
    outcome.line += "]}";
    return outcome;
}

}  // namespace watchword::query
