#include "common/text/language.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>

#include "common/text/utf8.hpp"

namespace watchword::text {

namespace {

constexpr std::size_t characters_max = 500;

// CLD2 keeps some codes that ISO 639 has withdrawn, and tells scripts and countries apart ("zh-Hant",
// "sr-ME").
std::string iso_639(std::string_view code) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 5> renamed{
        {{"iw", "he"}, {"jw", "jv"}, {"mo", "ro"}, {"nb", "no"}, {"bh", "bho"}}};
    code = code.substr(0, code.find('-'));
    if (code == "un" || code == "xx" || code == "xxx") return {};
    auto found = std::ranges::find(renamed, code, &std::pair<std::string_view, std::string_view>::first);
    return std::string(found == renamed.end() ? code : found->second);
}

}  // namespace

std::string detect_language(std::string_view text) {
    std::string_view head = first_characters(text, characters_max);
    CLD2::CLDHints hints{nullptr, nullptr, CLD2::UNKNOWN_ENCODING, CLD2::UNKNOWN_LANGUAGE};
    CLD2::Language languages[3];
    int percents[3];
    double scores[3];
    int text_bytes = 0;
    bool reliable = false;
    int valid_bytes = 0;
    auto detect = [&](std::string_view part) {
        return CLD2::ExtDetectLanguageSummaryCheckUTF8(part.data(), static_cast<int>(part.size()), true, &hints, 0,
                                                       languages, percents, scores, nullptr, &text_bytes, &reliable,
                                                       &valid_bytes);
    };
    CLD2::Language language = detect(head);
    auto valid = static_cast<std::size_t>(valid_bytes);
    if (valid < head.size()) language = detect(head.substr(0, valid));
    return reliable ? iso_639(CLD2::LanguageCode(language)) : std::string();
}

}  // namespace watchword::text
