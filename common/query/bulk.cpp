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

bool continues_character(char c) {
    return (c & 0xc0) == 0x80;
}

std::size_t column_of(std::string_view line, std::size_t offset) {
    auto before = line.substr(0, offset);
    return before.size() - static_cast<std::size_t>(std::ranges::count_if(before, continues_character)) + 1;
}

Bulk::Malformed malformed(std::string message) {
    return {.message = std::move(message)};
}

Result<json::object, Bulk::Malformed> parse_object(std::string_view line) {
    boost::system::error_code error;
    json::stream_parser parser;
    auto read = parser.write(line, error);
    if (!error) parser.finish(error);
    if (error) return Bulk::Malformed{.column = column_of(line, read), .message = "not JSON: " + error.message()};
    json::value value = parser.release();
    if (!value.is_object()) return malformed("not a JSON object; each line must be one");
    return std::move(value.get_object());
}

// Behind the string of JSON that begins at `offset`.
std::size_t end_of_string(std::string_view line, std::size_t offset) {
    for (++offset; offset < line.size() && line[offset] != '"'; ++offset)
        if (line[offset] == '\\') ++offset;
    return offset + 1;
}

// Where the value of a member begins in a line that holds a JSON object and nothing else.
std::size_t offset_of_member(std::string_view line, std::string_view name) {
    constexpr std::string_view blanks = " \t\r\n";
    std::size_t found = 0;
    unsigned depth = 0;
    for (std::size_t at = 0; at < line.size(); ++at) {
        if (line[at] == '{' || line[at] == '[') ++depth;
        if (line[at] == '}' || line[at] == ']') --depth;
        if (line[at] != '"') continue;
        auto begin = at;
        auto end = end_of_string(line, begin);
        at = end - 1;
        auto next = line.find_first_not_of(blanks, end);
        bool is_name = depth == 1 && next < line.size() && line[next] == ':';
        if (is_name && json::parse(line.substr(begin, end - begin)).as_string() == name)
            found = line.find_first_not_of(blanks, next + 1);  // the last of several is the one that counts
    }
    return found;
}

bool is_one_of(char c, std::string_view characters) {
    return characters.find(c) != std::string_view::npos;
}

// Of a character as JSON writes it.
std::size_t size_of_character(std::string_view text) {
    if (text.starts_with("\\u")) {
        constexpr std::size_t unit = 6;  // \uXXXX
        bool pair =
            text.size() >= 2 * unit && text[unit] == '\\' && is_one_of(text[2], "dD") && is_one_of(text[3], "89abAB");
        return pair ? 2 * unit : unit;
    }
    std::size_t size = text.starts_with('\\') ? 2 : 1;
    while (size < text.size() && continues_character(text[size])) ++size;
    return size;
}

// The column of the line at which a place of the text stands that is the value of a member.
std::size_t column_within(std::string_view line, std::string_view name, std::size_t text_line,
                          std::size_t text_column) {
    auto at = offset_of_member(line, name) + 1;
    while (at < line.size() && line[at] != '"' && (text_line > 1 || text_column > 1)) {
        auto size = size_of_character(line.substr(at));
        if (text_line == 1)
            --text_column;
        else if (line.substr(at, size) == "\\n" || line.substr(at, size) == "\\u000a")
            --text_line;
        at += size;
    }
    return column_of(line, at);
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

Bulk::Malformed first_of(const std::vector<Fault>& faults, std::string_view line) {
    const Fault& fault = *std::ranges::find(faults, false, &Fault::warning);
    return {.column = column_within(line, "query", fault.line, fault.column), .message = fault.message};
}

}  // namespace

Bulk::Bulk(Lists lists, Options options) : lists_(std::move(lists)), options_(options) {}

Result<void, Bulk::Malformed> Bulk::add_query(std::string_view line) {
    auto object = parse_object(line);
    if (!object) return object.error();
    auto id = id_of(*object);
    if (!id) return malformed("no \"id\"; give each query a string or a whole number");
    const json::string* text = text_of(*object, "query");
    if (text == nullptr) return malformed("no \"query\", which must be a string");
    auto query = parse(*text, lists_, options_);
    if (!query) return first_of(query.error(), line);
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
    if (!id) return malformed("no \"id\"; give each article a string or a whole number");
    const json::string* title = text_of(*object, "title");
    const json::string* body = text_of(*object, "text");
    if (title == nullptr || body == nullptr) return malformed("\"title\" and \"text\" must be strings");
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
