#include "daemon/poll/incoming.hpp"

#include <map>

#include "common/article/full_text.hpp"
#include "common/base/url.hpp"
#include "common/feed/identity.hpp"
#include "common/revision/storage.hpp"

namespace watchword::poll {

namespace {

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

// The markup of content and summary; of with_earlier four paragraphs, and the earlier headline in the standfirst's
// place.
constexpr std::size_t markup_paragraphs = 2;

std::optional<revision::Revision> kept_from(std::string_view bytes) {
    if (bytes.empty()) return std::nullopt;
    auto kept = revision::deserialise(bytes);
    if (!kept || (kept->paragraphs.size() != markup_paragraphs && kept->paragraphs.size() != 2 * markup_paragraphs))
        return std::nullopt;
    return *kept;
}

revision::Revision made_readable(revision::Revision text) {
    auto content = article::paragraphs_from_html(text.paragraphs[0]);
    auto summary = article::paragraphs_from_html(text.paragraphs[1]);
    text.standfirst.clear();
    if (content.empty()) {
        text.paragraphs = std::move(summary);
    } else {
        text.paragraphs = std::move(content);
        if (!summary.empty() && summary.front() != text.paragraphs.front())
            text.standfirst = std::move(summary.front());
    }
    return text;
}

bool has_earlier(const revision::Revision& kept) {
    return kept.paragraphs.size() > markup_paragraphs;
}

// Of what with_earlier made, the earlier half.
void keep_earlier(revision::Revision& kept) {
    kept.headline = std::move(kept.standfirst);
    kept.paragraphs.erase(kept.paragraphs.begin(), kept.paragraphs.begin() + markup_paragraphs);
}

}  // namespace

std::string serialise(feed::Entry entry) {
    revision::Revision text;
    text.headline = std::move(entry.title);
    text.byline = std::move(entry.authors);
    text.published = entry.published;
    text.tags = std::move(entry.tags);
    text.paragraphs = {std::move(entry.content_html), std::move(entry.summary_html)};
    return revision::serialise(text);
}

std::optional<revision::Revision> feed_text_from(std::string_view bytes) {
    auto kept = kept_from(bytes);
    if (!kept) return std::nullopt;
    return made_readable(std::move(*kept));
}

std::string with_earlier(std::string_view bytes, std::string_view earlier) {
    auto text = kept_from(bytes), before = kept_from(earlier);
    if (!text || !before) return std::string(bytes);
    if (has_earlier(*before)) keep_earlier(*before);
    text->standfirst = std::move(before->headline);
    text->paragraphs.resize(markup_paragraphs);
    for (std::string& markup : before->paragraphs) text->paragraphs.push_back(std::move(markup));
    return revision::serialise(*text);
}

std::optional<revision::Revision> earlier_feed_text_from(std::string_view bytes) {
    auto kept = kept_from(bytes);
    if (!kept || !has_earlier(*kept)) return std::nullopt;
    keep_earlier(*kept);
    return made_readable(std::move(*kept));
}

IncomingFeed read_feed(std::string body, std::string url, std::string content_type) {
    IncomingFeed incoming;
    auto document = feed::parse(body, {url, content_type});
    body = {};  // it may be long, and so may be what follows
    if (!document) {
        incoming.failure = document.error().message;
        return incoming;
    }
    // A part of an entry would be told as an edit of it, and once more when the whole is there.
    if (document->last_entry_cut && !document->entries.empty()) document->entries.pop_back();
    if (document->cut_short && document->entries.empty()) {
        incoming.failure = "the document ends before its first entry does";
        return incoming;
    }
    auto keys = feed::keys_of(document->entries);
    auto own_page = pages_of_their_own(document->entries);
    for (std::size_t i = 0; i < keys.size(); ++i) {
        feed::Entry& entry = document->entries[i];
        Incoming one;
        one.keys.push_back(digest_of({keys[i].primary}));
        for (const std::string& alias : keys[i].aliases) one.keys.push_back(digest_of({alias}));
        one.fingerprint = digest_of({feed::content_fingerprint(entry)});
        if (own_page[i]) one.url = entry.url;
        one.published = entry.published;
        one.text = serialise(std::move(entry));
        incoming.entries.push_back(std::move(one));
    }
    document->entries.clear();
    incoming.document = std::move(*document);
    return incoming;
}

}  // namespace watchword::poll
