#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/base/id.hpp"
#include "common/feed/document.hpp"
#include "common/revision/revision.hpp"

namespace watchword::poll {

// What a feed says of an article, kept until the page is read and for when it cannot be. It is kept as the feed has it
// and made readable when it is needed, which for most entries is never.
std::string serialise(feed::Entry entry);
std::optional<revision::Revision> feed_text_from(std::string_view bytes);

// The same with what the feed said of the article when it was new. Of a baseline's article both are needed: its page
// may have been read for the first time after an edit and before the feed told of that.
std::string with_earlier(std::string_view bytes, std::string_view earlier);
std::optional<revision::Revision> earlier_feed_text_from(std::string_view bytes);

// An entry made ready for the database.
struct Incoming {
    std::vector<std::uint64_t> keys;  // every name it goes by within its feed, the surest first
    std::uint64_t fingerprint = 0;    // of its content
    std::string url;                  // empty: the entry has no page
    std::optional<Time> published;
    std::string text;  // serialised
};

struct IncomingFeed {
    feed::Document document;  // without its entries
    std::vector<Incoming> entries;
    std::string failure;  // not empty: no feed, and what it looks like instead
};

// Parses a body and makes its entries ready. Pure work for the cpu executor.
IncomingFeed read_feed(std::string body, std::string url, std::string content_type);

}  // namespace watchword::poll
