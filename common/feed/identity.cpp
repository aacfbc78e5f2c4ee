#include "common/feed/identity.hpp"

#include <algorithm>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

#include "common/base/id.hpp"
#include "common/base/url.hpp"
#include "common/feed/plain_text.hpp"

namespace watchword::feed {

namespace {

// A fragment names a part of a page, unless it is a tracking parameter in disguise ("#xtor=RSS-1").
std::string fragment_of(std::string_view address) {
    auto hash = address.find('#');
    if (hash == std::string_view::npos || address.find('=', hash) != std::string_view::npos) return {};
    return std::string(address.substr(hash));
}

// What stays of an address whatever its scheme; a text that is no address stays as it is.
std::string without_scheme(const std::string& address) {
    auto url = parse_url(address);
    return url ? url_identity(*url) + fragment_of(address) : address;
}

// What stays of an address whatever its host; empty where that says nothing.
std::string path_of(const std::string& address) {
    std::string identity = without_scheme(address);
    auto slash = identity.find_first_of("/?");
    return !parse_url(address) || slash == std::string::npos ? std::string() : identity.substr(slash);
}

std::string body_of(const Entry& entry) {
    // A teaser may stand under each piece of a column; so long a text does not return.
    constexpr std::size_t telling_bytes_min = 300;
    std::string body = plain_text(entry.content_html.empty() ? entry.summary_html : entry.content_html);
    return body.size() < telling_bytes_min ? std::string() : body;
}

// "kind|a|b" with lengths, so that no two keys run together; empty when a part is missing.
std::string key(std::string_view kind, std::string_view a, std::string_view b = "-") {
    if (a.empty() || b.empty()) return {};
    return std::string(kind) + std::to_string(a.size()) + '|' + std::string(a) + '|' + std::string(b);
}

struct Marks {
    std::string id, link, title;
};

Marks marks_of(const Entry& entry) {
    return {without_scheme(entry.id), entry.url.empty() ? std::string() : without_scheme(entry.url),
            folded(entry.title)};
}

// The values that entries with different titles have in common.
std::unordered_set<std::string> shared(const std::vector<Marks>& all, std::string Marks::*mark) {
    std::unordered_map<std::string_view, std::string_view> title_of;
    std::unordered_set<std::string> result;
    for (const Marks& marks : all) {
        auto [known, is_new] = title_of.emplace(marks.*mark, marks.title);
        if (!is_new && known->second != marks.title) result.insert(marks.*mark);
    }
    return result;
}

// From strong to weak; empty ones are left out later.
std::vector<std::string> candidates(const Entry& entry, const Marks& marks, bool id_usable, bool link_usable) {
    auto date = entry.published ? entry.published : entry.updated;
    return {
        id_usable ? key("id", marks.id) : std::string(),
        !id_usable && link_usable ? key("link", marks.link) : std::string(),
        key("link-title", marks.link, marks.title),
        key("path-title", path_of(entry.id), marks.title),
        key("path-title", path_of(entry.url), marks.title),
        key("title-date", marks.title, date ? to_rfc3339(*date) : std::string()),
        key("title-body", marks.title, body_of(entry)),
    };
}

// Keys that entries with different primary keys have in common.
std::unordered_set<std::string> ambiguous(const std::vector<EntryKeys>& all) {
    std::unordered_map<std::string_view, std::string_view> primary_of;
    std::unordered_set<std::string> result;
    for (const EntryKeys& keys : all) {
        for (const std::string& alias : keys.aliases) {
            auto [known, is_new] = primary_of.emplace(alias, keys.primary);
            if (!is_new && known->second != keys.primary) result.insert(alias);
        }
    }
    return result;
}

EntryKeys keys_from(std::vector<std::string> candidates, const Entry& entry) {
    EntryKeys keys;
    for (std::string& candidate : candidates) {
        if (candidate.empty() || candidate == keys.primary ||
            std::ranges::find(keys.aliases, candidate) != keys.aliases.end())
            continue;
        if (keys.primary.empty())
            keys.primary = std::move(candidate);
        else
            keys.aliases.push_back(std::move(candidate));
    }
    if (keys.primary.empty()) keys.primary = key("content", content_fingerprint(entry));
    return keys;
}

}  // namespace

std::vector<EntryKeys> keys_of(const std::vector<Entry>& entries) {
    std::vector<Marks> marks;
    marks.reserve(entries.size());
    for (const Entry& entry : entries) marks.push_back(marks_of(entry));
    auto shared_ids = shared(marks, &Marks::id), shared_links = shared(marks, &Marks::link);

    std::vector<EntryKeys> all;
    all.reserve(entries.size());
    for (std::size_t i = 0; i < entries.size(); ++i) {
        bool id_usable = !marks[i].id.empty() && !shared_ids.contains(marks[i].id);
        bool link_usable = !marks[i].link.empty() && !shared_links.contains(marks[i].link);
        all.push_back(keys_from(candidates(entries[i], marks[i], id_usable, link_usable), entries[i]));
    }
    auto dropped = ambiguous(all);
    for (EntryKeys& keys : all)
        std::erase_if(keys.aliases, [&](const std::string& alias) { return dropped.contains(alias); });
    return all;
}

std::string content_fingerprint(const Entry& entry) {
    std::string updated = entry.updated ? to_rfc3339(*entry.updated) : std::string();
    return base32(
        digest_of({folded(entry.title), plain_text(entry.summary_html), plain_text(entry.content_html), updated}));
}

}  // namespace watchword::feed
