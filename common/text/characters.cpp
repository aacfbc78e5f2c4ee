#include "common/text/characters.hpp"

#include <algorithm>
#include <map>
#include <stdexcept>

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

namespace watchword::text {

const icu::Normalizer2& nfkc() {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* instance = icu::Normalizer2::getNFKCInstance(status);
    if (U_FAILURE(status)) throw std::runtime_error("ICU has no NFKC data");
    return *instance;
}

namespace {

bool is_word(UChar32 c) {
    return (U_MASK(u_charType(c)) & (U_GC_L_MASK | U_GC_M_MASK | U_GC_N_MASK)) != 0;
}
bool is_mark(UChar32 c) {
    return (U_MASK(u_charType(c)) & U_GC_M_MASK) != 0;
}

CharacterClass class_of(UChar32 c) {
    if (!is_word(c)) return CharacterClass::separator;
    if (is_mark(c)) return CharacterClass::mark;
    return written_without_spaces(static_cast<char32_t>(c)) ? CharacterClass::alone : CharacterClass::word;
}

bool stable(UChar32 c) {
    return u_getIntPropertyValue(c, UCHAR_NFKC_QUICK_CHECK) == UNORM_YES;
}

// The key of a text that is one character; empty optional when the character cannot be judged without its
// neighbours.
struct Alone {
    CharacterClass kind = CharacterClass::involved;
    icu::UnicodeString key;
};

Alone judge(UChar32 c, Letters letters) {
    if (u_charType(c) == U_FORMAT_CHAR) return {CharacterClass::dropped, {}};
    UErrorCode status = U_ZERO_ERROR;
    icu::UnicodeString plain = nfkc().normalize(icu::UnicodeString(c), status);
    if (U_FAILURE(status) || plain.isEmpty()) return {};
    CharacterClass kind = class_of(plain.char32At(0));
    for (std::int32_t at = 0; at < plain.length(); at = plain.moveIndex32(at, 1)) {
        UChar32 part = plain.char32At(at);
        bool first = at == 0;
        if (!stable(part) || class_of(part) != kind) return {};
        if (kind == CharacterClass::alone && !first) return {};
        // A mark by itself is checked for its order where it stands; inside an expansion it would need the
        // same.
        if (u_getCombiningClass(part) != 0 && (!first || part != c)) return {};
    }
    if (kind == CharacterClass::separator) return {kind, {}};
    icu::UnicodeString key = plain;
    if (letters == Letters::folded) {
        key.foldCase(U_FOLD_CASE_DEFAULT);
        key = nfkc().normalize(key, status);
        if (U_FAILURE(status)) return {};
    }
    if (kind == CharacterClass::mark && key != icu::UnicodeString(c)) return {};
    return {kind, key};
}

}  // namespace

bool written_without_spaces(char32_t c) {
    struct Range {
        char32_t first, last;
    };
    static constexpr std::array<Range, 14> ranges{{{0x0E00, 0x0EFF},
                                                   {0x1000, 0x109F},
                                                   {0x1780, 0x17FF},
                                                   {0x3005, 0x3007},
                                                   {0x3021, 0x3029},
                                                   {0x3031, 0x3035},
                                                   {0x3038, 0x303C},
                                                   {0x3040, 0x30FF},
                                                   {0x31F0, 0x31FF},
                                                   {0x3400, 0x4DBF},
                                                   {0x4E00, 0x9FFF},
                                                   {0xF900, 0xFAFF},
                                                   {0x1B000, 0x1B16F},
                                                   {0x20000, 0x323AF}}};
    return std::ranges::any_of(ranges, [c](Range range) { return range.first <= c && c <= range.last; });
}

const Characters& Characters::of(Letters letters) {
    static const Characters folded(Letters::folded);
    if (letters == Letters::folded) return folded;
    static const Characters as_written(Letters::as_written);
    return as_written;
}

Characters::Characters(Letters letters) {
    std::map<std::vector<std::uint32_t>, std::uint16_t> known;
    for (std::size_t block = 0; block < block_of_.size(); ++block) {
        std::vector<std::uint32_t> content(256);
        for (std::size_t i = 0; i < 256; ++i) content[i] = packed(static_cast<char32_t>(block * 256 + i), letters);
        auto [place, fresh] = known.try_emplace(content, static_cast<std::uint16_t>(known.size()));
        if (fresh) blocks_.insert(blocks_.end(), content.begin(), content.end());
        block_of_[block] = place->second;
    }
}

std::uint32_t Characters::packed(char32_t code_point, Letters letters) {
    auto c = static_cast<UChar32>(code_point);
    auto pack = [](CharacterClass kind, std::uint32_t key) { return static_cast<std::uint32_t>(kind) << 24 | key; };
    int8_t type = u_charType(c);
    if (type == U_UNASSIGNED || type == U_PRIVATE_USE_CHAR || type == U_SURROGATE || type == U_CONTROL_CHAR) {
        return pack(CharacterClass::separator, 0);
    }
    // The bulk of all characters, and plainly themselves.
    if ((0x4E00 <= c && c <= 0x9FFF) || (0x20000 <= c && c <= 0x2A6DF)) return pack(CharacterClass::alone, code_point);
    if (0xAC00 <= c && c <= 0xD7A3) return pack(CharacterClass::word, code_point);

    Alone alone = judge(c, letters);
    if (alone.kind == CharacterClass::separator || alone.kind == CharacterClass::dropped ||
        alone.kind == CharacterClass::involved) {
        return pack(alone.kind, 0);
    }
    if (alone.key.countChar32() == 1) return pack(alone.kind, static_cast<std::uint32_t>(alone.key.char32At(0)));
    std::string bytes;
    alone.key.toUTF8String(bytes);
    // tokenize() reserves three bytes of key for each byte of text.
    if (bytes.size() > 3 * static_cast<std::size_t>(U8_LENGTH(c))) return pack(CharacterClass::involved, 0);
    expansions_.push_back(std::move(bytes));
    return pack(alone.kind, expands_bit | static_cast<std::uint32_t>(expansions_.size() - 1));
}

}  // namespace watchword::text
