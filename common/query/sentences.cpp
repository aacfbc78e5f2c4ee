#include "common/query/sentences.hpp"

#include <memory>
#include <string>

#include <unicode/brkiter.h>
#include <unicode/locid.h>
#include <unicode/uchar.h>
#include <unicode/utext.h>
#include <unicode/utf8.h>

namespace watchword::query {

namespace {

// Whether what stands before `end` is a single letter and a full stop.
bool after_initial(std::string_view text, std::uint32_t end) {
    auto at = static_cast<std::int32_t>(end);
    UChar32 c = 0;
    auto back = [&] {
        c = 0;
        if (at > 0) U8_PREV(text.data(), 0, at, c);
    };
    do back();
    while (u_isUWhiteSpace(c));
    if (c != '.') return false;
    back();
    if (!u_isupper(c)) return false;
    back();
    return !u_isalnum(c);
}

}  // namespace

std::vector<std::uint32_t> sentence_starts(std::string_view text, std::string_view language) {
    std::vector<std::uint32_t> starts;
    UErrorCode status = U_ZERO_ERROR;
    icu::Locale locale(std::string(language.empty() ? "en" : language.substr(0, 8)).c_str());
    locale.setKeywordValue("ss", "standard", status);
    std::unique_ptr<icu::BreakIterator> sentences(icu::BreakIterator::createSentenceInstance(locale, status));
    icu::LocalUTextPointer bytes(utext_openUTF8(nullptr, text.data(), static_cast<std::int64_t>(text.size()), &status));
    if (U_FAILURE(status)) return starts;
    sentences->setText(bytes.getAlias(), status);
    if (U_FAILURE(status)) return starts;
    for (std::int32_t at = sentences->first(); at != icu::BreakIterator::DONE; at = sentences->next()) {
        auto start = static_cast<std::uint32_t>(at);
        if (start > 0 && start < text.size() && !after_initial(text, start)) starts.push_back(start);
    }
    return starts;
}

}  // namespace watchword::query
