#pragma once

#include <string>
#include <vector>

#include "common/revision/align.hpp"

namespace watchword::revision {

// The paragraphs of one revision; `words` may be empty for those that were paired as equal.
struct Paragraphs {
    const std::vector<std::string>& texts;
    std::vector<std::vector<Word>> words;
};

// A paragraph that was split has its parts beside each other in the new text, one that was joined had them in
// the old one. Gives such parts, which so far were brought anew or dropped, to the pairing they belong to.
void join_parts(std::vector<Pairing>& pairings, const Paragraphs& before, const Paragraphs& after);

}  // namespace watchword::revision
