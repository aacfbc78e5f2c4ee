#include "common/query/fold.hpp"

#include <algorithm>

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

namespace watchword::query {

namespace {

bool loses_accents(UChar32 c) {
    UErrorCode status = U_ZERO_ERROR;
    UScriptCode script = uscript_getScript(c, &status);
    return script == USCRIPT_LATIN || script == USCRIPT_GREEK;
}

}  // namespace

std::string without_accents(std::string_view key) {
    if (std::ranges::all_of(key, [](char c) { return static_cast<unsigned char>(c) < 0x80; })) return std::string(key);
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* decompose = icu::Normalizer2::getNFDInstance(status);
    const icu::Normalizer2* compose = icu::Normalizer2::getNFCInstance(status);
    if (U_FAILURE(status)) return std::string(key);
    auto bytes = icu::StringPiece(key.data(), static_cast<std::int32_t>(key.size()));
    icu::UnicodeString apart = decompose->normalize(icu::UnicodeString::fromUTF8(bytes), status);
    icu::UnicodeString plain;
    bool drop = false;
    for (std::int32_t at = 0; at < apart.length(); at = apart.moveIndex32(at, 1)) {
        UChar32 c = apart.char32At(at);
        bool mark = (U_GET_GC_MASK(c) & U_GC_M_MASK) != 0;
        if (mark && (drop || (c == 0x0308 && plain.endsWith(icu::UnicodeString(UChar32{0x0435}))))) continue;
        if (!mark) drop = loses_accents(c);
        if (c == 0x0131) c = 'i';
        if (c == 0x0142) c = 'l';
        if (c == 0x00F8) c = 'o';
        if (c == 0x0111) c = 'd';
        if (c == 0x02BB) c = 0x02BC;
        plain.append(c);
    }
    std::string result;
    compose->normalize(plain, status).toUTF8String(result);
    return result;
}

std::string with_apostrophes(std::string_view text, std::string_view apostrophe) {
    auto is_letter = [](UChar32 c) { return c != 0x02BB && c != 0x02BC && (U_GET_GC_MASK(c) & U_GC_L_MASK) != 0; };
    std::string result;
    auto size = static_cast<std::int32_t>(text.size());
    bool after_letter = false;
    for (std::int32_t at = 0; at < size;) {
        std::int32_t begin = at;
        UChar32 c;
        U8_NEXT(text.data(), at, size, c);
        std::int32_t ahead = at;
        UChar32 next = 0;
        if (at < size) U8_NEXT(text.data(), ahead, size, next);
        bool sign = c == '\'' || c == 0x2018 || c == 0x2019 || c == 0x02BB || c == 0x02BC || c == 0xFF07;
        if (sign && after_letter && is_letter(next)) {
            result += apostrophe;
        } else {
            result += text.substr(static_cast<std::size_t>(begin), static_cast<std::size_t>(at - begin));
        }
        after_letter = is_letter(c);
    }
    return result;
}

}  // namespace watchword::query
