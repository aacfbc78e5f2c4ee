#include "common/revision/characters.hpp"

#include <array>
#include <memory>

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/utf8.h>

#include "common/text/characters.hpp"

namespace watchword::revision {

namespace {

constexpr std::uint8_t irregular_bit = 0x80;
constexpr std::size_t table_size = 0x10000;  // the Basic Multilingual Plane; what lies beyond is rare in print

Role role_by_look(UChar32 code) {
    switch (code) {
        case U'"':
        case U'«':
        case U'»':
        case U'“':
        case U'”':
        case U'„':
        case U'‟':
        case U'‹':
        case U'›':
        case U'″':
        case U'「':
        case U'」':
        case U'『':
        case U'』':
        case U'〝':
        case U'〞':
        case U'〟':
        case U'＂':
            return Role::double_quote;
        case U'\'':
        case U'‘':
        case U'’':
        case U'‚':
        case U'‛':
        case U'ʼ':
        case U'ʻ':
        case U'′':
        case U'`':
        case U'´':
        case U'＇':
            return Role::single_quote;
        case U'−':
            return Role::dash;
        case U'%':
        case U'‰':
        case U'°':
            return Role::symbol;
        default:
            return Role::other;
    }
}

Role role_of(UChar32 code) {
    if (Role look = role_by_look(code); look != Role::other) return look;
    if (u_isUWhiteSpace(code)) return Role::space;
    if (u_hasBinaryProperty(code, UCHAR_DEFAULT_IGNORABLE_CODE_POINT)) return Role::invisible;
    switch (u_charType(code)) {
        case U_UPPERCASE_LETTER:
        case U_LOWERCASE_LETTER:
        case U_TITLECASE_LETTER:
        case U_MODIFIER_LETTER:
        case U_OTHER_LETTER:
            return text::written_without_spaces(static_cast<char32_t>(code)) ? Role::ideograph : Role::letter;
        case U_DECIMAL_DIGIT_NUMBER:
        case U_LETTER_NUMBER:
        case U_OTHER_NUMBER:
            return Role::digit;
        case U_NON_SPACING_MARK:
        case U_ENCLOSING_MARK:
        case U_COMBINING_SPACING_MARK:
            return Role::accent;
        case U_DASH_PUNCTUATION:
            return Role::dash;
        case U_CURRENCY_SYMBOL:
            return Role::symbol;
        case U_CONTROL_CHAR:
        case U_FORMAT_CHAR:
            return Role::invisible;
        default:
            return Role::other;
    }
}

std::uint8_t entry_of(UChar32 code) {
    auto entry = static_cast<std::uint8_t>(role_of(code));
    bool regular = u_getIntPropertyValue(code, UCHAR_NFKC_QUICK_CHECK) == UNORM_YES && u_getCombiningClass(code) == 0;
    return regular ? entry : entry | irregular_bit;
}

const std::array<std::uint8_t, table_size>& table() {
    static const auto entries = [] {
        auto all = std::make_unique<std::array<std::uint8_t, table_size>>();
        for (std::size_t code = 0; code < table_size; ++code) (*all)[code] = entry_of(static_cast<UChar32>(code));
        return all;
    }();
    return *entries;
}

}  // namespace

Character character_at(std::string_view text, std::size_t position) {
    static const auto& entries = table();
    const auto* bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    UChar32 code = bytes[position];
    std::size_t size = 1;
    if (code >= 0x80) {
        auto next = static_cast<std::int64_t>(position);
        const auto length = static_cast<std::int64_t>(text.size());
        U8_NEXT(bytes, next, length, code);
        size = static_cast<std::size_t>(next) - position;
        if (code < 0) return {U'\uFFFD', Role::other, false, size};
    }
    std::uint8_t entry =
        static_cast<std::size_t>(code) < table_size ? entries[static_cast<std::size_t>(code)] : entry_of(code);
    return {static_cast<char32_t>(code), static_cast<Role>(entry & ~irregular_bit), (entry & irregular_bit) != 0, size};
}

bool is_capital(char32_t code) {
    if (code < 0x80) return code >= U'A' && code <= U'Z';
    return u_isupper(static_cast<UChar32>(code)) || u_istitle(static_cast<UChar32>(code));
}

}  // namespace watchword::revision
