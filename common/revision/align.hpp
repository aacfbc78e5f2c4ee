#pragma once

#include <string>
#include <vector>

#include "common/revision/diff.hpp"
#include "common/revision/words.hpp"

namespace watchword::revision {

// Paragraphs that belong together: one and one, or several where a paragraph was split or some were joined.
// An empty side: brought anew, or dropped.
struct Pairing {
    Span before;
    Span after;
    bool equal = false;  // to the byte
    bool moved = false;  // stands elsewhere among the others than it did
};

struct Alignment {
    std::vector<Pairing> pairings;  // in the order of the new text, what was dropped where it stood
    bool throughout = false;        // too much differs to compare within the budget: `pairings` is empty
    // The words of the paragraphs that were looked into; of those with a twin in place none.
    std::vector<std::vector<Word>> before_words;
    std::vector<std::vector<Word>> after_words;
};

// The paragraphs must outlive the vocabulary.
Alignment align(const std::vector<std::string>& before, const std::vector<std::string>& after, Vocabulary& vocabulary);

}  // namespace watchword::revision
