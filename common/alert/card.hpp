#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "common/alert/payload.hpp"

namespace watchword::alert {

// What a person is told about one event, wherever it is shown: e-mails and chat styles are written from
// cards. All text is display text (display.hpp), short, not yet escaped for any markup.

// A stretch of text with its meaning: found by the query, or taken away or brought by an edit.
struct Span {
    enum class Kind { plain, hit, removed, added };
    Kind kind = Kind::plain;
    std::string text;
    bool operator==(const Span&) const = default;
};

// One excerpt around hits, or one change.
struct Passage {
    std::string label;  // "Author", "Number changed in paragraph 4 – substantive"; empty for the article's text
    bool change = false;
    std::vector<Span> spans;
};

struct Card {
    std::string label;          // "Matched", "Edited (major)", "Feed failing"
    std::vector<Span> title;    // of the article; the name of a feed or receiver
    std::string url;            // http(s) in printable ASCII, whole; or empty
    std::string facts;          // "Steppe Courier · Aigul Sample · 17 Apr 2018, 13:30"
    std::string statement;      // what happened, as sentences: of a removal "Present on ..., absent on ..."
    std::vector<Span> summary;  // the standfirst
    std::vector<Passage> passages;
    std::size_t passages_more = 0;  // not shown
    std::string language;           // of the article, may be empty
};

Card card_of(const Alert& alert, std::size_t passages_max);
Card card_of(const Notice& notice);

// "Matched", "Edited (major)": the heading of a card.
std::string label_of(const Alert& alert);

// The spans without their meaning.
std::string plain(const std::vector<Span>& spans);

// Of a change: as it was, as it is.
std::string before(const Passage& passage);
std::string after(const Passage& passage);

}  // namespace watchword::alert
