#include "common/article/to_json.hpp"

#include <cmath>

#include <boost/json/array.hpp>
#include <boost/json/value_from.hpp>

namespace watchword::article {
namespace {

namespace json = boost::json;

json::value text_or_null(std::string_view text) {
    return text.empty() ? json::value(nullptr) : json::value(text);
}

json::value time_or_null(std::optional<Time> time) {
    return time ? json::value(to_rfc3339(*time)) : json::value(nullptr);
}

double rounded(double share) {
    return std::round(share * 1000) / 1000;
}

}  // namespace

json::object to_json(const Article& article, std::string_view url) {
    return {
        {"url", text_or_null(url)},
        {"canonical_url", text_or_null(article.canonical_url)},
        {"title", text_or_null(article.title)},
        {"standfirst", text_or_null(article.standfirst)},
        {"authors", json::value_from(article.authors)},
        {"published", time_or_null(article.published)},
        {"modified", time_or_null(article.modified)},
        {"language", text_or_null(article.language)},
        {"tags", json::value_from(article.tags)},
        {"site", text_or_null(article.site)},
        {"text", article.text()},
        {"paragraphs", json::value_from(article.paragraphs)},
        {"confidence", rounded(article.confidence)},
        {"warnings", json::value_from(article.warnings)},
    };
}

json::object to_json(const Explanation& explanation) {
    json::array lines;
    for (const auto& line : explanation.lines) {
        json::object shown{{"kept", line.kept}, {"chance", rounded(line.chance)}, {"text", line.text}};
        if (!line.why.empty()) shown["why"] = line.why;
        lines.push_back(std::move(shown));
    }
    return {{"source", explanation.source}, {"lines", std::move(lines)}};
}

}  // namespace watchword::article
