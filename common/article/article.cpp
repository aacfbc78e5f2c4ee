#include "common/article/article.hpp"

#include "common/article/blocks.hpp"
#include "common/article/dom.hpp"

namespace watchword::article {
namespace {

// The subtree whose lines of prose outweigh its lines of links by most.
NodeIndex densest(const Dom& dom, const std::vector<Block>& blocks) {
    std::vector<double> worth(dom.size(), 0.0);
    for (const auto& block : blocks) {
        double prose = static_cast<double>(block.letters) - 4.0 * block.link_letters;
        bool sentence = block.sentences > 0 && block.letters >= 40;
        worth[block.node] += sentence ? prose : -1.0 * block.letters;
    }
    for (NodeIndex i = dom.size(); i-- > 1;) worth[dom[i].parent] += worth[i];
    NodeIndex best = 0;
    for (NodeIndex i = 1; i < dom.size(); ++i)
        if (dom[i].tag != Tag::text && worth[i] >= worth[best]) best = i;
    return best;
}

std::string title_of(const Dom& dom) {
    for (Tag tag : {Tag::h1, Tag::title}) {
        auto found = dom.find(tag);
        if (!found) continue;
        std::string text;
        for (NodeIndex i = *found; i < dom[*found].end; ++i)
            if (dom[i].tag == Tag::text) text += dom[i].text;
        auto begin = text.find_first_not_of(" \t\r\n");
        if (begin != std::string::npos)
            return text.substr(begin, text.find_last_not_of(" \t\r\n") + 1 - begin);
    }
    return {};
}

}  // namespace

std::string_view to_text(Absence absence) {
    switch (absence) {
        case Absence::none:
            return "none";
        case Absence::index_page:
            return "index page";
        case Absence::consent_wall:
            return "consent wall";
        case Absence::paywall:
            return "paywall";
        case Absence::not_found:
            return "not found";
        case Absence::not_html:
            return "not HTML";
        case Absence::no_text:
            return "no text";
    }
    return "";
}

std::string Article::text() const {
    std::string text = standfirst;
    for (const auto& paragraph : paragraphs) {
        if (!text.empty()) text += '\n';
        text += paragraph;
    }
    return text;
}

Article extract(const Page& page) {
    Article article;
    auto dom = Dom::parse(page.bytes);
    if (!dom) {
        article.absence = Absence::no_text;
        article.warnings.emplace_back("the page is too complex to be read");
        return article;
    }
    article.title = title_of(*dom);
    auto blocks = blocks_of(*dom);
    auto root = densest(*dom, blocks);
    for (const auto& block : blocks)
        if (dom->contains(root, block.first) && block.link_letters * 2 <= block.letters)
            article.paragraphs.push_back(block.text);
    if (article.paragraphs.empty()) article.absence = Absence::no_text;
    article.confidence = article.paragraphs.empty() ? 0 : 0.5;
    return article;
}

}  // namespace watchword::article
