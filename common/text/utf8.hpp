#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace watchword::text {

constexpr char32_t replacement_character = 0xFFFD;

// How many bytes at the head of `bytes` are well-formed UTF-8 (Unicode 15, table 3-7: no over-long forms, no
// surrogates, nothing above U+10FFFF), up to the first sequence that is not. All of them: it is valid.
std::size_t valid_utf8_prefix(std::string_view bytes);

inline bool is_valid_utf8(std::string_view bytes) {
    return valid_utf8_prefix(bytes) == bytes.size();
}

// How many bytes at the head of `bytes` are ASCII.
std::size_t ascii_prefix(std::string_view bytes);

struct CodePoint {
    char32_t value = replacement_character;
    std::size_t length = 0;  // bytes it took; 0 only for an empty text
    bool valid = false;
};

// The character at the head of `bytes`. What is no UTF-8 counts as one U+FFFD per maximal subpart (Unicode
// 15, 3.9), so that reading always advances.
CodePoint first_code_point(std::string_view bytes);

// Appends `value` as UTF-8; surrogates and numbers above U+10FFFF become U+FFFD.
void append_utf8(std::string& out, char32_t value);

// The character at the head of `bytes` if it is written as CESU-8 (Unicode TR 26): each half of a UTF-16 pair
// by itself, as some databases do. Not valid, of length 0, otherwise.
CodePoint first_cesu8_pair(std::string_view bytes);

// `bytes` with U+FFFD in place of what is no UTF-8; pairs of CESU-8 become the characters they stand for.
std::string repaired_utf8(std::string_view bytes);

// Whether sanitised() would change nothing.
bool is_clean(std::string_view bytes);

// Text that any program may be given: valid UTF-8 without control characters but tab and line feed, without
// U+FFFE and U+FFFF; line ends are line feeds (CR LF and lone CR become LF). The controls of the C1 block
// become what windows-1252 has in their places, except its five empty ones, which go.
std::string sanitised(std::string_view bytes);

// The longest head of `valid` of at most `count` characters (code points).
std::string_view first_characters(std::string_view valid, std::size_t count);

}  // namespace watchword::text
