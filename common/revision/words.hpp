#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include <boost/unordered/unordered_flat_map.hpp>

#include "common/revision/word_hash.hpp"

namespace watchword::revision {

enum class WordClass : std::uint8_t { word, number, ideograph, quote, symbol, punctuation };

// A word or sign of a text. `id` is the same for two words that differ in nothing but cosmetics: typographic
// quotes and dashes, blanks, invisible characters, Unicode form.
struct Word {
    std::uint32_t begin;  // bytes in the text
    std::uint32_t end;
    std::uint32_t id;
    WordClass kind;
    bool capital;  // begins with a capital letter
    bool spaced;   // a blank or the text's start stands before it
};

// Hands out small numbers for words. It keeps views of the texts it was shown: they must outlive it.
class Vocabulary {
  public:
    // `normal` must outlive the vocabulary.
    std::uint32_t id_of(std::string_view normal);
    // Keeps the word itself.
    std::uint32_t id_of_copy(std::string normal);

    std::string_view text(std::uint32_t id) const { return texts_[id]; }
    std::size_t size() const { return texts_.size(); }

  private:
    // The ids do not depend on the hash: they are handed out in the order of first use.
    boost::unordered_flat_map<std::string_view, std::uint32_t, WordHash> ids_;
    std::vector<std::string_view> texts_;
    std::deque<std::string> copies_;
};

// The words of a text of less than 4 GiB, in order. Between them stand only blanks and invisible characters.
std::vector<Word> words_of(std::string_view text, Vocabulary& vocabulary);

// Numbers, names and words, as opposed to signs.
inline bool is_lettered(WordClass kind) {
    return kind == WordClass::word || kind == WordClass::number || kind == WordClass::ideograph;
}

}  // namespace watchword::revision
