#include "common/article/inspect.hpp"

#include <iostream>
#include <optional>

#include <boost/json.hpp>

#include "common/feed/document.hpp"
#include "common/feed/to_json.hpp"
#include "daemon/cli/ask.hpp"
#include "daemon/cli/commands.hpp"
#include "daemon/cli/fetch_once.hpp"
#include "daemon/cli/read_file.hpp"

namespace watchword::cli {

namespace {

namespace json = boost::json;

// Bytes with what is said of where they came from.
struct Input {
    std::string bytes;
    std::string url;
    std::string content_type;
};

struct Unreadable {
    int exit_code;
    std::string message;
};

bool is_url(const std::string& text) {
    return text.starts_with("http://") || text.starts_with("https://");
}

Result<Input, Unreadable> read_input(const std::string& file, std::string url, std::string content_type,
                                     const Invocation& invocation) {
    if (is_url(file)) {
        auto fetched = fetch_once(invocation, file);
        if (!fetched) return Unreadable{unavailable, file + ": " + fetched.error()};
        auto type = fetched->header("content-type").value_or("");
        return Input{std::move(fetched->body), url.empty() ? fetched->url : url,
                     content_type.empty() ? std::string(type) : content_type};
    }
    auto bytes = read_file(file);
    if (!bytes) return Unreadable{no_input, cannot_be_read(file)};
    return Input{std::move(*bytes), std::move(url), std::move(content_type)};
}

// What one of the two inspectors prints of an input: a JSON object on one line.
struct Shown {
    std::optional<std::string> object;
    std::string otherwise;  // what the input looks like instead
};
using Inspect = Shown (*)(const Input&, article::Detail);

Shown inspect_feed_input(const Input& input, article::Detail) {
    auto document = feed::parse(input.bytes, {input.url, input.content_type});
    if (!document) return {std::nullopt, document.error().message};
    return {json::serialize(feed::to_json(*document)), ""};
}

Shown inspect_article_input(const Input& input, article::Detail detail) {
    return {article::inspect({input.bytes, input.url, input.content_type}, {}, detail), ""};
}

std::string text_of(const json::object& object, std::string_view key) {
    const json::value* value = object.if_contains(key);
    return value && value->is_string() ? std::string(value->get_string()) : std::string();
}

std::string answer_line(const std::string& line, Inspect inspect, const std::string& key, bool explain,
                        const Invocation& invocation) {
    auto error_answer = [](const std::string& id, const std::string& message) {
        return "{\"id\":" + id + ",\"error\":" + json::serialize(json::value(message)) + "}";
    };
    boost::system::error_code error;
    auto parsed = json::parse(line, error);
    if (error || !parsed.is_object()) return error_answer("null", "not a JSON object {\"id\",\"file\"}");
    const json::object& job = parsed.get_object();
    auto* named = job.if_contains("id");
    auto id = named ? json::serialize(*named) : std::string("null");
    if (text_of(job, "file").empty()) return error_answer(id, "no \"file\", which must be a string");
    auto input = read_input(text_of(job, "file"), text_of(job, "url"), text_of(job, "content_type"), invocation);
    if (!input) return error_answer(id, input.error().message);
    auto seen = inspect(*input, explain ? article::Detail::explained : article::Detail::none);
    if (!seen.object) return error_answer(id, seen.otherwise);
    return "{\"id\":" + id + ",\"" + key + "\":" + *seen.object + "}";
}

int inspect_with(Inspect inspect, const std::string& key, const Invocation& invocation, const InspectOptions& options) {
    if (options.batch) {
        for (std::string line; std::getline(std::cin, line);)
            if (!line.empty())
                std::cout << answer_line(line, inspect, key, options.explain, invocation) << '\n' << std::flush;
        return ok;
    }
    if (options.file.empty()) {
        std::cerr << "watchword: inspect " << key << " needs a FILE, a URL or - (or --batch)\n";
        return usage;
    }
    auto input = read_input(options.file, options.url, options.content_type, invocation);
    if (!input) return report({input.error().exit_code, input.error().message});
    auto seen = inspect(*input, options.explain ? article::Detail::laid_out : article::Detail::none);
    if (!seen.object) return report({bad_data, options.file + ": " + seen.otherwise});
    std::cout << *seen.object << '\n';
    return ok;
}

}  // namespace

int inspect_feed(const Invocation& invocation, const InspectOptions& options) {
    return inspect_with(inspect_feed_input, "feed", invocation, options);
}

int inspect_article(const Invocation& invocation, const InspectOptions& options) {
    return inspect_with(inspect_article_input, "article", invocation, options);
}

}  // namespace watchword::cli
