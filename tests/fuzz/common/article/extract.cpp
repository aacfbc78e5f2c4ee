// Any bytes as a page: extraction ends, says the same twice, and gives nothing but clean text. The first byte
// picks whether selectors are used; for those the first line is the selector.

#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "common/article/article.hpp"
#include "common/article/full_text.hpp"
#include "common/article/inspect.hpp"
#include "common/text/utf8.hpp"

namespace {

void require(bool holds) {
    if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace watchword;
    std::string_view input(reinterpret_cast<const char*>(data), size);
    article::Options options;
    if (!input.empty() && input.front() % 4 == 1) {
        auto end = std::min(input.find('\n'), input.size());
        auto text = article::Selector::parse(input.substr(1, end - 1));
        auto drop = article::Selector::parse(std::string(input.substr(1, end - 1)) + " p");
        if (text) options.text = *text;
        if (drop) options.drop = {*drop};
        input.remove_prefix(end);
    }
    const article::Page page{input, "https://example.org/2018/04/17/a-page", "text/html"};
    article::Explanation explanation;
    auto found = article::extract(page, options, &explanation);
    require(article::extract(page, options).text() == found.text());
    require(text::is_valid_utf8(found.text()) && text::is_valid_utf8(found.title));
    require(found.confidence >= 0 && found.confidence <= 1);
    require(found.absence == article::Absence::none || found.paragraphs.empty());
    for (const auto& paragraph : found.paragraphs)
        require(!paragraph.empty() && paragraph.find('\n') == std::string::npos);
    for (const auto& author : found.authors) require(!author.empty() && text::is_valid_utf8(author));
    require(text::is_valid_utf8(article::inspect(page, options, article::Detail::laid_out)));
    article::is_full_text(article::paragraphs_from_html(input));
    return 0;
}
