#pragma once

#include <cstdint>

#include "common/article/dom.hpp"

namespace watchword::article {

// What the words in an element's class and id (and the like) say about what it holds. Publishers name their
// boxes in English, or in one of a few other languages; a word says little, but says it on most pages.
enum class Hint : std::uint8_t {
    body,      // "article-body", "entry__content", "storyText", itemprop="articleBody"
    article,   // "article", "story", "post"
    text,      // "text", "content", "copy"
    lead,      // "standfirst", "lede", "intro"
    headline,  // "headline", "title"
    meta,      // "byline", "date", "tags"
    author,    // "author", "bio"
    caption,   // "caption", "credit", "photo"
    comments,  // "comments", "disqus"
    related,   // "related", "popular", "teaser"
    share,     // "share", "print", "social"
    offer,     // "newsletter", "subscribe", "login"
    advert,    // "ad", "sponsored"
    side,      // "sidebar", "widget"
    menu,      // "nav", "breadcrumb", "footer"
    notice,    // "cookie", "copyright", "modal"
    box,       // "infobox", "aside", "pullquote"
    list,      // "list", "items", "feed"
    count_
};

constexpr std::size_t hint_count = static_cast<std::size_t>(Hint::count_);

// A set of hints, one bit each.
using Hints = std::uint32_t;
constexpr Hints bit(Hint hint) {
    return Hints{1} << static_cast<unsigned>(hint);
}

// What class, id, itemprop, role and data-component of the element say.
Hints hints_of(const Dom& dom, NodeIndex element);

}  // namespace watchword::article
