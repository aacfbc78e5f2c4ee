#pragma once

#include <span>
#include <vector>

#include "common/query/hit.hpp"
#include "common/revision/revision.hpp"
#include "common/subscription/subscription.hpp"
#include "daemon/archive/json.hpp"
#include "daemon/store/articles.hpp"

namespace watchword::archive {

// What lists say of an article: id, url, title, source, authors, published, language, feeds, first_seen, changed,
// revision, edits, state. `newest` is its newest revision, empty when it was not read.
json::object article_line(const store::ArticleRow& row, const revision::Revision& newest,
                          const std::vector<subscription::Carrier>& carriers);

// The newest revision of an article; an empty one when it was not read.
revision::Revision newest_revision(store::Connection& connection, const store::ArticleRow& row);

// As in spec/alerts.md, "Webhook": part, field, start, end, text, excerpt.
json::array hits_to_array(std::span<const query::Hit> hits);

}  // namespace watchword::archive
