#include "common/article/article.hpp"

#include <algorithm>

#include "common/article/absence.hpp"
#include "common/article/authors.hpp"
#include "common/article/blocks.hpp"
#include "common/article/body.hpp"
#include "common/article/dom.hpp"
#include "common/article/explain.hpp"
#include "common/article/fold.hpp"
#include "common/article/published.hpp"
#include "common/article/source_text.hpp"
#include "common/article/sources.hpp"
#include "common/article/tame.hpp"
#include "common/base/url.hpp"
#include "common/text/language.hpp"

namespace watchword::article {
namespace {

// An article behind a paywall that shows less than this shows its beginning.
constexpr std::size_t teaser_letters_max = 1500;

// The language of the text, and what the markup says where the text does not tell.
std::string language_of(const Article& article, const Sources& sources) {
    auto language = text::detect_language(article.title + "\n" + article.text());
    if (!language.empty()) return language;
    auto said = small_letters(sources.language.empty() ? sources.linked.language : sources.language);
    return said.size() >= 2 && (said.size() == 2 || said[2] == '-' || said[2] == '_') ? said.substr(0, 2) : "";
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

PageFacts facts_of(const Page& page, const std::vector<Block>& blocks, const Sources& sources) {
    constexpr std::size_t words_max = 4000;
    PageFacts facts{.url = page.url, .title_elsewhere = title_elsewhere(sources), .words = {}};
    for (const auto& block : blocks) {
        facts.letters += block.letters;
        facts.link_letters += block.link_letters;
        bool is_furniture = 2 * block.link_letters > block.letters || block.text.find("©") != std::string::npos;
        if (!is_furniture && facts.words.size() < words_max) facts.words += block.text + '\n';
    }
    facts.claims_article = sources.linked.is_article() || sources.first_meta({"og:type"}) == "article";
    facts.claims_site = sources.first_meta({"og:type"}) == "website";
    facts.claims_paywall = sources.linked.is_locked;
    return facts;
}

void count_kept(const Dom& dom, const Body& body, PageFacts& facts) {
    constexpr std::size_t near = 3;  // a date or a name may stand between a teaser's heading and its text
    std::optional<std::size_t> linked_heading;
    for (std::size_t i = 0; i < body.blocks.size(); ++i) {
        const auto& block = body.blocks[i];
        auto tag = dom[block.node].tag;
        bool is_heading = tag == Tag::h2 || tag == Tag::h3 || tag == Tag::h4;
        if (is_heading && 5 * block.link_letters > 4 * block.letters) linked_heading = i;
        if (!body.kept[i]) continue;
        ++facts.kept_lines;
        if (!linked_heading || i - *linked_heading > near) continue;
        ++facts.teasers;
        linked_heading.reset();
    }
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

Article extract(const Page& page, const Options& options, Explanation* explanation) {
    Article article;
    auto absent = [&](Absence why, std::string warning) {
        article.absence = why;
        article.warnings.push_back(std::move(warning));
        return article;
    };
    if (is_other_than_html(page.bytes, page.content_type)) return absent(Absence::not_html, "not an HTML page");
    const auto source = to_text(page.bytes.substr(0, Bounds().bytes), page.content_type);
    if (is_binary(source)) return absent(Absence::not_html, "binary data, not an HTML page");
    auto dom = Dom::parse(source);
    if (!dom) return absent(Absence::no_text, "the page is too complex to be read");

    auto visible = blocks_of(*dom);
    const auto sources = sources_of(*dom, visible);
    auto facts = facts_of(page, visible, sources);
    auto body = body_of(*dom, std::move(visible), sources, options);

    article.title = title_of(sources);
    article.site = site_of(sources);
    article.tags = tags_of(sources);
    article.canonical_url = canonical_url_of(sources, page.url);
    article.standfirst = std::move(body.standfirst);
    article.paragraphs = std::move(body.paragraphs);
    article.confidence = body.confidence;
    article.warnings = std::move(body.warnings);
    article.language = language_of(article, sources);
    const Reading reading{*dom,     body.blocks,      body.chances,  sources,
                          page.url, article.language, article.title, options.fetched};
    article.authors = authors_of(reading);
    if (auto published = published_of(reading)) {
        article.published = published->time;
        article.published_offset = published->offset;
    }
    if (auto modified = modified_of(reading)) article.modified = modified->time;

    facts.kept_letters = essence(article.text()).size();
    count_kept(*dom, body, facts);
    article.absence = absence_of(article, facts);
    if (article.absence == Absence::none && facts.claims_paywall && facts.kept_letters < teaser_letters_max)
        article.warnings.emplace_back(
            "probably the beginning alone: the page says that its article is not free to read");
    if (article.absence != Absence::none) {
        article.warnings.push_back("no article: " + std::string(to_text(article.absence)));
        article.standfirst.clear();
        article.paragraphs.clear();
        article.confidence = 0;
    }
    if (explanation != nullptr) *explanation = explanation_of(*dom, body);
    return article;
}

}  // namespace watchword::article
