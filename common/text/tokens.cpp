#include "common/text/tokens.hpp"

#include <cstring>
#include <stdexcept>

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include "common/text/characters.hpp"

namespace watchword::text {

namespace {

bool tokenize_by_table(std::string_view text, Tokens& out, Letters letters);
void tokenize_by_icu(std::string_view text, Tokens& out, Letters letters);

}  // namespace

void tokenize(std::string_view text, Tokens& out, Letters letters) {
    std::size_t tokens_before = out.list.size();
    std::size_t keys_before = out.keys.size();
    if (tokenize_by_table(text, out, letters)) return;
    out.list.resize(tokens_before);
    out.keys.resize(keys_before);
    tokenize_by_icu(text, out, letters);
}

std::vector<std::string> keys_of(std::string_view text, Letters letters) {
    Tokens tokens;
    tokenize(text, tokens, letters);
    std::vector<std::string> keys;
    keys.reserve(tokens.list.size());
    for (const Token& token : tokens.list) keys.emplace_back(tokens.key(token));
    return keys;
}

bool stands_alone(std::string_view key) {
    if (key.empty()) return false;
    std::int32_t at = 0;
    UChar32 c;
    U8_NEXT(key.data(), at, static_cast<std::int32_t>(key.size()), c);
    return c >= 0 && written_without_spaces(static_cast<char32_t>(c));
}

// wyhash's mixing on eight bytes at a time: keys are short, and the high and low halves are both used.
std::uint64_t hash_key(std::string_view key) {
    constexpr std::uint64_t prime = 0x9E3779B97F4A7C15u;
    auto mix = [](std::uint64_t a, std::uint64_t b) {
        auto product = static_cast<unsigned __int128>(a) * b;
        return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
    };
    std::uint64_t hash = key.size() * prime;
    const char* at = key.data();
    std::size_t left = key.size();
    while (left >= 8) {
        std::uint64_t word;
        std::memcpy(&word, at, 8);
        hash = mix(hash ^ word ^ 0xA0761D6478BD642Fu, prime);
        at += 8;
        left -= 8;
    }
    if (left > 0) {
        std::uint64_t word = 0;
        std::memcpy(&word, at, left);
        hash = mix(hash ^ word ^ 0xE7037ED1A0B428DBu, prime);
    }
    return mix(hash ^ 0x8EBC6AF09C88C6E3u, 0x589965CC75374CC3u);
}

namespace {

char* put(char* to, std::uint32_t c) {
    if (c < 0x80) {
        *to++ = static_cast<char>(c);
    } else if (c < 0x800) {
        *to++ = static_cast<char>(0xC0 | c >> 6);
        *to++ = static_cast<char>(0x80 | (c & 63));
    } else if (c < 0x10000) {
        *to++ = static_cast<char>(0xE0 | c >> 12);
        *to++ = static_cast<char>(0x80 | (c >> 6 & 63));
        *to++ = static_cast<char>(0x80 | (c & 63));
    } else {
        *to++ = static_cast<char>(0xF0 | c >> 18);
        *to++ = static_cast<char>(0x80 | (c >> 12 & 63));
        *to++ = static_cast<char>(0x80 | (c >> 6 & 63));
        *to++ = static_cast<char>(0x80 | (c & 63));
    }
    return to;
}

// Marks must stand in the order of their combining classes, or normalisation would move them.
bool in_order(std::string_view text, std::int32_t at, UChar32 mark) {
    std::uint8_t own = u_getCombiningClass(mark);
    if (own == 0) return true;
    UChar32 before = 0;
    do {
        if (at == 0) return true;
        U8_PREV(text.data(), 0, at, before);
    } while (before >= 0 && u_charType(before) == U_FORMAT_CHAR);
    return before < 0 || u_getCombiningClass(before) <= own;
}

// One pass over the bytes. False when the text holds a character that only ICU can judge; `out` is then half
// done.
bool tokenize_by_table(std::string_view text, Tokens& out, Letters letters) {
    const Characters& characters = Characters::of(letters);
    auto size = static_cast<std::int32_t>(text.size());
    const char* bytes = text.data();
    auto key_begin = static_cast<std::uint32_t>(out.keys.size());
    out.keys.resize(key_begin + 3 * text.size());
    char* const keys = out.keys.data();
    char* key = keys + key_begin;

    enum class Open { no, word, alone } open = Open::no;
    std::int32_t begin = 0;
    std::int32_t end = 0;
    auto close = [&] {
        if (open == Open::no) return;
        auto key_end = static_cast<std::uint32_t>(key - keys);
        out.list.push_back({hash_key({keys + key_begin, key_end - key_begin}), static_cast<std::uint32_t>(begin),
                            static_cast<std::uint32_t>(end), key_begin, key_end});
        key_begin = key_end;
        open = Open::no;
    };

    for (std::int32_t at = 0; at < size;) {
        std::int32_t start = at;
        UChar32 c;
        U8_NEXT(bytes, at, size, c);
        if (c < 0) {
            close();
            continue;
        }
        Character character = characters[static_cast<char32_t>(c)];
        switch (character.kind) {
            case CharacterClass::separator:
                close();
                continue;
            case CharacterClass::dropped:
                continue;
            case CharacterClass::involved:
                return false;
            case CharacterClass::word:
                if (open == Open::alone) close();
                break;
            case CharacterClass::alone:
                close();
                break;
            case CharacterClass::mark:
                if (!in_order(text, start, c)) return false;
                break;
        }
        if (open == Open::no) {
            open = character.kind == CharacterClass::alone ||
                           (character.kind == CharacterClass::mark && written_without_spaces(static_cast<char32_t>(c)))
                       ? Open::alone
                       : Open::word;
            begin = start;
        }
        if (character.expands) {
            std::string_view more = characters.expansion(character.key);
            key = std::copy(more.begin(), more.end(), key);
        } else {
            key = put(key, character.key);
        }
        end = at;
    }
    close();
    out.keys.resize(static_cast<std::size_t>(key - keys));
    return true;
}

struct Placed {
    UChar32 code_point;
    std::uint32_t begin;  // the bytes of the text it came from
    std::uint32_t end;
};

std::vector<Placed> visible_characters(std::string_view text) {
    std::vector<Placed> characters;
    characters.reserve(text.size());
    auto size = static_cast<std::int32_t>(text.size());
    for (std::int32_t at = 0; at < size;) {
        auto begin = static_cast<std::uint32_t>(at);
        UChar32 c;
        U8_NEXT(text.data(), at, size, c);
        if (c < 0) c = ' ';
        if (u_charType(c) != U_FORMAT_CHAR) characters.push_back({c, begin, static_cast<std::uint32_t>(at)});
    }
    return characters;
}

// NFKC that remembers where each character came from: a stretch that normalisation changes is taken as a
// whole.
std::vector<Placed> normalized(const std::vector<Placed>& text) {
    std::vector<Placed> result;
    result.reserve(text.size());
    const icu::Normalizer2& form = nfkc();
    for (std::size_t first = 0; first < text.size();) {
        std::size_t last = first + 1;
        while (last < text.size() && !form.hasBoundaryBefore(text[last].code_point)) ++last;
        icu::UnicodeString stretch;
        for (std::size_t i = first; i < last; ++i) stretch.append(text[i].code_point);
        UErrorCode status = U_ZERO_ERROR;
        icu::UnicodeString plain = form.normalize(stretch, status);
        if (U_FAILURE(status)) throw std::runtime_error("ICU cannot normalise");
        if (plain == stretch) {
            result.insert(result.end(), text.begin() + static_cast<std::ptrdiff_t>(first),
                          text.begin() + static_cast<std::ptrdiff_t>(last));
        } else {
            for (std::int32_t at = 0; at < plain.length(); at = plain.moveIndex32(at, 1)) {
                result.push_back({plain.char32At(at), text[first].begin, text[last - 1].end});
            }
        }
        first = last;
    }
    return result;
}

void append_key(const icu::UnicodeString& word, Tokens& out, Letters letters) {
    icu::UnicodeString key = word;
    if (letters == Letters::folded) {
        UErrorCode status = U_ZERO_ERROR;
        key.foldCase(U_FOLD_CASE_DEFAULT);
        key = nfkc().normalize(key, status);
    }
    key.toUTF8String(out.keys);
}

void tokenize_by_icu(std::string_view text, Tokens& out, Letters letters) {
    std::vector<Placed> characters = normalized(visible_characters(text));
    auto category = [&](std::size_t i) { return U_MASK(u_charType(characters[i].code_point)); };
    for (std::size_t first = 0; first < characters.size();) {
        if ((category(first) & (U_GC_L_MASK | U_GC_M_MASK | U_GC_N_MASK)) == 0) {
            ++first;
            continue;
        }
        auto spaceless = [&](std::size_t i) {
            return written_without_spaces(static_cast<char32_t>(characters[i].code_point));
        };
        bool alone = spaceless(first);
        std::size_t last = first + 1;
        for (; last < characters.size(); ++last) {
            bool mark = (category(last) & U_GC_M_MASK) != 0;
            bool joins = (category(last) & (U_GC_L_MASK | U_GC_N_MASK)) != 0 && !alone && !spaceless(last);
            if (!mark && !joins) break;
        }
        icu::UnicodeString word;
        for (std::size_t i = first; i < last; ++i) word.append(characters[i].code_point);
        auto key_begin = static_cast<std::uint32_t>(out.keys.size());
        append_key(word, out, letters);
        auto key_end = static_cast<std::uint32_t>(out.keys.size());
        out.list.push_back({hash_key(std::string_view(out.keys).substr(key_begin)), characters[first].begin,
                            characters[last - 1].end, key_begin, key_end});
        first = last;
    }
}

}  // namespace

}  // namespace watchword::text
