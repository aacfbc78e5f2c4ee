#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace watchword::text {

// A word of a text. Two words are equal when their keys are: what is left after invisible characters are
// dropped, NFKC and full case folding.
struct Token {
    std::uint64_t hash;   // hash_key of the key
    std::uint32_t begin;  // bytes in the text; a token covers its marks and the invisible characters inside it
    std::uint32_t end;
    std::uint32_t key_begin;  // bytes in Tokens::keys
    std::uint32_t key_end;
};

// The words of one text or of several in a row, with room that is kept when it is cleared.
struct Tokens {
    std::vector<Token> list;
    std::string keys;

    std::string_view key(const Token& token) const {
        return std::string_view(keys).substr(token.key_begin, token.key_end - token.key_begin);
    }
    void clear() {
        list.clear();
        keys.clear();
    }
};

enum class Letters { folded, as_written };

// Appends the words of `text`, at most 1 GiB of UTF-8 (a broken byte separates words):
// - characters of category Cf are dropped, the rest is put into NFKC;
// - a word is a maximal run of letters, marks and numbers (L*, M*, N*), but each character of a script
// written without
//   spaces (Thai, Lao, Myanmar, Khmer, kana, Han) is a word of its own with the marks after it;
// - the key is NFKC(casefold(word)); with Letters::as_written it is the word in NFKC, and the words are the
// same.
void tokenize(std::string_view text, Tokens& out, Letters letters = Letters::folded);

// The keys alone, for short texts such as a query's.
std::vector<std::string> keys_of(std::string_view text, Letters letters = Letters::folded);

// Whether a token of this key is a single character of a script written without spaces.
bool stands_alone(std::string_view key);

std::uint64_t hash_key(std::string_view key);

}  // namespace watchword::text
