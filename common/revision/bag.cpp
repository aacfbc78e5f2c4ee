#include "common/revision/bag.hpp"

#include <algorithm>
#include <iterator>

namespace watchword::revision {

Bag bag_with_signs(const std::vector<Word>& words) {
    Bag bag(words.size());
    std::transform(words.begin(), words.end(), bag.begin(), [](const Word& word) { return word.id; });
    std::sort(bag.begin(), bag.end());
    return bag;
}

Bag bag_of(const std::vector<Word>& words) {
    Bag bag;
    bag.reserve(words.size());
    for (const Word& word : words)
        if (is_lettered(word.kind)) bag.push_back(word.id);
    if (bag.empty()) return bag_with_signs(words);
    std::sort(bag.begin(), bag.end());
    return bag;
}

std::size_t common_count(const Bag& a, const Bag& b) {
    std::size_t count = 0;
    for (auto i = a.begin(), j = b.begin(); i != a.end() && j != b.end();) {
        const bool same = *i == *j;
        const bool forward = *i <= *j;
        count += same;
        j += *j <= *i;
        i += forward;
    }
    return count;
}

Bag difference(const Bag& a, const Bag& b) {
    Bag rest;
    std::set_difference(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(rest));
    return rest;
}

}  // namespace watchword::revision
