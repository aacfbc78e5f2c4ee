#include "common/text/charset_guess.hpp"

#include <memory>
#include <string>

#include <uchardet/uchardet.h>

#include "common/text/charset_labels.hpp"

namespace watchword::text {

namespace {

constexpr std::size_t sample_bytes_max = 64 * 1024;

// The bytes outside of tags, at most sample_bytes_max of them.
std::string without_markup(std::string_view bytes) {
    std::string seen;
    bool in_tag = false;
    for (char c : bytes) {
        if (seen.size() == sample_bytes_max) break;
        if (c == '<') in_tag = true;
        if (!in_tag) seen += c;
        if (c == '>') in_tag = false;
    }
    return seen;
}

// Korean in EUC-KR is nearly all pairs of the Hangul rows, which Chinese and Japanese leave every third
// character.
bool is_korean(std::string_view sample) {
    constexpr std::size_t pairs_min = 4;
    auto byte = [&](std::size_t at) { return at < sample.size() ? static_cast<unsigned char>(sample[at]) : 0U; };
    std::size_t pairs = 0, hangul = 0;
    for (std::size_t i = 0; i < sample.size(); ++i) {
        if (byte(i) < 0x80) continue;
        ++pairs;
        hangul += byte(i) >= 0xB0 && byte(i) <= 0xC8 && byte(i + 1) >= 0xA1;
        ++i;
    }
    return pairs >= pairs_min && hangul * 10 >= pairs * 9;
}

}  // namespace

std::string_view guess_charset(std::string_view bytes) {
    std::string sample = without_markup(bytes);
    if (is_korean(sample)) return "euc-kr";
    std::unique_ptr<uchardet, void (*)(uchardet_t)> detector(uchardet_new(), uchardet_delete);
    if (uchardet_handle_data(detector.get(), sample.data(), sample.size()) == 0) {
        uchardet_data_end(detector.get());
        auto charset = charset_of(uchardet_get_charset(detector.get()));
        // Where Ukrainian has its letters, KOI8-R has box drawings, which no text holds.
        if (charset && charset->name == "koi8-r") return "koi8-u";
        if (charset && !charset->wide && charset->name != "utf-8") return charset->name;
    }
    return "windows-1252";
}

}  // namespace watchword::text
