#include "common/feed/discover.hpp"

#include <algorithm>
#include <array>

#include "common/base/ascii.hpp"
#include "common/base/url.hpp"
#include "common/feed/html_tags.hpp"
#include "common/feed/limits.hpp"
#include "common/feed/plain_text.hpp"
#include "common/text/html_entities.hpp"
#include "common/text/utf8.hpp"

namespace watchword::feed {

namespace {

using Found = FeedCandidate::Found;

constexpr std::size_t candidates_max = 40;
constexpr std::size_t usual_max = 10;  // of the candidates, kept free for the usual places

bool is_feed_type(std::string_view type) {
    static constexpr std::array<std::string_view, 6> types{"application/rss+xml",   "application/atom+xml",
                                                           "application/feed+json", "application/rdf+xml",
                                                           "application/x-rss+xml", "text/rss+xml"};
    type = trimmed(type.substr(0, type.find(';')));
    return std::ranges::any_of(types, [&](std::string_view each) { return equal_ignoring_case(each, type); });
}

// Types that feeds are announced by, but other things as well.
bool may_be_feed_type(std::string_view type) {
    static constexpr std::array<std::string_view, 3> types{"application/json", "application/xml", "text/xml"};
    type = trimmed(type.substr(0, type.find(';')));
    return std::ranges::any_of(types, [&](std::string_view each) { return equal_ignoring_case(each, type); });
}

bool has_word(std::string_view list, std::string_view word) {
    while (!list.empty()) {
        list = trimmed(list);
        auto end = std::min(list.find_first_of(" \t\r\n"), list.size());
        if (equal_ignoring_case(list.substr(0, end), word)) return true;
        list.remove_prefix(end);
    }
    return false;
}

bool contains(std::string_view text, std::string_view word) {
    auto same = [](char a, char b) { return lower(a) == b; };
    return std::search(text.begin(), text.end(), word.begin(), word.end(), same) != text.end();
}

// "feed", "rss" or "atom" as a part of the path, or a file that is named so.
bool looks_like_feed(const Url& url) {
    std::string_view path = std::string_view(url.text).substr(url.origin().size());
    auto is_mark = [](std::string_view part) {
        static constexpr std::array<std::string_view, 10> marks{
            "feed", "feeds", "rss", "atom", "rdf", "rss2", "rss.php", "feed.json", "index.xml", "feed.php"};
        bool by_name =
            std::ranges::any_of(marks, [&](std::string_view mark) { return equal_ignoring_case(part, mark); });
        std::string_view stem = part.substr(0, part.rfind('.'));
        std::string_view ending = part.substr(stem.size());
        return by_name || equal_ignoring_case(ending, ".rss") || equal_ignoring_case(ending, ".atom") ||
               equal_ignoring_case(ending, ".rdf") ||
               (equal_ignoring_case(ending, ".xml") &&
                (contains(stem, "rss") || contains(stem, "feed") || contains(stem, "atom")));
    };
    std::string_view query = path.substr(std::min(path.find('?'), path.size()));
    path = path.substr(0, path.find('?'));
    while (path.ends_with('/')) path.remove_suffix(1);
    return is_mark(path.substr(path.rfind('/') + 1)) || contains(query, "feed=rss") || contains(query, "feed=atom") ||
           contains(query, "format=rss");
}

bool is_about_comments(const FeedCandidate& candidate) {
    return contains(candidate.url, "comment") || contains(candidate.title, "comment") ||
           contains(candidate.title, "коментар") || contains(candidate.title, "kommentar") ||
           contains(candidate.title, "comentario");
}

// What a link or anchor says of itself.
struct Link {
    std::string href, rel, type, title;
};

Link link_at(HtmlTags& tags) {
    Link link;
    while (tags.next_attribute()) {
        std::string_view name = tags.attribute().name;
        std::string* part = equal_ignoring_case(name, "href")    ? &link.href
                            : equal_ignoring_case(name, "rel")   ? &link.rel
                            : equal_ignoring_case(name, "type")  ? &link.type
                            : equal_ignoring_case(name, "title") ? &link.title
                                                                 : nullptr;
        if (part && part->empty() && tags.value().size() <= limits::url_bytes)
            *part = text::decode_html_entities(tags.value());
    }
    return link;
}

// "RSS", "Atom feed": what is written on a link to a feed. A longer text speaks of something else.
bool is_called_feed(std::string_view text) {
    constexpr std::size_t bytes_max = 40;
    text = trimmed(text);
    return text.size() <= bytes_max && (has_word(text, "rss") || has_word(text, "atom") || has_word(text, "feed"));
}

class Search {
  public:
    explicit Search(std::string_view url) : base_(url) {}

    void read(std::string_view html) {
        for (HtmlTags tags(html); found_.size() < candidates_max - usual_max && tags.next();) {
            bool is_link = equal_ignoring_case(tags.name(), "link"), is_anchor = equal_ignoring_case(tags.name(), "a");
            bool is_base = equal_ignoring_case(tags.name(), "base");
            if (!is_link && !is_anchor && !is_base) continue;
            Link link = link_at(tags);
            auto url = link.href.empty() ? std::nullopt : resolve_url(base_, link.href);
            if (!url) continue;
            if (is_base)
                base_ = url->text;
            else if (is_link)
                announced(*url, link);
            else if (is_feed_type(link.type) || looks_like_feed(*url) || is_called_feed(link.title) ||
                     is_called_feed(tags.text_behind()))
                add(*url, link.title, Found::linked);
        }
    }

    void add_usual_places(std::string_view page) {
        static constexpr std::array<std::string_view, 9> places{
            "/feed", "/rss", "/rss.xml", "/feed.xml", "/atom.xml", "/index.xml", "/feed.json", "/feeds", "/blog/feed"};
        for (std::string_view place : places)
            if (auto url = resolve_url(page, place)) add(*url, "", Found::usual);
    }

    std::vector<FeedCandidate> take() {
        std::ranges::stable_sort(found_, {}, [](const FeedCandidate& each) {
            return static_cast<int>(each.found) * 2 + (is_about_comments(each) ? 1 : 0);
        });
        return std::move(found_);
    }

  private:
    void announced(const Url& url, const Link& link) {
        bool alternate = has_word(link.rel, "alternate") || has_word(link.rel, "feed");
        bool feed = is_feed_type(link.type) || (may_be_feed_type(link.type) && looks_like_feed(url)) ||
                    has_word(link.rel, "feed");
        if (alternate && feed) add(url, link.title, Found::announced);
    }

    void add(const Url& url, std::string_view title, Found found) {
        auto known = std::ranges::find(found_, url.text, &FeedCandidate::url);
        if (known == found_.end()) {
            std::string text = plain_text(title);
            found_.push_back({url.text, std::string(text::first_characters(text, limits::name_characters)), found});
        } else if (found < known->found) {
            known->found = found;
        }
    }

    std::string base_;
    std::vector<FeedCandidate> found_;
};

}  // namespace

std::vector<FeedCandidate> feed_candidates(std::string_view html, std::string_view url) {
    Search search(url);
    search.read(html);
    search.add_usual_places(url);
    return search.take();
}

}  // namespace watchword::feed
