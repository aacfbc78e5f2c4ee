#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "common/alert/card.hpp"
#include "common/alert/webhook.hpp"

namespace watchword::alert {

// A payload as a chat shows it: a line of what it is, then one card, or of a digest several short ones.
struct Bulletin {
    std::string subject;  // "[Maidan talk] Harvest protest fills ...", for notifications and as a title
    std::string heading;  // "Matched · Maidan talk", "[Maidan talk] 12 articles, 18 Apr 2018"; may be cleared
    std::string note;     // of a digest its window; else empty
    std::vector<Card> cards;
    std::size_t cards_more = 0;
    std::string footer;  // "Alert al_..."
    std::string url;     // of the only card; else empty
};

Bulletin bulletin_of(const Payload& payload, Length length);

// How a chat writes things. `escape` makes any text stand as it is.
struct Markup {
    std::string (*escape)(std::string_view text);
    std::string_view strong_open, strong_close;
    std::string_view removed_open, removed_close;
    std::string_view added_open, added_close;
    std::string (*link)(const std::string& escaped_text, const std::string& url);
};

std::string write(const std::vector<Span>& spans, const Markup& markup);

// The card as paragraphs: title, facts, statement, summary, passages. Whole paragraphs are left out, from the
// end, to stay within `size_max` by the measure of the chat.
std::string write(const Card& card, const Markup& markup, std::size_t size_max, std::size_t (*size)(std::string_view));
std::string write(const Bulletin& bulletin, const Markup& markup, std::size_t size_max,
                  std::size_t (*size)(std::string_view));

// Measures.
std::size_t utf16_units(std::string_view text);
std::size_t bytes(std::string_view text);

// `\` before each of `special`, the way of Markdown.
std::string backslashed(std::string_view text, std::string_view special);

}  // namespace watchword::alert
