#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/article/selector.hpp"
#include "common/base/time.hpp"

namespace watchword::article {

class HostMemory;
struct Earlier;

// What the fetch said about a page.
struct Page {
    std::string_view bytes;
    std::string_view url;           // after redirects
    std::string_view content_type;  // the HTTP header's value; may be empty
};

// Why a page carries no article, when it carries none.
enum class Absence { none, index_page, consent_wall, paywall, not_found, not_html, no_text };

std::string_view to_text(Absence absence);

// The piece of journalism on a page and nothing else. All text is valid UTF-8 without markup; absent texts
// are empty.
struct Article {
    std::string canonical_url;
    std::string title;
    std::string standfirst;
    std::vector<std::string> authors;
    std::optional<Time> published;
    std::chrono::minutes published_offset{0};  // from UTC, of the publisher's clock: tells the day they would name
    std::optional<Time> modified;
    std::string language;  // ISO 639-1 where there is one
    std::vector<std::string> tags;
    std::string site;
    std::vector<std::string> paragraphs;  // one block each, in reading order
    double confidence = 0;                // 0 to 1
    Absence absence = Absence::none;
    std::vector<std::string> warnings;

    // The standfirst and the paragraphs, joined by newlines, without the title.
    std::string text() const;
};

// What the operator and earlier pages say beyond the page itself.
struct Options {
    std::optional<Time> fetched = {};    // when the page was read: no article is younger
    const HostMemory* memory = nullptr;  // lines that recur on the page's host are cut; outlives the call
    const Earlier* earlier = nullptr;    // doubtful lines stay in or out as they were; outlives the call
    std::optional<Selector> text = {};   // where the article's text stands, in place of a judgement
    std::vector<Selector> drop = {};     // what is cut from it
};

// How a page was read, for a person who asks why.
struct Explanation {
    // An element that was likely to hold the article.
    struct Candidate {
        std::string where = {};  // as a selector names it
        std::size_t words = 0;
        std::size_t words_kept = 0;
        float chance = 0;  // of its words, that they belong to the article
    };
    struct Line {
        std::string where;  // the element around it
        std::string text;
        float chance = 0;  // that it belongs to the article
        bool kept = false;
        std::string why;  // what overruled the chance; may be empty
    };
    std::string source = {};                 // of the text: "page", "selector", "hidden text", "JSON-LD", "script"
    float kept_from = 0;                     // the chance above which lines of this page are kept
    std::vector<Candidate> candidates = {};  // the likeliest first
    std::vector<Line> lines = {};            // all lines of the page, in reading order
};

// Reads the article on a page. The same bytes give the same Article. Hostile input ends within bounded time,
// depth and memory (100,000 nested elements, a million attributes, 10 MB without a tag). `explanation`, where
// given, is filled.
Article extract(const Page& page, const Options& options = {}, Explanation* explanation = nullptr);

}  // namespace watchword::article
