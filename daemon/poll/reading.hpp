#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "common/alert/alert.hpp"
#include "common/article/host_memory.hpp"
#include "common/schedule/page_health.hpp"
#include "common/schedule/revisit.hpp"
#include "common/subscription/judge.hpp"
#include "daemon/catalog/catalog.hpp"
#include "daemon/http/client.hpp"
#include "daemon/poll/incoming.hpp"
#include "daemon/store/articles.hpp"

namespace watchword::poll {

// What the database knows of an article before it is read.
struct Dossier {
    store::ArticleRow row;
    std::optional<store::RevisionRow> newest;
    std::vector<store::Version> earlier;  // including the newest
    std::vector<store::Carrier> carriers;
    std::vector<subscription::Carrier> feeds;  // the same by name
    schedule::EditShare edits;                 // of its first feed
    std::vector<subscription::Known> known;
    article::HostMemory host;  // what recurs on its pages' host
};
std::optional<Dossier> find_dossier(store::Connection& connection, const catalog::Catalog& catalog, ArticleId id);

// How the page was to be had.
struct Fetched {
    enum class Kind {
        not_asked,  // the feed's own text is all there is, or all that is wanted
        refused,    // robots.txt: will not be asked
        failed,
        answered,
    };
    Kind kind = Kind::not_asked;
    std::string reason;       // of refused and failed, for a person
    http::Response response;  // of answered
    Time at;
};

// What a reading comes to: everything that its commit stores.
struct Conclusion {
    store::ArticleRow row;                    // as it shall be
    std::optional<Time> next_reading_before;  // as it was: another one in the database means news came meanwhile
    unsigned revision_before = 0;             // likewise: its feed's words became its first revision meanwhile
    std::optional<store::RevisionRow> revision;
    std::uint64_t alternate = 0;                 // fingerprint of the earlier revision that was found; 0: none
    std::optional<store::RevisionRow> replaced;  // the newest until now, when `revision` is
    std::vector<store::Carrier> carriers;
    std::vector<alert::Alert> alerts;
    std::vector<subscription::Known> matched;
    std::vector<std::string> lines;             // of a page read for the first time, for its host's memory
    std::optional<schedule::PageOutcome> page;  // likewise, for its feed's health
    std::optional<std::uint64_t> address;       // a further address of the article, digest of url_identity
    std::string event;                          // for the log: "article.read", "article.changed", ...
    std::string note;
};

// [articles] of the first of the article's feeds that is still configured.
const config::Articles& article_settings(const catalog::Catalog& catalog, const Dossier& dossier);

// Whether the page is to be fetched. With `automatic` it is, even where the feed seems to carry the whole text: only
// beside the page can that be known, and what a feed leaves out would be missed.
bool wants_page(config::FetchPages fetch, const store::ArticleRow& row);

// Of a baseline only the feed was read when the feed showed an edit: the two texts of the feed are compared first. What
// stands on the page alone may have stood there before, and is read as the baseline it is.
bool feed_goes_first(const Dossier& dossier);

// Pure work for the cpu executor: extracts, compares, judges.
Conclusion conclude(std::shared_ptr<const catalog::Catalog> catalog, Dossier dossier, Fetched fetched, Time now,
                    double jitter);

// The second commit on the data's way: revision, matches, alerts and deliveries in one transaction.
struct Recorded {
    std::optional<Time> next_reading;
    std::size_t alerts = 0;
};
Recorded record_reading(store::Connection& connection, const catalog::Catalog& catalog, const Conclusion& conclusion,
                        Time now);

}  // namespace watchword::poll
