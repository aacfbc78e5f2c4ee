#pragma once

#include <string>
#include <vector>

#include "common/query/query.hpp"

namespace watchword::query {

// A condition on the words of title, lead and body that every match of a query fulfils; others may as well.
// It lets an index over those words rule out most of an archive before anything is read.
struct Necessary {
    enum class Kind {
        anything,  // no condition
        word,      // the key (common/text/tokens.hpp) is among the words
        prefix,    // a word begins with it
        all,
        any,
    };
    Kind kind = Kind::anything;
    std::string key{};               // of word and prefix
    std::vector<Necessary> parts{};  // of all and any; two or more, none of them `anything` or of the same kind
    bool operator==(const Necessary&) const = default;
};

// At most necessary_words_max words, nested at most necessary_depth_max deep: what goes beyond is left out of
// the condition.
constexpr std::size_t necessary_words_max = 2'000;
constexpr std::size_t necessary_depth_max = 12;

Necessary necessary(const Query& query);

}  // namespace watchword::query
