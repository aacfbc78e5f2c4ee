#include "common/article/sources.hpp"

#include <algorithm>

#include "common/article/fold.hpp"

namespace watchword::article {
namespace {

constexpr std::size_t meta_max = 300;
constexpr std::size_t headings_max = 300;

int heading_level(Tag tag) {
    return tag == Tag::h1 ? 1 : tag == Tag::h2 ? 2 : tag == Tag::h3 ? 3 : 0;
}

std::string text_within(const Dom& dom, NodeIndex root) {
    std::string text;
    for (NodeIndex i = root; i < dom[root].end; ++i)
        if (dom[i].tag == Tag::text) text += dom[i].text;
    return plain(text);
}

}  // namespace

std::string_view Sources::first_meta(std::initializer_list<std::string_view> names) const {
    for (auto name : names)
        for (const auto& [key, value] : meta)
            if (key == name && !value.empty()) return value;
    return {};
}

Sources sources_of(const Dom& dom, const std::vector<Block>& blocks) {
    Sources sources;
    sources.linked = linked_data_of(dom);
    bool in_svg = false;
    NodeIndex svg_end = 0;
    for (NodeIndex i = 0; i < dom.size(); ++i) {
        in_svg = i < svg_end;
        switch (dom[i].tag) {
            case Tag::svg:
                svg_end = std::max(svg_end, dom[i].end);
                break;
            case Tag::html:
                sources.language = dom.attribute(i, "lang");
                if (sources.language.empty()) sources.language = dom.attribute(i, "xml:lang");
                break;
            case Tag::title:
                if (!in_svg && sources.page_title.empty()) sources.page_title = text_within(dom, i);
                break;
            case Tag::base:
                if (sources.base.empty()) sources.base = dom.attribute(i, "href");
                break;
            case Tag::link:
                if (sources.canonical.empty() && small_letters(dom.attribute(i, "rel")) == "canonical")
                    sources.canonical = dom.attribute(i, "href");
                break;
            case Tag::meta: {
                auto content = plain(dom.attribute(i, "content"));
                if (content.empty()) content = plain(dom.attribute(i, "value"));
                if (content.empty()) break;
                for (auto key : {"property", "name", "itemprop"}) {
                    auto name = dom.attribute(i, key);
                    if (!name.empty() && sources.meta.size() < meta_max)
                        sources.meta.emplace_back(small_letters(name), content);
                }
                break;
            }
            default:
                break;
        }
    }
    // A heading of several lines is one heading.
    for (const auto& block : blocks) {
        auto node = block.node;
        int level = heading_level(dom[node].tag);
        for (int up = 0; level == 0 && up < 3; ++up) {
            node = dom[node].parent;
            level = heading_level(dom[node].tag);
        }
        if (level == 0) continue;
        if (!sources.headings.empty() && sources.headings.back().node == node)
            sources.headings.back().text += ' ' + block.text;
        else if (sources.headings.size() < headings_max)
            sources.headings.push_back({level, block.text, node});
    }
    return sources;
}

}  // namespace watchword::article
