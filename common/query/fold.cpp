#include "common/query/fold.hpp"

#include <algorithm>

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

namespace watchword::query {

namespace {

bool loses_accents(UChar32 c) {
    UErrorCode status = U_ZERO_ERROR;
    UScriptCode script = uscript_getScript(c, &status);
    return script == USCRIPT_LATIN || script == USCRIPT_GREEK;
}

}  // namespace

std::string without_accents(std::string_view key) {
    if (std::ranges::all_of(key, [](char c) { return static_cast<unsigned char>(c) < 0x80; }))
        return std::string(key);
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
        plain.append(c);
    }
    std::string result;
    compose->normalize(plain, status).toUTF8String(result);
    return result;
}

}  // namespace watchword::query
