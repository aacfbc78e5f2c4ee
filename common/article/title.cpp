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
    for (std::size_t at = 0; at < title.size(); ++at)
        for (auto separator : separators)
            if (title.substr(at).starts_with(separator)) {
                parts.push_back(title.substr(from, at - from));
                at += separator.size() - 1;
                from = at + 1;
                break;
            }
    parts.push_back(title.substr(from));
    return parts;
}

// `title` without what follows or leads it by the name of the site: the longest part, and the neighbours that
// are no name but belong to a headline with a dash in it.
std::string without_site(std::string_view title, const std::string& site) {
    auto parts = parts_of(title);
    if (parts.size() == 1) return std::string(title);
    auto name = essence(site);
    auto is_site = [&](std::string_view part) {
        auto text = essence(part);
        return text.empty() || (!name.empty() &&
                                (text == name || (text.size() >= 4 && name.find(text) != std::string::npos) ||
                                 (name.size() >= 4 && text.find(name) != std::string::npos &&
                                  text.size() < 2 * name.size() + 8)));
    };
    while (parts.size() > 1 && is_site(parts.back())) parts.pop_back();
    while (parts.size() > 1 && is_site(parts.front())) parts.erase(parts.begin());
    // Without knowledge of the name, the longest part is the headline.
    if (parts.size() == parts_of(title).size())
        return std::string(*std::max_element(parts.begin(), parts.end(),
                                             [](auto a, auto b) { return a.size() < b.size(); }));
    return std::string(parts.front().data(), parts.back().data() + parts.back().size());
}

}  // namespace

std::string site_of(const Sources& sources) {
    if (auto name = sources.first_meta({"og:site_name", "application-name", "apple-mobile-web-app-title"});
        !name.empty())
        return std::string(name);
    return sources.linked.publisher;
}

std::string title_of(const Sources& sources) {
    const auto site = site_of(sources);
    const auto site_essence = essence(site);
    const std::string_view shared = sources.first_meta({"og:title", "twitter:title", "dc.title", "headline"});
    const auto& linked = sources.linked.headline;

    // What other places call the article; a heading that is part of one of them is what the page shows.
    const std::array<std::string, 3> elsewhere = {essence(sources.page_title), essence(shared),
                                                  essence(linked)};
    auto confirmed = [&](const std::string& text) {
        return std::any_of(elsewhere.begin(), elsewhere.end(),
                           [&](const auto& known) { return known.find(text) != std::string::npos; });
    };
    const Heading* best = nullptr;
    std::size_t best_size = 0;
    for (const auto& heading : sources.headings) {
        if (heading.level > 2) continue;
        auto text = essence(heading.text);
        if (text.size() < 8 || text == site_essence || !confirmed(text)) continue;
        std::size_t size = text.size() + (heading.level == 1 ? 1 : 0);
        if (size > best_size) {
            best = &heading;
            best_size = size;
        }
    }
    if (best != nullptr) return best->text;
    if (!linked.empty() && essence(linked) != site_essence) return without_site(linked, site);
    if (!shared.empty() && essence(shared) != site_essence) return without_site(shared, site);
    const Heading* only = nullptr;
    int tops = 0;
    for (const auto& heading : sources.headings)
        if (heading.level == 1 && essence(heading.text) != site_essence) {
            ++tops;
            only = &heading;
        }
    if (tops == 1 && sources.page_title.empty()) return only->text;
    if (!sources.page_title.empty()) return without_site(sources.page_title, site);
    return only != nullptr ? only->text : "";
}

}  // namespace watchword::article
