#include "common/article/earlier.hpp"

#include <algorithm>
#include <cstring>

#include "common/article/fold.hpp"

namespace watchword::article {
namespace {

// So many bytes of letters seldom meet by chance, and an edited word breaks few of them, with and without blanks
// between words.
using Stretch = std::uint64_t;

std::vector<Stretch> stretches_in(std::string_view text) {
    std::vector<Stretch> stretches;
    for (std::size_t at = 0; at + sizeof(Stretch) <= text.size(); ++at) {
        Stretch stretch = 0;
        std::memcpy(&stretch, text.data() + at, sizeof stretch);
        stretches.push_back(stretch);
    }
    return stretches;
}

// What a line is known again by: its marks where it has nothing else, as "* * *".
std::string letters_of(std::string_view line) {
    auto letters = essence(line);
    return letters.empty() ? std::string(line) : letters;
}

// Whether at least half of the text's stretches are among those that are sorted.
bool mostly_in(const std::vector<Stretch>& sorted, std::string_view text) {
    auto wanted = stretches_in(text);
    auto found = std::count_if(wanted.begin(), wanted.end(),
                               [&](Stretch s) { return std::binary_search(sorted.begin(), sorted.end(), s); });
    return !wanted.empty() && 2 * static_cast<std::size_t>(found) >= wanted.size();
}

}  // namespace

EarlierLines::EarlierLines(const Earlier& earlier) {
    auto add = [&](const std::string& line) {
        auto text = letters_of(line);
        if (text.empty()) return;
        auto stretches = stretches_in(text);
        stretches_.insert(stretches_.end(), stretches.begin(), stretches.end());
        bytes_ += text.size();
        ++lines_[std::move(text)];
    };
    add(earlier.standfirst);
    for (const auto& paragraph : earlier.paragraphs) add(paragraph);
    std::sort(stretches_.begin(), stretches_.end());
}

bool EarlierLines::take(std::string_view line) {
    auto found = lines_.find(letters_of(line));
    if (found == lines_.end() || found->second == 0) return false;
    --found->second;
    bytes_ -= found->first.size();
    return true;
}

bool EarlierLines::take_edited(std::string_view line) {
    // What is longer is no paragraph, and to compare many such with each other takes seconds.
    constexpr std::size_t line_bytes_max = 4096;
    if (line.size() > line_bytes_max || !resemble(line)) return false;
    for (auto& [text, times] : lines_) {
        if (times == 0 || text.size() > line_bytes_max) continue;
        if (comparisons_left_ == 0) return false;
        --comparisons_left_;
        if (!resemble_each_other(line, text)) continue;
        --times;
        bytes_ -= text.size();
        return true;
    }
    return false;
}

bool EarlierLines::resemble(std::string_view line) const {
    return mostly_in(stretches_, letters_of(line));
}

bool resemble_each_other(std::string_view one, std::string_view other) {
    auto most_of_one_in = [](std::string_view text, std::string_view whole) {
        auto sorted = stretches_in(whole);
        std::sort(sorted.begin(), sorted.end());
        return mostly_in(sorted, text);
    };
    auto a = letters_of(one), b = letters_of(other);
    return a == b || (most_of_one_in(a, b) && most_of_one_in(b, a));
}

}  // namespace watchword::article
