#include "common/article/published.hpp"

#include <algorithm>
#include <array>
#include <span>

#include "common/article/class_words.hpp"
#include "common/article/dates.hpp"
#include "common/article/fold.hpp"
#include "common/base/url.hpp"

namespace watchword::article {
namespace {

bool contains_any(std::string_view text, std::initializer_list<std::string_view> words) {
    return std::any_of(words.begin(), words.end(),
                       [&](auto word) { return text.find(word) != std::string_view::npos; });
}

// Numbers such as 3/4/2018 are read as Americans write them only on English pages that are not from
// elsewhere.
DateOrder order_on(const Reading& page) {
    auto url = parse_url(page.url);
    std::string_view host = url ? std::string_view(url->host) : std::string_view();
    for (auto domain :
         {".uk", ".ie", ".au", ".nz", ".in", ".za", ".ng", ".ke", ".eu", ".sg", ".hk", ".de", ".es", ".it", ".fr"})
        if (host.ends_with(domain)) return DateOrder::day_first;
    bool american = page.language.empty() || page.language == "en";
    auto region = small_letters(page.sources.language);
    if (region == "en-gb" || region == "en-au" || region == "en-in" || region == "en-za") american = false;
    return american ? DateOrder::month_first : DateOrder::day_first;
}

constexpr std::array change_words = std::to_array<std::string_view>(
    {"updated", "aktualisiert", "modified", "обновлено", "mise à jour", "actualizado", "aktualiz", "©", "copyright"});

// Where the first of the words stands.
std::size_t first_of(std::string_view text, std::span<const std::string_view> words) {
    std::size_t first = std::string::npos;
    for (auto word : words) first = std::min(first, text.find(word));
    return first;
}

class Search {
  public:
    explicit Search(const Reading& page) : page_(page), order_(order_on(page)) {}

    // A clock some hours ahead is forgiven.
    std::optional<Moment> sane(std::optional<Moment> time) const {
        if (time && page_.fetched && time->time > *page_.fetched + std::chrono::hours(36)) return std::nullopt;
        return time;
    }

    std::optional<Moment> written(std::string_view text) const {
        if (auto date = machine_date(text)) return sane(date);
        return text.size() <= 80 ? sane(visible_date(text, order_)) : std::nullopt;
    }

    // Elements that say in their markup that they are the date.
    std::optional<Moment> in_microdata() const {
        const auto& dom = page_.dom;
        for (NodeIndex i = 0; i < dom.size(); ++i) {
            if (dom[i].tag == Tag::text || dom[i].tag == Tag::meta) continue;
            auto property = small_letters(dom.attribute(i, "itemprop"));
            bool says_so = property.find("datepublished") != std::string::npos || property == "datecreated" ||
                           small_letters(dom.attribute(i, "property")).find("datepublished") != std::string::npos ||
                           (dom[i].tag == Tag::time && (dom.has_attribute(i, "pubdate") || has_class(i, "published") ||
                                                        has_class(i, "entry-date")));
            if (!says_so || page_.is_apart(i)) continue;
            if (auto date = of_element(i)) return date;
        }
        return std::nullopt;
    }

    // The visible date that is most like an article's.
    std::optional<Moment> beside_headline() const {
        const auto headline = page_.headline, opening = page_.opening;
        const auto& blocks = page_.blocks;
        int best_score = 1;
        std::optional<Moment> best;
        for (std::size_t i = 0; i < blocks.size(); ++i) {
            const auto& block = blocks[i];
            bool in_text = page_.chances[i] > 0.5F;
            if (block.letters > (in_text ? 120U : 300U)) continue;
            auto time_element = time_around(block);
            auto date = time_element ? of_element(*time_element) : std::nullopt;
            if (!date) date = sane(visible_date(block.text, order_));
            if (!date) continue;
            int score = 0;
            if (headline < blocks.size()) {
                if (i >= headline && i <= headline + 8)
                    score += 4;
                else if (i < headline && i + 5 >= headline)
                    score += 3;
                else if (i > headline && i < opening)
                    score += 3;
            }
            if (opening < blocks.size()) {
                if (i < opening && i + 8 >= opening)
                    score += 2;
                else if (i >= opening && i <= opening + 3)
                    score += 2;
            }
            if (hints_near(block.node) & bit(Hint::meta)) score += 2;
            if (time_element) score += 1;
            if (block.letters < 60) score += 1;
            if (page_.is_apart(block.node)) score -= 5;
            auto small = small_letters(block.text);
            // What stands behind a date says nothing against it.
            if (auto change = first_of(small, change_words); change != std::string::npos && change > 0)
                if (sane(visible_date(small.substr(0, change), order_))) small.resize(change);
            if (first_of(small, change_words) != std::string::npos &&
                !contains_any(small, {"published", "posted", "veröffentlicht", "опубликовано", "publié", "publicado"}))
                score -= 3;
            if (score > best_score) {
                best_score = score;
                best = date;
            }
        }
        return best;
    }

  private:
    bool has_class(NodeIndex node, std::string_view name) const {
        return small_letters(page_.dom.attribute(node, "class")).find(name) != std::string::npos;
    }

    Hints hints_near(NodeIndex node) const {
        Hints hints = 0;
        for (int level = 0; level < 3 && node != 0; ++level, node = page_.dom[node].parent)
            hints |= hints_of(page_.dom, node);
        return hints;
    }

    std::optional<NodeIndex> time_around(const Block& block) const {
        for (NodeIndex i = page_.dom[block.first].parent; i != 0 && i >= block.node; i = page_.dom[i].parent)
            if (page_.dom[i].tag == Tag::time) return i;
        for (NodeIndex i = block.first; i <= block.last; ++i)
            if (page_.dom[i].tag == Tag::time) return i;
        return std::nullopt;
    }

    std::optional<Moment> of_element(NodeIndex node) const {
        for (auto name : {"datetime", "content", "title"})
            if (auto value = page_.dom.attribute(node, name); !value.empty())
                if (auto date = written(value)) return date;
        std::string text;
        for (NodeIndex i = node; i < page_.dom[node].end; ++i)
            if (page_.dom[i].tag == Tag::text) text += page_.dom[i].text;
        return sane(visible_date(text, order_));
    }

    const Reading& page_;
    DateOrder order_;
};

// How far ahead of UTC the publisher's clock is, where a machine told the time in UTC: the address names the day
// on that clock, and a day without a time is told as its midnight.
std::chrono::minutes publishers_offset(const Moment& date, std::string_view url) {
    using namespace std::chrono;
    constexpr hours farthest{14};
    if (date.offset != 0min) return date.offset;
    auto day_at = [&](hours ahead) { return floor<days>(date.time + ahead); };
    if (auto named = date_in_url(url)) {
        for (hours ahead{0}; ahead <= farthest; ++ahead)
            for (hours offset : {ahead, -ahead})
                if (day_at(offset) == floor<days>(named->time)) return offset;
        return 0min;
    }
    const auto of_day = date.time - floor<days>(date.time);
    const bool is_midnight = of_day == 22h || of_day == 23h;  // in the middle of Europe, in summer and winter
    return is_midnight ? duration_cast<minutes>(24h - of_day) : 0min;
}

std::optional<Moment> first_published(const Reading& page) {
    Search search(page);
    if (auto date = search.written(page.sources.linked.published)) return date;
    for (auto name : {"article:published_time",
                      "og:published_time",
                      "article:published",
                      "datepublished",
                      "parsely-pub-date",
                      "sailthru.date",
                      "publish-date",
                      "publish_date",
                      "publishdate",
                      "published",
                      "pubdate",
                      "publicationdate",
                      "publication_date",
                      "dc.date.issued",
                      "dcterms.issued",
                      "dcterms.date",
                      "dcterms.created",
                      "dc.date",
                      "dc.date.created",
                      "cxenseparse:recs:publishtime",
                      "rnews:datepublished",
                      "article.published",
                      "bt:pubdate",
                      "originalpublicationdate",
                      "displaydate",
                      "article_date_original",
                      "date",
                      "og:pubdate",
                      "citation_publication_date",
                      "datecreated",
                      "created",
                      "ptime",
                      "last_published",
                      "prism.publicationdate"})
        if (auto date = search.written(page.sources.first_meta({name}))) return date;
    if (auto date = search.in_microdata()) return date;
    if (auto date = search.written(page.sources.linked.page_published)) return date;
    if (auto date = search.sane(date_in_url(page.url))) return date;
    if (auto date = search.sane(date_in_url(page.sources.canonical))) return date;
    return search.beside_headline();
}

}  // namespace

std::size_t Reading::headline_line() const {
    auto wanted = essence(title);
    std::size_t best = blocks.size();
    for (std::size_t i = 0; i < blocks.size() && !wanted.empty(); ++i) {
        if (essence(blocks[i].text) != wanted) continue;
        auto tag = dom[blocks[i].node].tag;
        if (tag == Tag::h1 || tag == Tag::h2) return i;
        if (best == blocks.size()) best = i;
    }
    for (std::size_t i = 0; best == blocks.size() && i < blocks.size(); ++i)
        if (dom[blocks[i].node].tag == Tag::h1) best = i;
    return best;
}

std::size_t Reading::opening_line() const {
    for (std::size_t i = 0; i < blocks.size(); ++i)
        if (chances[i] > 0.7F && blocks[i].letters >= 80) return i;
    return blocks.size();
}

bool Reading::is_apart(NodeIndex node) const {
    NodeIndex title_node = headline < blocks.size() ? blocks[headline].first : 0;
    for (int level = 0; level < 12 && node != 0; ++level, node = dom[node].parent) {
        auto tag = dom[node].tag;
        if (tag == Tag::body || (title_node != 0 && dom.contains(node, title_node))) return false;
        if (tag == Tag::aside || tag == Tag::nav || tag == Tag::footer) return true;
        auto hints = hints_of(dom, node);
        if (hints & (bit(Hint::comments) | bit(Hint::related) | bit(Hint::side))) return true;
        if (hints & bit(Hint::body)) return false;
    }
    return false;
}

std::optional<Moment> published_of(const Reading& page) {
    auto date = first_published(page);
    if (date) date->offset = publishers_offset(*date, page.url);
    return date;
}

std::optional<Moment> modified_of(const Reading& page) {
    Search search(page);
    if (auto date = search.written(page.sources.linked.modified)) return date;
    for (auto name : {"article:modified_time", "og:updated_time", "datemodified", "last-modified", "dcterms.modified"})
        if (auto date = search.written(page.sources.first_meta({name}))) return date;
    return std::nullopt;
}

}  // namespace watchword::article
