#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <unicode/normalizer2.h>

#include "common/text/tokens.hpp"

namespace watchword::text {

// ICU's form NFKC; lives as long as the program.
const icu::Normalizer2& nfkc();

// What a character does to the words around it.
enum class CharacterClass : std::uint8_t {
    separator,
    word,
    alone,     // of a script written without spaces
    mark,      // continues whatever word it follows
    dropped,   // category Cf
    involved,  // its part depends on its neighbours or is several words: ask ICU about the whole text
};

// A character with its share of the key, packed: class, and either one code point or a place in the table of
// expansions.
struct Character {
    CharacterClass kind;
    bool expands;
    std::uint32_t key;  // code point, or index into Characters::expansion
};

// Answers for every code point in two steps of an array, built from ICU once.
class Characters {
  public:
    static const Characters& of(Letters letters);

    Character operator[](char32_t code_point) const {
        std::uint32_t packed = blocks_[block_of_[code_point >> 8] * 256u + (code_point & 255u)];
        return {static_cast<CharacterClass>(packed >> 24), (packed & expands_bit) != 0, packed & key_mask};
    }

    // UTF-8 that an expanding character leaves in the key.
    std::string_view expansion(std::uint32_t index) const { return expansions_[index]; }

  private:
    explicit Characters(Letters letters);
    std::uint32_t packed(char32_t code_point, Letters letters);

    static constexpr std::uint32_t expands_bit = 1u << 23;
    static constexpr std::uint32_t key_mask = (1u << 21) - 1;

    std::array<std::uint16_t, 0x110000 / 256> block_of_{};
    std::vector<std::uint32_t> blocks_;
    std::vector<std::string> expansions_;
};

bool written_without_spaces(char32_t code_point);

}  // namespace watchword::text
