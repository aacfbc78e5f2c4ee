#include "common/revision/noise.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "common/revision/lexicon.hpp"
#include "common/revision/noise_words.hpp"
#include "common/revision/word_list.hpp"
#include "common/revision/words.hpp"

namespace watchword::revision {

using namespace noise_words;

namespace {

constexpr std::size_t line_max = 240;          // bytes; longer paragraphs say something
constexpr std::size_t stamp_words_max = 24;    // of "Updated: Tuesday, 17 April 2018 at 09:12 GMT ..."
constexpr std::size_t pointer_words_max = 30;  // of "Read more: HEADLINE"

bool is_sign(std::string_view word) {
    static const WordSet signs = set_of({punctuation});
    return signs.contains(word);
}

// "Advertisement", "Most read": the line's words are one of the known, with signs around or between them.
bool is_label(const std::vector<std::string>& words) {
    constexpr std::size_t label_words_max = 12;  // with signs
    static const WordSet single = set_of({labels});
    static const WordSet several(titles.begin(), titles.end());
    if (words.size() > label_words_max) return false;
    std::string line;
    for (const auto& word : words)
        if (!is_sign(word) && word != "!" && word != ">") line += (line.empty() ? "" : " ") + word;
    return single.contains(line) || several.contains(line);
}

// "09:12", "17.04.2018"; and not "2:1" or "1.5", which are scores and values.
bool is_clock_or_date(std::string_view word) {
    auto colon = word.find(':');
    if (colon != std::string_view::npos) return colon > 0 && word.size() >= colon + 3;
    return std::count(word.begin(), word.end(), '.') == 2;
}

bool is_year(std::string_view word) {
    return word.size() == 4 && (word.starts_with("19") || word.starts_with("20"));
}

// A line that says when, and nothing else.
bool is_stamp(const std::vector<std::string_view>& written, const std::vector<std::string>& words) {
    static const WordSet known = set_of({short_units, long_units, ago_words, fillers, stamp_words});
    static const WordSet ago = set_of({ago_words});
    if (words.size() > stamp_words_max) return false;
    std::size_t numbers = 0;
    bool year = false;
    bool past = false;
    bool tells = false;  // more than bare numbers
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::string& word = words[i];
        if (is_sign(word)) continue;
        if (is_number(word)) {
            ++numbers;
            year = year || is_year(word);
            tells = tells || is_clock_or_date(word);
        } else if (known.contains(word) || is_calendar_word(written[i], {})) {
            past = past || ago.contains(word);
            tells = true;
        } else {
            return false;
        }
    }
    constexpr std::size_t parts_of_date = 3;
    return (numbers > 0 && (tells || (year && numbers >= parts_of_date))) || past;
}

// "1,204 views": numbers and what they count.
bool is_counter(const std::vector<std::string>& words) {
    static const WordSet known = set_of({counter_words});
    constexpr std::size_t counter_words_max = 10;
    if (words.size() > counter_words_max) return false;
    bool numbers = false;
    bool counted = false;
    for (const auto& word : words) {
        if (is_number(word))
            numbers = true;
        else if (known.contains(word))
            counted = true;
        else if (!is_sign(word))
            return false;
    }
    return numbers && counted;
}

// Bullets and arrows may stand before it.
bool is_pointer(const std::vector<std::string>& words, std::size_t first_lettered) {
    constexpr std::size_t opening_words = 9;  // of the longest pointer
    if (words.size() > pointer_words_max) return false;
    std::string opening;
    for (std::size_t i = first_lettered; i < std::min(words.size(), first_lettered + opening_words); ++i)
        opening += (opening.empty() ? "" : " ") + words[i];
    opening += ' ';
    return std::any_of(pointers.begin(), pointers.end(), [&](std::string_view pointer) {
        return opening.starts_with(pointer) && opening[pointer.size()] == ' ';
    });
}

// "The day's news in your inbox every morning."
bool is_offer(const std::vector<std::string>& words) {
    constexpr std::size_t offer_words_max = 40;  // with signs
    if (words.size() > offer_words_max) return false;
    std::string line;
    for (const auto& word : words) {
        if (word == "\"") return false;  // somebody says it
        line += ' ' + word;
    }
    line += ' ';
    return std::any_of(offers.begin(), offers.end(), [&](std::string_view offer) {
        auto at = line.find(offer);
        return at != std::string::npos && line[at - 1] == ' ' && line[at + offer.size()] == ' ';
    });
}

}  // namespace

bool is_noise(std::string_view paragraph) {
    if (paragraph.size() > line_max) return false;
    Vocabulary vocabulary;
    std::vector<std::string_view> written;
    std::vector<std::string> words;
    std::size_t signs = 0;  // before the first word
    for (const Word& word : words_of(paragraph, vocabulary)) {
        if (signs == words.size() && !is_lettered(word.kind)) ++signs;
        written.push_back(vocabulary.text(word.id));
        words.push_back(folded(written.back()));
    }
    return words.empty() || is_stamp(written, words) || is_label(words) || is_counter(words) ||
           is_pointer(words, signs) || is_offer(words);
}

bool is_time_word(std::string_view word) {
    static const WordSet known = set_of({short_units, ago_words, fillers});
    return is_number(word) || known.contains(folded(word));
}

bool is_passing_time(std::span<const std::string_view> words) {
    static const WordSet units = set_of({short_units});
    static const WordSet ago = set_of({ago_words});
    bool unit = false;
    bool past = false;
    for (std::string_view word : words) {
        if (!is_time_word(word)) return false;
        std::string small = folded(word);
        unit = unit || units.contains(small);
        past = past || ago.contains(small);
    }
    return unit && past;
}

}  // namespace watchword::revision
