#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/base/result.hpp"
#include "common/base/time.hpp"

namespace watchword::feed {

struct Enclosure {
    std::string url;  // absolute
    std::string type;
    std::optional<std::uint64_t> length;  // bytes, as the feed claims
};

// One item of a feed document. Absent texts are empty.
struct Entry {
    std::string id;     // guid, atom:id, dc:identifier or JSON id: trimmed, never resolved or normalised
    std::string url;    // the page, absolute
    std::string title;  // plain text
    std::string summary_html;
    std::string content_html;
    std::vector<std::string> authors;
    std::optional<Time> published;
    std::optional<Time> updated;
    std::vector<std::string> tags;
    std::vector<Enclosure> enclosures;
    std::string language;
};

// What the feed asks of those who poll it.
struct PollHints {
    std::optional<Duration> ttl;            // RSS ttl
    std::optional<Duration> update_period;  // sy:updatePeriod / sy:updateFrequency
    std::vector<int> skip_hours;            // 0-23, UTC
    std::vector<int> skip_days;             // 0 = Sunday, UTC
};

struct Document {
    std::string format;  // "rss 2.0", "atom 1.0", "json feed 1.1", ...
    std::string title;
    std::string home_url;
    std::string language;
    std::string self_url;
    std::string hub_url;  // WebSub
    PollHints poll_hints;
    std::vector<Entry> entries;         // in document order
    std::vector<std::string> warnings;  // what was repaired, cut or guessed
    std::string shortfall;              // why not all of it was read, for a person; empty: all was
    bool cut_short = false;             // it ends in the middle, as if its transfer had been cut short
    bool last_entry_cut = false;        // of the last entry there is only a part
};

struct ParseError {
    std::string message;  // what it looks like instead: "an HTML page, not a feed"
};

// What the fetch said about the bytes.
struct Source {
    std::string_view url;           // after redirects; may be empty
    std::string_view content_type;  // the HTTP header's value; may be empty
};

// Reads anything a publisher calls a feed: RSS 0.90-2.0, RDF, Atom 0.3/1.0, JSON Feed 1.0/1.1, in any encoding,
// repairing what is broken. Hostile input ends in a Document or a ParseError within bounded time, depth and memory.
Result<Document, ParseError> parse(std::string_view bytes, const Source& source);

}  // namespace watchword::feed
