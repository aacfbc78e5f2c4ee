#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "common/article/article.hpp"

namespace watchword::article {

// What a feed entry's HTML says, a paragraph each, without the feed's own additions ("Continue reading", "The
// post ... appeared first on ..."). Plain text is HTML without tags.
std::vector<std::string> paragraphs_from_html(std::string_view html);

// Whether these paragraphs are likely to be the whole article and not its beginning or a summary: long
// enough, several, and not broken off.
bool is_full_text(const std::vector<std::string>& paragraphs);

// Which of the two tells the article. The page's text wins when it agrees with the feed's and is about as
// long or longer: a feed may bring its own additions. A page without an article, cut short, or about
// something else, loses to a feed that gives the full text.
enum class TextSource { page, feed };
TextSource better_text(const std::vector<std::string>& from_feed, const Article& from_page);

}  // namespace watchword::article
