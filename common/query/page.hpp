#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "common/query/compiled.hpp"
#include "common/query/query.hpp"
#include "common/text/tokens.hpp"

namespace watchword::query {

// One text of a subject and its words. Nothing that is looked for spans two parts.
struct Part {
    Section section;
    Field field;
    std::string_view text;
    std::uint32_t first;  // positions of its words on the page
    std::uint32_t last;
};

// A subject as the matcher sees it: the words of all its parts at positions numbered from 0 throughout, and
// the different ones among them, the vocabulary, numbered likewise. What few queries ask for (spelling,
// accents dropped, sentences) is worked out when first asked. Kept and refilled to save allocations; views
// last as long as the subject's.
class Page {
  public:
    void read(const Subject& subject);

    std::uint32_t size() const { return static_cast<std::uint32_t>(tokens_.list.size()); }
    const std::vector<Part>& parts() const { return parts_; }
    const Part& part_at(std::uint32_t position) const { return parts_[part_of_[position]]; }
    const text::Token& token(std::uint32_t position) const { return tokens_.list[position]; }
    std::string_view source() const { return source_; }
    std::string_view language() const { return language_; }

    std::string_view spelled(std::uint32_t position) const;  // NFKC with its case
    std::uint32_t sentence(std::uint32_t position) const;    // numbers that differ between sentences
    std::uint32_t paragraph(std::uint32_t position) const;

    // The vocabulary. The positions of a word, ascending, are first_position() and next_position() until
    // `none`.
    static constexpr std::uint32_t none = UINT32_MAX;
    std::uint32_t vocabulary_size() const { return static_cast<std::uint32_t>(first_positions_.size()); }
    std::uint32_t word_at(std::uint32_t position) const { return word_at_[position]; }
    std::uint32_t first_position(std::uint32_t word) const { return first_positions_[word]; }
    std::uint32_t next_position(std::uint32_t position) const { return next_positions_[position]; }
    std::string_view key(std::uint32_t word) const { return tokens_.key(tokens_.list[first_positions_[word]]); }
    std::uint64_t hash(std::uint32_t word) const { return tokens_.list[first_positions_[word]].hash; }
    std::string_view folded_key(std::uint32_t word) const;  // without_accents

  private:
    void add(Section section, Field field, std::string_view text);
    void collect_vocabulary();
    void number_units() const;

    std::vector<Part> parts_;
    text::Tokens tokens_;
    std::vector<std::uint16_t> part_of_;
    std::vector<std::uint32_t> word_at_;          // by position
    std::vector<std::uint32_t> next_positions_;   // by position
    std::vector<std::uint32_t> first_positions_;  // by word
    std::vector<std::uint32_t> last_positions_;   // by word
    std::vector<std::uint32_t> slots_;            // words by hash, open addressing
    std::string_view source_;
    std::string_view language_;

    mutable text::Tokens spelled_;
    mutable std::vector<std::string> folded_;
    mutable std::vector<std::uint32_t> sentences_;
    mutable std::vector<std::uint32_t> paragraphs_;
};

}  // namespace watchword::query
