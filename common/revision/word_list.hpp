#pragma once

#include <algorithm>
#include <initializer_list>
#include <string_view>

#include <boost/unordered/unordered_flat_set.hpp>

#include "common/revision/word_hash.hpp"

namespace watchword::revision {

using WordSet = boost::unordered_flat_set<std::string_view, WordHash>;

// The words of lists written with blanks between them. The lists must outlive the set.
inline WordSet set_of(std::initializer_list<std::string_view> lists) {
    WordSet words;
    for (std::string_view list : lists) {
        while (!list.empty()) {
            auto end = std::min(list.find(' '), list.size());
            if (end > 0) words.insert(list.substr(0, end));
            list.remove_prefix(std::min(end + 1, list.size()));
        }
    }
    return words;
}

}  // namespace watchword::revision
