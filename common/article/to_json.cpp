#include "common/article/to_json.hpp"

#include <array>
#include <chrono>
#include <cmath>
#include <cstdio>

#include <boost/json/array.hpp>
#include <boost/json/value_from.hpp>

namespace watchword::article {
namespace {

namespace json = boost::json;

json::value text_or_null(std::string_view text) {
    return text.empty() ? json::value(nullptr) : json::value(text);
}

// RFC 3339, with the given offset in place of "Z" where there is one.
json::value time_or_null(std::optional<Time> time, std::chrono::minutes offset = {}) {
    if (!time) return nullptr;
    auto text = to_rfc3339(*time + offset);
    if (offset.count() != 0) {
        auto size = static_cast<int>(std::chrono::abs(offset).count() % (24 * 60));
        std::array<char, 16> zone{};
        std::snprintf(zone.data(), zone.size(), "%c%02d:%02d", offset.count() < 0 ? '-' : '+', size / 60, size % 60);
        text.replace(text.size() - 1, 1, zone.data());
    }
    return json::value(text);
}

long percent(float chance) {
    return std::lround(100 * chance);
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
        {"published", time_or_null(article.published, article.published_offset)},
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
        json::object shown{{"kept", line.kept}, {"percent", percent(line.chance)}};
        if (!line.why.empty()) shown["why"] = line.why;
        shown["where"] = line.where;
        shown["text"] = line.text;
        lines.push_back(std::move(shown));
    }
    json::array candidates;
    for (const auto& candidate : explanation.candidates)
        candidates.push_back({{"where", candidate.where},
                              {"words", candidate.words},
                              {"words_kept", candidate.words_kept},
                              {"percent", percent(candidate.chance)}});
    return {{"source", explanation.source},
            {"kept_from_percent", percent(explanation.kept_from)},
            {"candidates", std::move(candidates)},
            {"lines", std::move(lines)}};
}

}  // namespace watchword::article
