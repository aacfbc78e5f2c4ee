#include "common/article/article.hpp"

#include <algorithm>

#include "common/article/authors.hpp"
#include "common/article/blocks.hpp"
#include "common/article/clues.hpp"
#include "common/article/dom.hpp"
#include "common/article/fold.hpp"
#include "common/article/judge.hpp"
#include "common/article/published.hpp"
#include "common/article/source_text.hpp"
#include "common/article/sources.hpp"
#include "common/base/url.hpp"
#include "common/text/language.hpp"

namespace watchword::article {
namespace {

// A line is kept when it belongs to the article rather than not.
constexpr float kept_from = 0.5F;

// The language of the text, and what the markup says where the text does not tell.
std::string language_of(const Article& article, const Sources& sources) {
    auto language = text::detect_language(article.title + "\n" + article.text());
    if (!language.empty()) return language;
    auto said = small_letters(sources.language.empty() ? sources.linked.language : sources.language);
    return said.size() >= 2 && (said.size() == 2 || said[2] == '-' || said[2] == '_') ? said.substr(0, 2)
                                                                                      : "";
}

std::vector<std::string> tags_of(const Sources& sources) {
    constexpr std::size_t tags_max = 50;
    std::vector<std::string> tags;
    auto add = [&](std::string tag) {
        if (!tag.empty() && tags.size() < tags_max && std::find(tags.begin(), tags.end(), tag) == tags.end())
            tags.push_back(std::move(tag));
    };
    for (const auto& [name, value] : sources.meta)
        if (name == "article:tag") add(value);
    for (const auto& keyword : sources.linked.keywords) add(keyword);
    return tags;
}

std::string canonical_url_of(const Sources& sources, std::string_view url) {
    auto said = std::string_view(sources.canonical);
    if (said.empty()) said = sources.first_meta({"og:url"});
    if (auto resolved = resolve_url(url, said); !said.empty() && resolved) return resolved->text;
    return "";
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

Article extract(const Page& page, const Options& options) {
    Article article;
    auto dom = Dom::parse(to_text(page.bytes, page.content_type));
    if (!dom) {
        article.absence = Absence::no_text;
        article.warnings.emplace_back("the page is too complex to be read");
        return article;
    }
    const auto blocks = blocks_of(*dom);
    const auto sources = sources_of(*dom, blocks);
    article.title = title_of(sources);
    article.site = site_of(sources);
    article.tags = tags_of(sources);
    article.canonical_url = canonical_url_of(sources, page.url);

    const auto chances = judge(*dom, blocks, clues_of(sources));
    for (std::size_t i = 0; i < blocks.size(); ++i)
        if (chances[i] > kept_from) article.paragraphs.push_back(blocks[i].text);

    article.language = language_of(article, sources);
    const Reading reading{*dom,     blocks,           chances,       sources,
                          page.url, article.language, article.title, options.fetched};
    article.authors = authors_of(reading);
    article.published = published_of(reading);
    article.modified = modified_of(reading);
    if (article.paragraphs.empty()) article.absence = Absence::no_text;
    article.confidence = article.paragraphs.empty() ? 0 : 0.5;
    return article;
}

}  // namespace watchword::article
