#include <boost/json.hpp>

#include <fstream>
#include <iostream>
#include <iterator>
#include <sstream>

#include "common/article/inspect.hpp"
#include "common/feed/inspect.hpp"
#include "daemon/cli/commands.hpp"
#include "daemon/cli/fetch_once.hpp"

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

bool is_url(const std::string& text) { return text.starts_with("http://") || text.starts_with("https://"); }

Result<Input, Unreadable> read_input(const std::string& file, std::string url, std::string content_type,
                                     const Invocation& invocation) {
    if (is_url(file)) {
        auto fetched = fetch_once(invocation, file);
        if (!fetched) return Unreadable{unavailable, file + ": " + fetched.error()};
        auto type = fetched->header("content-type").value_or("");
        return Input{std::move(fetched->body), url.empty() ? fetched->url : url,
                     content_type.empty() ? std::string(type) : content_type};
    }
    if (file == "-") {
        std::string bytes(std::istreambuf_iterator<char>(std::cin), {});
        return Input{std::move(bytes), std::move(url), std::move(content_type)};
    }
    std::ifstream stream(file, std::ios::binary);
    std::ostringstream bytes;
    if (!stream || !(bytes << stream.rdbuf()).good())
        return Unreadable{no_input, file + ": cannot be read (is it a file, and yours to read?)"};
    return Input{std::move(bytes).str(), std::move(url), std::move(content_type)};
}

// What one of the two inspectors does with an input.
using Inspect = Result<json::object, std::string> (*)(const Input&, bool explain);

Result<json::object, std::string> inspect_feed_input(const Input& input, bool) {
    return feed::inspect(input.bytes, input.url, input.content_type);
}

Result<json::object, std::string> inspect_article_input(const Input& input, bool explain) {
    return article::inspect(input.bytes, input.url, input.content_type, explain);
}

std::string text_of(const json::object& object, std::string_view key) {
    const json::value* value = object.if_contains(key);
    return value && value->is_string() ? std::string(value->get_string()) : std::string();
}

json::object answer_line(const std::string& line, Inspect inspect, std::string_view key, bool explain,
                         const Invocation& invocation) {
    json::object answer;
    boost::system::error_code error;
    auto parsed = json::parse(line, error);
    if (error || !parsed.is_object()) {
        answer["error"] = "not a JSON object: " + (error ? error.message() : std::string("expected {\"id\",\"file\"}"));
        return answer;
    }
    const json::object& job = parsed.get_object();
    if (auto* id = job.if_contains("id")) answer["id"] = *id;
    auto input = read_input(text_of(job, "file"), text_of(job, "url"), text_of(job, "content_type"), invocation);
    if (!input) {
        answer["error"] = input.error().message;
        return answer;
    }
    auto seen = inspect(*input, explain);
    if (seen)
        answer[key] = std::move(*seen);
    else
        answer["error"] = seen.error();
    return answer;
}

int inspect_with(Inspect inspect, std::string_view key, const Invocation& invocation, const InspectOptions& options) {
    if (options.batch) {
        for (std::string line; std::getline(std::cin, line);)
            if (!line.empty()) std::cout << answer_line(line, inspect, key, options.explain, invocation) << '\n' << std::flush;
        return ok;
    }
    if (options.file.empty()) {
        std::cerr << "watchword: inspect " << key << " needs a FILE, a URL or - (or --batch)\n";
        return usage;
    }
    auto input = read_input(options.file, options.url, options.content_type, invocation);
    if (!input) {
        std::cerr << "watchword: " << input.error().message << '\n';
        return input.error().exit_code;
    }
    auto seen = inspect(*input, options.explain);
    if (!seen) {
        std::cerr << "watchword: " << options.file << ": " << seen.error() << '\n';
        return bad_data;
    }
    std::cout << *seen << '\n';
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
