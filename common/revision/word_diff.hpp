#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "common/revision/diff.hpp"
#include "common/revision/sequence.hpp"
#include "common/revision/words.hpp"

namespace watchword::revision {

// A place where two texts differ: the words [begin, end) of either side, one of them perhaps empty.
struct Hunk {
    std::size_t before_begin;
    std::size_t before_end;
    std::size_t after_begin;
    std::size_t after_end;
};

// Two texts told apart word by word. The texts must outlive it.
struct WordDiff {
    std::string_view before;
    std::string_view after;
    std::vector<Word> before_words;
    std::vector<Word> after_words;
    std::vector<Hunk> hunks;
};

// A text with its words, by the vocabulary that both texts share.
struct WordedText {
    std::string_view text;
    std::vector<Word> words;
};

WordDiff diff_words(WordedText before, WordedText after, const Vocabulary& vocabulary, SequenceMatcher& matcher);
WordDiff diff_words(std::string_view before, std::string_view after, Vocabulary& vocabulary);

// What is kept is spelt as in the new text: the pieces kept and inserted are `after` to the byte, those kept
// and removed are `before` but for cosmetics.
std::vector<Piece> pieces_of(const WordDiff& diff);

}  // namespace watchword::revision
