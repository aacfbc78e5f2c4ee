#include "daemon/archive/article_line.hpp"

#include "common/base/url.hpp"
#include "common/revision/storage.hpp"
#include "daemon/store/listing.hpp"

namespace watchword::archive {

json::object article_line(const store::ArticleRow& row, const revision::Revision& newest,
                          const std::vector<subscription::Carrier>& carriers) {
    auto url = parse_url(row.url);
    json::array feeds;
    for (const subscription::Carrier& carrier : carriers) feeds.emplace_back(carrier.name);
    return {{"id", row.id.text()},
            {"url", row.url},
            {"title", newest.headline},
            {"source", url ? url->host : row.host},
            {"authors", to_array(newest.byline)},
            {"published", to_value(row.published)},
            {"language", text_or_null(row.language)},
            {"feeds", std::move(feeds)},
            {"first_seen", to_value(row.first_seen)},
            {"changed", to_value(row.changed)},
            {"revision", row.revision},
            {"edits", row.edits},
            {"state", store::to_text(store::state_of(row))}};
}

revision::Revision newest_revision(store::Connection& connection, const store::ArticleRow& row) {
    if (row.revision == 0) return {};
    auto stored = store::find_revision(connection, row.id, row.revision);
    if (!stored) return {};
    auto text = revision::deserialise(stored->text);
    if (!text) throw store::SqliteError(SQLITE_CORRUPT, text.error().message);
    return std::move(*text);
}

json::array hits_to_array(std::span<const query::Hit> hits) {
    json::array array;
    for (const query::Hit& hit : hits)
        array.push_back({{"part", hit.part},
                         {"field", query::to_text(hit.field)},
                         {"start", hit.start},
                         {"end", hit.end},
                         {"text", hit.text},
                         {"excerpt", hit.excerpt}});
    return array;
}

}  // namespace watchword::archive
