#include "common/article/explain.hpp"

#include <algorithm>

#include "common/article/context.hpp"

namespace watchword::article {
namespace {

// An element as a selector names it: "div.story-body > p".
std::string path_of(const Dom& dom, NodeIndex node) {
    constexpr int levels_max = 4;
    std::string path;
    for (int level = 0; level < levels_max && node != 0 && dom[node].tag != Tag::html; node = dom[node].parent) {
        if (dom[node].tag == Tag::text) continue;
        if (dom[node].tag == Tag::body && !path.empty()) break;
        std::string step(dom[node].text);
        if (auto id = dom.attribute(node, "id"); !id.empty() && id.find(' ') == std::string_view::npos)
            step.append("#").append(id);
        auto classes = dom.attribute(node, "class");
        auto name = classes.substr(0, classes.find_first_of(" \t\n"));
        if (!name.empty()) step.append(".").append(name);
        path = path.empty() ? step : step + " > " + path;
        ++level;
    }
    return path;
}

Explanation::Candidate candidate_at(const Dom& dom, const Body& body, NodeIndex element) {
    Explanation::Candidate candidate{.where = path_of(dom, element)};
    float wanted = 0;
    for (std::size_t i = 0; i < body.blocks.size(); ++i) {
        const auto& block = body.blocks[i];
        if (!dom.contains(element, block.node)) continue;
        candidate.words += block.words;
        if (body.kept[i]) candidate.words_kept += block.words;
        wanted += body.chances[i] * static_cast<float>(block.words);
    }
    if (candidate.words > 0) candidate.chance = wanted / static_cast<float>(candidate.words);
    return candidate;
}

// The subtrees that gain most by how dear an unwanted word is, and what the page itself calls an article.
std::vector<NodeIndex> likely_elements(const Dom& dom, const Body& body) {
    constexpr std::size_t elements_max = 8;
    std::vector<NodeIndex> elements;
    auto add = [&](NodeIndex element) {
        bool known = std::find(elements.begin(), elements.end(), element) != elements.end();
        if (element != 0 && !known && elements.size() < elements_max) elements.push_back(element);
    };
    for (float price : {0.5F, 0.35F, 0.2F, 0.8F}) add(best_subtree(dom, body.blocks, body.chances, price));
    for (NodeIndex i = 1; i < dom.size(); ++i)
        if (dom[i].tag == Tag::article || dom[i].tag == Tag::main || dom.attribute(i, "itemprop") == "articleBody")
            add(i);
    return elements;
}

}  // namespace

Explanation explanation_of(const Dom& dom, const Body& body) {
    Explanation explanation{.source = body.source, .kept_from = body.kept_from};
    for (NodeIndex element : likely_elements(dom, body))
        if (auto candidate = candidate_at(dom, body, element); candidate.words > 0)
            explanation.candidates.push_back(std::move(candidate));
    for (std::size_t i = 0; i < body.blocks.size(); ++i)
        explanation.lines.push_back({.where = path_of(dom, body.blocks[i].node),
                                     .text = body.blocks[i].text,
                                     .chance = body.chances[i],
                                     .kept = body.kept[i],
                                     .why = body.why[i]});
    return explanation;
}

}  // namespace watchword::article
