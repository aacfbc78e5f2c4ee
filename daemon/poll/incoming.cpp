#include "daemon/poll/incoming.hpp"

#include "common/article/full_text.hpp"
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
    auto identities = feed::identify(*document);
    for (std::size_t i = 0; i < identities.size(); ++i) {
        const feed::Entry& entry = document->entries[i];
        Incoming one;
        one.keys = std::move(identities[i].keys);
        one.fingerprint = identities[i].fingerprint;
        if (identities[i].own_page) one.url = entry.url;
        one.published = entry.published;
        one.text = serialise(text_of(entry));
        incoming.entries.push_back(std::move(one));
    }
    document->entries.clear();
    incoming.document = std::move(*document);
    return incoming;
}

}  // namespace watchword::poll
