#include "common/article/stems.hpp"

#include "common/article/fold.hpp"

namespace watchword::article {
namespace {

constexpr std::size_t letters_min = 4, letters_max = 6;

bool is_ascii_letter(unsigned char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
}

// U+3000 to U+D7FF: kana, Han, Hangul.
bool leads_dense_character(unsigned char c) {
    return c >= 0xe3 && c <= 0xed;
}

// FNV-1a
std::uint32_t digest(std::string_view bytes) {
    std::uint32_t hash = 0x811c9dc5;
    for (char c : bytes) hash = (hash ^ static_cast<unsigned char>(c)) * 0x01000193;
    return hash;
}

}  // namespace

std::vector<std::uint32_t> stems_of(std::string_view text) {
    std::vector<std::uint32_t> stems;
    const auto small = small_letters(text);
    const std::string_view all(small);
    std::size_t from = 0, letters = 0, stem_end = 0;
    auto end_word = [&] {
        if (letters >= letters_min) stems.push_back(digest(all.substr(from, stem_end - from)));
        letters = 0;
    };
    for (std::size_t i = 0; i < all.size();) {
        auto c = static_cast<unsigned char>(all[i]);
        std::size_t length = c < 0x80 ? 1 : c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4;
        if (leads_dense_character(c)) {
            end_word();
            bool paired = i + 3 < all.size() && leads_dense_character(static_cast<unsigned char>(all[i + 3]));
            if (paired) stems.push_back(digest(all.substr(i, 6)));
        } else if (c < 0x80 ? is_ascii_letter(c) : c != 0xc2 && c != 0xe2) {
            if (letters++ == 0) from = i;
            if (letters <= letters_max) stem_end = i + length;
        } else {
            end_word();
        }
        i += length;
    }
    end_word();
    return stems;
}

}  // namespace watchword::article
