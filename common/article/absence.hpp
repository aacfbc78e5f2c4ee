#pragma once

#include <string>
#include <string_view>

#include "common/article/article.hpp"

namespace watchword::article {

// What tells a page without an article from one with a short article.
struct PageFacts {
    std::string_view url;
    std::string title_elsewhere;   // what the metadata call it
    std::string words;             // the lines at its head that are no links, some thousand bytes
    std::size_t letters = 0;       // in all lines of the page
    std::size_t link_letters = 0;  // those within links
    std::size_t kept_letters = 0;  // in the lines taken for the article
    std::size_t kept_lines = 0;    // that many lines
    std::size_t teasers = 0;       // of them, those below a heading that leads elsewhere
    bool claims_article = false;   // by JSON-LD or og:type
    bool claims_site = false;      // og:type says that this is a whole site
    bool claims_paywall = false;   // by isAccessibleForFree or the names of its boxes
};

// Whether bytes are something else than text: a PDF, an image, an archive; or their type says so.
bool is_other_than_html(std::string_view bytes, std::string_view content_type);

// Whether a page's text shows that its bytes are none: control characters stand all over it.
bool is_binary(std::string_view text);

// Why there is no article in what was extracted; `none` when there is one. Soft errors (200 with "not
// found"), walls and stubs are known by their words, and only where there are few of them: an article about
// cookies is an article.
Absence absence_of(const Article& article, const PageFacts& facts);

}  // namespace watchword::article
