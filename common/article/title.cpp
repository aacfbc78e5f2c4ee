// The headline (title_of) and the site's name (site_of).
#include <algorithm>
#include <array>

#include "common/article/fold.hpp"
#include "common/article/sources.hpp"

namespace watchword::article {
namespace {

// Between a headline and a site's name in <title>; longer ones first.
// clang-format off
constexpr std::array separators = std::to_array<std::string_view>({
    " | ", " - ", " – ", " — ", " :: ", " » ", " « ", " › ", " • ", " · ", " / ", " ~ ", " : ", "| ", "_",
    "｜", "－"});
// clang-format on

std::vector<std::string_view> parts_of(std::string_view title) {
    std::vector<std::string_view> parts;
    std::size_t from = 0;
    // Scripts without blanks put a bare dash between the two.
    auto is_dense = [&](std::size_t at) {
        auto c = at < title.size() ? static_cast<unsigned char>(title[at]) : 0;
        return c >= 0xe3 && c <= 0xed;
    };
    for (std::size_t at = 0; at < title.size(); ++at) {
        bool is_tail = title.size() - at < at;
        if (title[at] == '-' && is_tail && is_dense(at - 3) && is_dense(at + 1)) {
            parts.push_back(title.substr(from, at - from));
            from = at + 1;
            continue;
        }
        for (auto separator : separators)
            if (title.substr(at).starts_with(separator)) {
                parts.push_back(title.substr(from, at - from));
                at += separator.size() - 1;
                from = at + 1;
                break;
            }
    }
    parts.push_back(title.substr(from));
    return parts;
}

std::string_view shared_title(const Sources& sources) {
    return sources.first_meta({"og:title", "twitter:title", "dc.title", "headline"});
}

// `title` without what follows or leads it by the name of the site: the longest part, and the neighbours that
// are no name but belong to a headline with a dash in it.
std::string without_site(std::string_view title, const std::string& site) {
    auto parts = parts_of(title);
    if (parts.size() == 1) return std::string(title);
    auto name = essence(site);
    auto is_site = [&](std::string_view part) {
        auto text = essence(part);
        return text.empty() ||
               (!name.empty() &&
                (text == name || (text.size() >= 4 && name.find(text) != std::string::npos) ||
                 (name.size() >= 4 && text.find(name) != std::string::npos && text.size() < 2 * name.size() + 8)));
    };
    while (parts.size() > 1 && is_site(parts.back())) parts.pop_back();
    while (parts.size() > 1 && is_site(parts.front())) parts.erase(parts.begin());
    // Without knowledge of the name, the longest part is the headline.
    if (parts.size() == parts_of(title).size())
        return std::string(
            *std::max_element(parts.begin(), parts.end(), [](auto a, auto b) { return a.size() < b.size(); }));
    return std::string(parts.front().data(), parts.back().data() + parts.back().size());
}

// What places other than a heading call the article.
class Elsewhere {
  public:
    explicit Elsewhere(const Sources& sources)
        : titles_{essence(sources.page_title), essence(shared_title(sources)), essence(sources.linked.headline)} {}

    bool holds(const std::string& text) const {
        return std::any_of(titles_.begin(), titles_.end(),
                           [&](const auto& title) { return title.find(text) != std::string::npos; });
    }

    bool holds_most_words_of(std::string_view text) const {
        constexpr std::size_t telling_min = 4;  // bytes; shorter words are in any title
        std::size_t words = 0, held = 0;
        while (!text.empty()) {
            auto word = essence(text.substr(0, text.find(' ')));
            text.remove_prefix(std::min(text.find(' '), text.size() - 1) + 1);
            if (word.size() < telling_min) continue;
            ++words;
            held += holds(word);
        }
        return words > 0 && 2 * held >= words;
    }

  private:
    std::array<std::string, 3> titles_;
};

// The longest heading that is part of what other places call the article: what the page shows of it.
const Heading* confirmed_heading(const Sources& sources, const std::string& site, const Elsewhere& elsewhere) {
    const Heading* best = nullptr;
    std::size_t best_size = 0;
    for (const auto& heading : sources.headings) {
        if (heading.level > 2) continue;
        auto text = essence(heading.text);
        if (text.size() < 8 || text == site || !elsewhere.holds(text)) continue;
        std::size_t size = text.size() + (heading.level == 1 ? 1 : 0);
        if (size > best_size) {
            best = &heading;
            best_size = size;
        }
    }
    return best;
}

constexpr std::size_t headline_min = 16;  // bytes of its essence; shorter headings may name a section

// The top heading, whatever other places call the article; of several, the first that is much like it.
const Heading* top_heading(const Sources& sources, const std::string& site, const Elsewhere& elsewhere) {
    std::vector<const Heading*> tops;
    for (const auto& heading : sources.headings)
        if (auto text = essence(heading.text);
            heading.level == 1 && text.size() >= headline_min && site.find(text) == std::string::npos)
            tops.push_back(&heading);
    if (tops.size() == 1) return tops.front();
    auto like = std::find_if(tops.begin(), tops.end(),
                             [&](auto heading) { return elsewhere.holds_most_words_of(heading->text); });
    return like != tops.end() ? *like : nullptr;
}

}  // namespace

std::string site_of(const Sources& sources) {
    if (auto name = sources.first_meta({"og:site_name", "application-name", "apple-mobile-web-app-title"});
        !name.empty())
        return std::string(name);
    return sources.linked.publisher;
}

std::string title_elsewhere(const Sources& sources) {
    const auto site = site_of(sources);
    const auto site_essence = essence(site);
    for (std::string_view title : {std::string_view(sources.linked.headline), shared_title(sources)})
        if (!title.empty() && essence(title) != site_essence) return without_site(title, site);
    return without_site(sources.page_title, site);
}

// Readers may see a new headline while other places still have the old one.
std::string title_of(const Sources& sources) {
    const auto site = essence(site_of(sources));
    const Elsewhere elsewhere(sources);
    const Heading* confirmed = confirmed_heading(sources, site, elsewhere);
    const Heading* top = top_heading(sources, site, elsewhere);
    const bool names_section =
        confirmed != nullptr && confirmed->level > 1 && essence(confirmed->text).size() < headline_min;
    if (confirmed != nullptr && !(names_section && top != nullptr)) return confirmed->text;
    if (top != nullptr) return top->text;
    if (auto title = title_elsewhere(sources); !title.empty()) return title;
    auto last = std::find_if(sources.headings.rbegin(), sources.headings.rend(),
                             [&](const auto& heading) { return heading.level == 1 && essence(heading.text) != site; });
    return last != sources.headings.rend() ? last->text : "";
}

}  // namespace watchword::article
