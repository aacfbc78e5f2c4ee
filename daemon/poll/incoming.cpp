#include "daemon/poll/incoming.hpp"

#include <map>

#include "common/article/full_text.hpp"
#include "common/base/url.hpp"
#include "common/feed/identity.hpp"
#include "common/revision/storage.hpp"

namespace watchword::poll {

namespace {

constexpr char full_mark = 'F', teaser_mark = 'T';

FeedText text_of(const feed::Entry& entry) {
    FeedText text;
    text.revision.headline = entry.title;
    text.revision.byline = entry.authors;
    text.revision.published = entry.published;
    text.revision.tags = entry.tags;
    auto content = article::paragraphs_from_html(entry.content_html);
    auto summary = article::paragraphs_from_html(entry.summary_html);
    text.full = article::is_full_text(content.empty() ? summary : content);
    if (content.empty()) {
        text.revision.paragraphs = std::move(summary);
    } else {
        text.revision.paragraphs = std::move(content);
        if (!summary.empty() && summary.front() != text.revision.paragraphs.front())
            text.revision.standfirst = std::move(summary.front());
    }
    return text;
}

// Which entries have an address that is theirs alone: not the front page, not that of several entries.
std::vector<bool> pages_of_their_own(const std::vector<feed::Entry>& entries) {
    std::map<std::string, unsigned> carried;
    std::vector<std::string> identities;
    for (const feed::Entry& entry : entries) {
        auto url = parse_url(entry.url);
        bool front_page = url && url->text.size() == url->origin().size() + 1;
        identities.push_back(url && !front_page ? url_identity(*url) : "");
        ++carried[identities.back()];
    }
    std::vector<bool> own;
    for (const std::string& identity : identities) own.push_back(!identity.empty() && carried[identity] == 1);
    return own;
}

}  // namespace

std::string serialise(const FeedText& text) { return (text.full ? full_mark : teaser_mark) + revision::serialise(text.revision); }

std::optional<FeedText> feed_text_from(std::string_view bytes) {
    if (bytes.empty()) return std::nullopt;
    auto revision = revision::deserialise(bytes.substr(1));
    if (!revision) return std::nullopt;
    return FeedText{std::move(*revision), bytes.front() == full_mark};
}

IncomingFeed read_feed(std::string body, std::string url, std::string content_type) {
    IncomingFeed incoming;
    auto document = feed::parse(body, {url, content_type});
    if (!document) {
        incoming.failure = document.error().message;
        return incoming;
    }
    auto keys = feed::keys_of(document->entries);
    auto own_page = pages_of_their_own(document->entries);
    for (std::size_t i = 0; i < keys.size(); ++i) {
        const feed::Entry& entry = document->entries[i];
        Incoming one;
        one.keys.push_back(digest_of({keys[i].primary}));
        for (const std::string& alias : keys[i].aliases) one.keys.push_back(digest_of({alias}));
        one.fingerprint = digest_of({feed::content_fingerprint(entry)});
        if (own_page[i]) one.url = entry.url;
        one.published = entry.published;
        one.text = serialise(text_of(entry));
        incoming.entries.push_back(std::move(one));
    }
    document->entries.clear();
    incoming.document = std::move(*document);
    return incoming;
}

}  // namespace watchword::poll
