#include "common/websub/discovery.hpp"

#include <algorithm>
#include <cctype>
#include <utility>

#include "common/base/url.hpp"

namespace watchword::websub {

namespace {

constexpr std::string_view blanks = " \t";

bool equal_ignoring_case(std::string_view a, std::string_view b) {
    return std::ranges::equal(
        a, b, {}, [](unsigned char c) { return std::tolower(c); }, [](unsigned char c) { return std::tolower(c); });
}

// Takes a Link header's value apart, from its beginning.
class LinkReader {
  public:
    explicit LinkReader(std::string_view text) : rest_(text) {}

    struct Link {
        std::string target;
        std::string relations;  // of the first rel; later ones do not count (RFC 8288, 3.3)
        bool has_anchor = false;
    };
    std::optional<Link> next() {
        skip(" \t,");
        if (!take('<')) return std::nullopt;
        auto end = rest_.find('>');
        if (end == std::string_view::npos) return std::nullopt;
        Link link;
        link.target = rest_.substr(0, end);
        rest_.remove_prefix(end + 1);
        bool has_relation = false;
        while (skip(blanks), take(';')) {
            skip(blanks);
            auto name = token();
            skip(blanks);
            std::string value;
            if (take('=')) {
                skip(blanks);
                value = take('"') ? quoted() : std::string(token());
            }
            if (equal_ignoring_case(name, "anchor")) link.has_anchor = true;
            if (equal_ignoring_case(name, "rel") && !std::exchange(has_relation, true))
                link.relations = std::move(value);
        }
        if (!rest_.empty() && rest_.front() != ',') rest_ = {};
        return link;
    }

  private:
    void skip(std::string_view characters) {
        rest_.remove_prefix(std::min(rest_.size(), rest_.find_first_not_of(characters)));
    }
    bool take(char character) {
        if (!rest_.starts_with(character)) return false;
        rest_.remove_prefix(1);
        return true;
    }
    std::string_view token() {
        auto text = rest_.substr(0, rest_.find_first_of(" \t;,=\""));
        rest_.remove_prefix(text.size());
        return text;
    }
    std::string quoted() {
        std::string text;
        while (!rest_.empty() && !take('"')) {
            if (rest_.front() == '\\' && rest_.size() > 1) rest_.remove_prefix(1);
            text += rest_.front();
            rest_.remove_prefix(1);
        }
        return text;
    }

    std::string_view rest_;
};

bool has_relation(std::string_view relations, std::string_view relation) {
    while (!relations.empty()) {
        relations.remove_prefix(std::min(relations.size(), relations.find_first_not_of(blanks)));
        auto one = relations.substr(0, relations.find_first_of(blanks));
        if (equal_ignoring_case(one, relation) && !one.empty()) return true;
        relations.remove_prefix(one.size());
    }
    return false;
}

// An absolute address, spelled as it was; empty: none that can be used.
std::string address(std::string_view base, std::string_view reference) {
    if (parse_url(reference) && reference.find_first_of(" \t\r\n#") == std::string_view::npos)
        return std::string(reference);
    auto url = resolve_url(base, reference);
    return url ? url->text : std::string();
}

std::string first_usable(const std::vector<std::string>& headers, std::string_view relation, std::string_view base) {
    for (const std::string& header : headers)
        for (const std::string& target : targets_with_relation(header, relation))
            if (auto found = address(base, target); !found.empty()) return found;
    return {};
}

}  // namespace

std::vector<std::string> targets_with_relation(std::string_view link_header, std::string_view relation) {
    std::vector<std::string> targets;
    LinkReader reader(link_header);
    for (std::size_t i = 0; i < links_max; ++i) {
        auto link = reader.next();
        if (!link) break;
        // A link with an anchor is one of another resource (RFC 8288, 3.2).
        if (!link->has_anchor && has_relation(link->relations, relation)) targets.push_back(std::move(link->target));
    }
    return targets;
}

std::optional<Discovered> discover(const Announcement& announcement) {
    Discovered found{first_usable(announcement.link_headers, "hub", announcement.url),
                     first_usable(announcement.link_headers, "self", announcement.url)};
    if (found.hub.empty()) {
        found.hub = announcement.hub_url.empty() ? std::string() : address(announcement.url, announcement.hub_url);
        if (!announcement.self_url.empty()) found.topic = address(announcement.url, announcement.self_url);
    }
    if (found.hub.empty()) return std::nullopt;
    if (found.topic.empty() && !announcement.self_url.empty())
        found.topic = address(announcement.url, announcement.self_url);
    if (found.topic.empty()) found.topic = announcement.url;
    return found;
}

}  // namespace watchword::websub
