#include "common/article/full_text.hpp"

#include <algorithm>
#include <unordered_set>

#include "common/article/blocks.hpp"
#include "common/article/dom.hpp"
#include "common/article/fold.hpp"

namespace watchword::article {
namespace {

constexpr std::size_t full_letters_min = 900;
constexpr std::size_t full_paragraphs_min = 3;

bool is_addition(const Block& block) {
    auto small = small_letters(block.text.substr(0, 400));
    if (small.find("appeared first on") != std::string::npos && small.starts_with("the post")) return true;
    if (block.letters > 80 || block.link_letters == 0) return false;
    for (std::string_view words :
         {"continue reading", "read more", "read the full", "weiterlesen", "lire la suite", "seguir leyendo",
          "leer más", "leia mais", "leggi tutto", "lees verder", "läs mer", "читать далее", "читать дальше",
          "czytaj dalej", "číst dále", "διαβάστε", "阅读全文", "続きを読む"})
        if (small.find(words) != std::string::npos) return true;
    return small == "comments" || small == "permalink" || small == "link";
}

bool is_broken_off(std::string_view paragraph) {
    for (std::string_view end : {"...", "…", "[…]", "[...]", "(...)", "[&#8230;]"})
        if (paragraph.ends_with(end)) return true;
    return false;
}

std::size_t letters_in(const std::vector<std::string>& paragraphs) {
    std::size_t letters = 0;
    for (const auto& paragraph : paragraphs) letters += essence(paragraph).size();
    return letters;
}

// The words of a text; characters of scripts without blanks come in runs of three bytes.
std::unordered_set<std::string> words_of(const std::vector<std::string>& paragraphs) {
    std::unordered_set<std::string> words;
    for (const auto& paragraph : paragraphs) {
        std::string word;
        for (char c : small_letters(paragraph)) {
            if (c == ' ' || c == ',' || c == '.') {
                if (word.size() > 3) words.insert(word);
                word.clear();
            } else {
                word += c;
            }
        }
        if (word.size() > 3) words.insert(word);
    }
    return words;
}

}  // namespace

std::vector<std::string> paragraphs_from_html(std::string_view html) {
    std::vector<std::string> paragraphs;
    auto dom = Dom::parse(html);
    if (!dom) return paragraphs;
    for (auto& block : blocks_of(*dom))
        if (!is_addition(block)) paragraphs.push_back(std::move(block.text));
    return paragraphs;
}

bool is_full_text(const std::vector<std::string>& paragraphs) {
    return paragraphs.size() >= full_paragraphs_min && letters_in(paragraphs) >= full_letters_min &&
           !is_broken_off(paragraphs.back());
}

TextSource better_text(const std::vector<std::string>& from_feed, const Article& from_page) {
    if (from_page.absence != Absence::none || from_page.paragraphs.empty())
        return from_feed.empty() ? TextSource::page : TextSource::feed;
    if (!is_full_text(from_feed)) return TextSource::page;
    auto told = words_of(from_feed);
    auto shown = words_of(from_page.paragraphs);
    auto common = std::count_if(told.begin(), told.end(), [&](const auto& word) { return shown.contains(word); });
    bool agrees = 2 * static_cast<std::size_t>(common) >= told.size();
    bool longer = 4 * letters_in(from_page.paragraphs) >= 3 * letters_in(from_feed);
    return agrees && longer ? TextSource::page : TextSource::feed;
}

}  // namespace watchword::article
