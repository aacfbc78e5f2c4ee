#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include <unicode/utf8.h>

#include "common/forms/table.hpp"

namespace watchword::forms {

// All sets of endings of a language as one automaton that reads a word from its last letter backwards: in one
// pass it tells every place where an ending may begin, and which sets have that ending.
class Endings {
  public:
    explicit Endings(const Table& table);

    using State = std::uint16_t;

    // Calls found(begin, state) for each place where an ending of any set begins, the empty ending first.
    template <class Found>
    void cut(std::string_view word, Found found) const;

    // Whether the ending that was found in this state is one of the set.
    bool allow(State state, std::uint16_t set) const {
        return (accepted_[state * set_words_ + set / 64] >> (set % 64) & 1) != 0;
    }

  private:
    static constexpr State dead = 0;
    static constexpr State start = 1;
    static constexpr std::size_t code_points = 0x530;  // Latin and Cyrillic

    std::array<std::uint8_t, code_points> letter_of_{};  // 0: in no ending
    std::size_t letters_ = 1;
    std::size_t set_words_ = 1;
    std::vector<State> next_;              // by state and letter
    std::vector<std::uint64_t> accepted_;  // by state, bits of sets
    std::vector<bool> accepts_;            // by state: any set
};

template <class Found>
void Endings::cut(std::string_view word, Found found) const {
    auto at = static_cast<std::int32_t>(word.size());
    for (State state = start;;) {
        if (accepts_[state]) found(static_cast<std::size_t>(at), state);
        if (at == 0) return;
        UChar32 c;
        U8_PREV(word.data(), 0, at, c);
        if (c < 0 || static_cast<std::size_t>(c) >= code_points) return;
        state = next_[state * letters_ + letter_of_[static_cast<std::size_t>(c)]];
        if (state == dead) return;
    }
}

}  // namespace watchword::forms
