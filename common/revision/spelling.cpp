#include "common/revision/spelling.hpp"

#include <algorithm>

#include "common/revision/characters.hpp"
#include "common/revision/lexicon.hpp"

namespace watchword::revision {

namespace {

std::u32string letters_of(std::string_view word) {
    std::u32string letters;
    for (std::size_t i = 0; i < word.size();) {
        Character c = character_at(word, i);
        letters += c.code;
        i += c.size;
    }
    return letters;
}

bool is_doubled(const std::u32string& word, std::size_t at) {
    return (at > 0 && word[at] == word[at - 1]) || (at + 1 < word.size() && word[at] == word[at + 1]);
}

// One letter more in `longer`, at `at`. Near the end it is an ending, unless the word is long and the letter
// not its last.
bool is_lost_letter(const std::u32string& longer, std::size_t at) {
    constexpr std::size_t length_min = 5;
    constexpr std::size_t long_min = 9;
    if (longer.size() < length_min || at == 0) return false;
    const std::size_t ending = longer.size() >= long_min ? 1 : 2;
    return is_doubled(longer, at) || at + ending < longer.size();
}

// One letter for another tells slips from other words only in long ones.
bool is_wrong_letter(const std::u32string& word, std::size_t at) {
    constexpr std::size_t length_min = 7;
    constexpr std::size_t ending = 2;
    return word.size() >= length_min && at > 0 && at + ending < word.size();
}

bool is_slip(std::string_view before, std::string_view after) {
    std::u32string a = letters_of(before);
    std::u32string b = letters_of(after);
    if (a.size() < b.size()) std::swap(a, b);
    if (a.size() - b.size() > 1) return false;
    auto at = static_cast<std::size_t>(std::mismatch(b.begin(), b.end(), a.begin()).first - b.begin());
    auto rest = [&](const std::u32string& word, std::size_t from) {
        return std::u32string_view(word).substr(std::min(from, word.size()));
    };
    if (a.size() > b.size()) return rest(a, at + 1) == rest(b, at) && is_lost_letter(a, at);
    constexpr std::size_t swap_length_min = 4;
    if (at + 1 < a.size() && a[at] == b[at + 1] && a[at + 1] == b[at] && rest(a, at + 2) == rest(b, at + 2))
        return a.size() >= swap_length_min && at > 0;
    return rest(a, at + 1) == rest(b, at + 1) && is_wrong_letter(a, at);
}

std::string joined(const std::vector<std::string_view>& words) {
    std::string all;
    for (std::string_view word : words) all += word;
    return all;
}

}  // namespace

bool is_respelling(const std::vector<std::string_view>& before, const std::vector<std::string_view>& after) {
    constexpr std::size_t words_max = 12;
    if (before.empty() || after.empty() || before.size() > words_max || after.size() > words_max) return false;
    if (bare(joined(before)) == bare(joined(after))) return true;
    if (before.size() != after.size()) return false;
    for (std::size_t i = 0; i < before.size(); ++i) {
        std::string a = bare(before[i]);
        std::string b = bare(after[i]);
        if (a != b && !is_slip(a, b)) return false;
    }
    return true;
}

}  // namespace watchword::revision
