#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "common/base/id.hpp"
#include "common/base/time.hpp"
#include "daemon/store/sqlite.hpp"

// Entries, articles, their revisions and the archive's index. Functions run inside a Store job.
namespace watchword::store {

// Readings of lower number go first.
enum class Priority { news = 0, again = 1, baseline = 2 };

struct ArticleRow {
    ArticleId id;
    std::string url;
    std::string host;
    std::optional<Time> published;
    std::string language;
    Time first_seen;
    bool baseline = false;
    unsigned revision = 0;  // 0: not read yet
    std::uint64_t fingerprint = 0;
    std::optional<Time> first_read;
    std::optional<Time> changed;
    std::optional<Time> newest_seen;  // when a reading last found the newest revision
    std::optional<Time> last_read;
    unsigned readings = 0;
    unsigned edits = 0;
    std::string etag;
    std::string last_modified;
    std::optional<Time> next_reading;
    Priority priority = Priority::news;
    std::string why;
    unsigned failures = 0;
    std::string trouble;
    std::string presence = "{}";
    std::string from_feed;  // uncompressed; empty: nothing
    FeedId told_by;         // whose words from_feed and the revisions of origin_feed are; none: not known
};

// What a feed has shown.
struct EntryRow {
    std::optional<std::int64_t> number;  // none: not saved yet
    ArticleId article;
    std::uint64_t fingerprint = 0;
    Time seen;
};

// The entry that goes by the first of `keys`, the digests of its names, that the feed has shown before.
std::optional<EntryRow> find_entry(Connection& connection, FeedId feed, std::span<const std::uint64_t> keys);
// From now on it goes by all of `keys`, and by those of before.
void save_entry(Connection& connection, FeedId feed, std::span<const std::uint64_t> keys, const EntryRow& entry);

// The article an address leads to. `identity` is the digest of url_identity; it is an article's id, too, where that was
// first found at this address, which need not be saved then.
std::optional<ArticleId> find_address(Connection& connection, std::uint64_t identity);
void save_address(Connection& connection, std::uint64_t identity, ArticleId article);

void insert_article(Connection& connection, const ArticleRow& article);
std::optional<ArticleRow> find_article(Connection& connection, ArticleId id);
// Writes back everything but id, url, host, first_seen, baseline and told_by.
void save_article(Connection& connection, const ArticleRow& article);
// Asks for a reading at `when`, since a feed has news of the article. One of a baseline that was not read before that
// is news by now: better told than lost. From now on `from_feed` are the feed's words, and it is `told_by` who says
// them.
void hasten_reading(Connection& connection, ArticleId id, Time when, Priority priority, const std::string& why,
                    const std::string& from_feed, FeedId told_by);

// Hosts with readings that fall due after `after` (nullopt: from the beginning of time) and not after `until`. Articles
// without a page have the empty host.
std::vector<std::string> hosts_due(Connection& connection, std::optional<Time> after, Time until);
// After the clock was set back by `back`: what waits to be read waits as long as it would have.
void keep_reading_waits(Connection& connection, Time now, Duration back);
// Of a host's readings of that priority that are due by `now`, the one that goes first.
std::optional<ArticleId> next_reading(Connection& connection, const std::string& host, Priority priority, Time now);

struct Carrier {
    FeedId feed;
    bool fresh = false;  // news of this feed that no reading has looked at yet
};
// True when the feed did not carry the article before.
bool link_feed(Connection& connection, ArticleId article, FeedId feed, bool fresh);
std::vector<Carrier> carriers(Connection& connection, ArticleId article);
// A reading has looked at what these feeds brought.
void settle_carriers(Connection& connection, ArticleId article, std::span<const Carrier> looked_at);

// Where the text of a revision was read.
inline constexpr std::string_view origin_page = "page";
inline constexpr std::string_view origin_feed = "feed";

struct RevisionRow {
    ArticleId article;
    unsigned number = 1;
    Time seen;
    std::uint64_t fingerprint = 0;
    std::string grade;   // empty: the first
    std::string origin;  // origin_page or origin_feed
    std::string text;    // serialised, uncompressed
};
// Stores a revision and puts its words into the archive's index in place of those of `before`, the revision that was
// the newest; nullptr for the first.
void save_revision(Connection& connection, const RevisionRow& revision, const RevisionRow* before);
// The last few revisions, newest first, as fingerprints.
struct Version {
    std::uint64_t fingerprint = 0;
    Time seen;  // the last time as far as it is known: of one that is not the newest, see_again tells
};
std::vector<Version> recent_versions(Connection& connection, ArticleId article);
// A reading has found an earlier revision.
void see_again(Connection& connection, ArticleId article, std::uint64_t fingerprint, Time now);
std::optional<RevisionRow> find_revision(Connection& connection, ArticleId article, unsigned number);
std::vector<RevisionRow> revisions(Connection& connection, ArticleId article);
// Takes an article out of the archive with all that is kept of it.
void remove_article(Connection& connection, ArticleId article);

struct MatchRow {
    SubscriptionId subscription;
    bool told = false;
};
std::vector<MatchRow> matches(Connection& connection, ArticleId article);
void save_match(Connection& connection, ArticleId article, SubscriptionId subscription, unsigned revision, bool told);

}  // namespace watchword::store
