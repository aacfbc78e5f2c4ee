#include "common/query/signs.hpp"

#include <cstdint>

#include <unicode/uchar.h>
#include <unicode/utf8.h>

namespace watchword::query {

namespace {

bool is_word(UChar32 c) {
    return (U_GET_GC_MASK(c) & (U_GC_L_MASK | U_GC_M_MASK | U_GC_N_MASK)) != 0;
}

// Walks a text in either direction: code points without the invisible ones, white space as one blank; -1 at
// the end.
class Walk {
  public:
    Walk(std::string_view text, std::size_t at, bool forwards)
        : text_(text), at_(static_cast<std::int32_t>(at)), forwards_(forwards) {}

    UChar32 next() {
        UChar32 c = step();
        if (c < 0 || !u_isUWhiteSpace(c)) return c;
        while (true) {
            std::int32_t before = at_;
            UChar32 further = step();
            if (further < 0) break;
            if (!u_isUWhiteSpace(further)) {
                at_ = before;
                break;
            }
        }
        return ' ';
    }

    std::size_t at() const { return static_cast<std::size_t>(at_); }

  private:
    UChar32 step() {
        auto size = static_cast<std::int32_t>(text_.size());
        while (forwards_ ? at_ < size : at_ > 0) {
            UChar32 c;
            if (forwards_) {
                U8_NEXT(text_.data(), at_, size, c);
            } else {
                U8_PREV(text_.data(), 0, at_, c);
            }
            if (c < 0) c = 0xFFFD;
            if (u_charType(c) != U_FORMAT_CHAR) return c;
        }
        return -1;
    }

    std::string_view text_;
    std::int32_t at_;
    bool forwards_;
};

// Whether the rest of `wanted` is what `text` goes on with, and a sign at its end does not go on. Leaves
// `text` behind the last character that matched.
bool agree(Walk& wanted, Walk& text) {
    UChar32 last = -1;
    for (UChar32 c = wanted.next(); c >= 0; c = wanted.next()) {
        if (text.next() != c) return false;
        last = c;
    }
    Walk beyond = text;
    return last < 0 || is_word(last) || beyond.next() != last;
}

}  // namespace

bool signs_match(std::string_view wanted, std::string_view text, std::size_t word_begin) {
    std::int32_t at = 0;
    auto size = static_cast<std::int32_t>(wanted.size());
    std::int32_t first_word = size;
    while (at < size && first_word == size) {
        std::int32_t before = at;
        UChar32 c;
        U8_NEXT(wanted.data(), at, size, c);
        if (c >= 0 && is_word(c)) first_word = before;
    }
    Walk wanted_after(wanted, static_cast<std::size_t>(first_word), true);
    Walk text_after(text, word_begin, true);
    Walk wanted_before(wanted, static_cast<std::size_t>(first_word), false);
    Walk text_before(text, word_begin, false);
    return agree(wanted_after, text_after) && agree(wanted_before, text_before);
}

std::vector<std::pair<std::size_t, std::size_t>> find_signs(std::string_view wanted, std::string_view text) {
    std::vector<std::pair<std::size_t, std::size_t>> found;
    auto starts_character = [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; };
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (!starts_character(text[at])) continue;
        Walk wanted_after(wanted, 0, true);
        Walk text_after(text, at, true);
        if (!agree(wanted_after, text_after)) continue;
        UChar32 first = Walk(wanted, 0, true).next();
        if (Walk(text, at, false).next() == first) continue;
        found.emplace_back(at, text_after.at());
        at = text_after.at() - 1;
    }
    return found;
}

}  // namespace watchword::query
