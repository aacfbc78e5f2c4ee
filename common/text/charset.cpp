#include "common/text/charset.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <utility>

#include <iconv.h>

#include "common/text/charset_guess.hpp"
#include "common/text/charset_labels.hpp"
#include "common/text/utf8.hpp"

namespace watchword::text {

namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";

// Text and how many times U+FFFD had to stand for what could not be read.
struct Attempt {
    std::string text;
    std::size_t faults = 0;
};

class Converter {
  public:
    explicit Converter(std::string_view iconv_name) : handle_(iconv_open("UTF-8", std::string(iconv_name).c_str())) {}
    ~Converter() {
        if (usable()) iconv_close(handle_);
    }
    Converter(const Converter&) = delete;
    Converter& operator=(const Converter&) = delete;

    bool usable() const { return handle_ != reinterpret_cast<iconv_t>(-1); }  // NOLINT: iconv's own way to say no

    // `unit`: bytes to pass over at a fault. Says in `incomplete`, if given, whether bytes were missing at
    // the end.
    Attempt convert(std::string_view bytes, std::size_t unit, bool* incomplete = nullptr) {
        Attempt attempt;
        attempt.text.reserve(bytes.size() + bytes.size() / 2);
        std::array<char, 16 * 1024> buffer;
        char* in = const_cast<char*>(bytes.data());  // iconv does not write to it
        std::size_t in_left = bytes.size();
        bool flushing = false;
        for (;;) {
            char* out = buffer.data();
            std::size_t out_left = buffer.size();
            std::size_t outcome = flushing ? iconv(handle_, nullptr, nullptr, &out, &out_left)
                                           : iconv(handle_, &in, &in_left, &out, &out_left);
            int error = outcome == static_cast<std::size_t>(-1) ? errno : 0;
            attempt.text.append(buffer.data(), out);
            if (error == E2BIG) continue;
            if (flushing) return attempt;
            if (error != 0) {
                if (incomplete) *incomplete |= error == EINVAL;
                append_utf8(attempt.text, replacement_character);
                ++attempt.faults;
                std::size_t skipped = std::min(unit, in_left);
                in += skipped;
                in_left -= skipped;
            }
            flushing = in_left == 0;
        }
    }

  private:
    iconv_t handle_;
};

constexpr std::array<char16_t, 32> windows_1252_upper{0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
                                                      0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D,   0x017D, 0x8F,
                                                      0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                      0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};

// What each byte from 0x80 on stands for in a charset of single bytes; empty for what stands for nothing.
using UpperHalf = std::array<std::string, 128>;

UpperHalf upper_half_of_windows_1252() {
    UpperHalf upper;
    for (unsigned i = 0; i < upper.size(); ++i)
        append_utf8(upper[i], windows_1252(static_cast<unsigned char>(0x80 + i)));
    return upper;
}

// nullopt for charsets in which a character may take several bytes, or bytes join into one.
std::optional<UpperHalf> upper_half_of(const Charset& charset) {
    if (charset.wide || charset.joins) return std::nullopt;
    Converter converter(charset.iconv);
    if (!converter.usable()) return std::nullopt;
    UpperHalf upper;
    for (unsigned i = 0; i < upper.size(); ++i) {
        char byte = static_cast<char>(0x80 + i);
        bool incomplete = false;
        Attempt attempt = converter.convert({&byte, 1}, 1, &incomplete);
        if (incomplete) return std::nullopt;
        if (attempt.faults == 0) upper[i] = std::move(attempt.text);
    }
    // Where no such byte means anything, escape sequences say what the others do.
    if (std::ranges::all_of(upper, &std::string::empty)) return std::nullopt;
    return upper;
}

Attempt from_single_bytes(std::string_view bytes, const UpperHalf& upper) {
    Attempt attempt;
    attempt.text.reserve(bytes.size() + bytes.size() / 2);
    while (!bytes.empty()) {
        auto ascii = ascii_prefix(bytes);
        attempt.text += bytes.substr(0, ascii);
        bytes.remove_prefix(ascii);
        for (; !bytes.empty() && (bytes.front() & 0x80) != 0; bytes.remove_prefix(1)) {
            const std::string& character = upper[static_cast<unsigned char>(bytes.front()) - 0x80U];
            attempt.text += character.empty() ? replacement : std::string_view(character);
            attempt.faults += character.empty();
        }
    }
    return attempt;
}

std::size_t unit_of(const Charset& charset) {
    if (charset.name.starts_with("utf-32")) return 4;
    return charset.name.starts_with("utf-16") ? 2 : 1;
}

Attempt decode(std::string_view bytes, const Charset& charset) {
    if (charset.name == "windows-1252") return from_single_bytes(bytes, upper_half_of_windows_1252());
    if (auto upper = upper_half_of(charset)) return from_single_bytes(bytes, *upper);
    Converter converter(charset.iconv);
    return converter.usable() ? converter.convert(bytes, unit_of(charset))
                              : from_single_bytes(bytes, upper_half_of_windows_1252());
}

struct Mark {
    std::string_view bytes;
    std::string_view label;
};

// A byte order mark, longest first: UTF-32's begins with UTF-16's.
std::optional<Mark> byte_order_mark(std::string_view bytes) {
    using namespace std::string_view_literals;
    static constexpr std::array marks{
        Mark{"\xFF\xFE\0\0"sv, "utf-32le"}, Mark{"\0\0\xFE\xFF"sv, "utf-32be"}, Mark{"\xEF\xBB\xBF"sv, "utf-8"},
        Mark{"\xFF\xFE"sv, "utf-16le"},     Mark{"\xFE\xFF"sv, "utf-16be"},
    };
    auto found = std::ranges::find_if(marks, [&](const Mark& mark) { return bytes.starts_with(mark.bytes); });
    return found == marks.end() ? std::nullopt : std::optional(*found);
}

// How wide the "<" is that a document begins with (XML 1.0, appendix F); a mark may be missing.
std::string_view wide_label_of_first_tag(std::string_view bytes) {
    if (bytes.size() < 4) return {};
    auto is = [&](std::size_t at, char c) { return bytes[at] == c; };
    auto ascii = [&](std::size_t at) { return bytes[at] > ' ' && bytes[at] <= '~'; };
    if (is(0, '<') && is(1, '\0') && is(2, '\0') && is(3, '\0')) return "utf-32le";
    if (is(0, '\0') && is(1, '\0') && is(2, '\0') && is(3, '<')) return "utf-32be";
    if (is(0, '<') && is(1, '\0') && ascii(2) && is(3, '\0')) return "utf-16le";
    if (is(0, '\0') && is(1, '<') && is(2, '\0') && ascii(3)) return "utf-16be";
    return {};
}

// Markup is mostly ASCII, so the bytes that are zero tell how wide a character is and which end comes first.
std::string_view wide_label(std::string_view bytes) {
    if (auto label = wide_label_of_first_tag(bytes); !label.empty()) return label;
    constexpr std::size_t sample_bytes_max = 1024;
    std::size_t sample = std::min(bytes.size(), sample_bytes_max) / 4 * 4;
    std::array<std::size_t, 4> zeros{};
    for (std::size_t i = 0; i < sample; ++i) zeros[i % 4] += bytes[i] == '\0';
    std::size_t quads = sample / 4;
    auto many = [&](std::size_t i) { return zeros[i] * 2 > quads; };
    auto few = [&](std::size_t i) { return zeros[i] * 8 <= quads; };
    if (quads == 0) return {};
    if (few(0) && many(1) && many(2) && many(3)) return "utf-32le";
    if (many(0) && many(1) && many(2) && few(3)) return "utf-32be";
    if (few(0) && many(1) && few(2) && many(3)) return "utf-16le";
    if (many(0) && few(1) && many(2) && few(3)) return "utf-16be";
    return bytes.starts_with("\x4C\x6F\xA7\x94") ? "ibm037" : "";  // "<?xm" in EBCDIC
}

// ISO-2022 hides its characters in ASCII bytes between escape sequences, so it looks like UTF-8.
std::string_view escaped_label(std::string_view bytes) {
    auto escape = bytes.find('\x1B');
    if (escape == std::string_view::npos) return {};
    auto sequence = bytes.substr(escape + 1);
    if (sequence.starts_with("$)C")) return "iso-2022-kr";
    for (std::string_view japanese : {"$B", "$@", "$(D", "(J", "(I"})
        if (sequence.starts_with(japanese)) return "iso-2022-jp";
    return {};
}

// Whether the bytes are UTF-8 all but for a few accidents: a cut character, one pasted from elsewhere. In any
// other encoding sequences that happen to be UTF-8 are rare.
bool is_mostly_utf8(std::string_view bytes) {
    constexpr std::size_t characters_for_a_fault = 8;
    std::size_t characters = 0, faults = 0;
    while (!bytes.empty()) {
        CodePoint c = first_cesu8_pair(bytes);
        if (!c.valid) c = first_code_point(bytes);
        characters += c.valid && c.length > 1;
        faults += !c.valid;
        bytes.remove_prefix(c.length);
    }
    return characters >= faults * characters_for_a_fault;
}

std::size_t non_ascii_bytes(std::string_view bytes) {
    return static_cast<std::size_t>(std::ranges::count_if(bytes, [](char c) { return (c & 0x80) != 0; }));
}

Decoded decoded(Attempt attempt, std::string_view charset, CharsetSource source) {
    return {std::move(attempt.text), std::string(charset), source, attempt.faults > 0};
}

Decoded decoded_as(std::string_view bytes, std::string_view label, CharsetSource source) {
    Charset charset = *charset_of(label);
    return decoded(decode(bytes, charset), charset.name, source);
}

struct LabelFrom {
    std::string_view label;
    CharsetSource source;
};

// The first label that reads everything, else the first that reads nearly everything.
std::optional<Decoded> by_label(std::string_view bytes, std::initializer_list<LabelFrom> labels) {
    constexpr std::size_t bytes_for_a_fault = 20;
    std::optional<Decoded> nearly;
    for (auto [label, source] : labels) {
        auto charset = charset_of(label);
        if (!charset || charset->wide || charset->name == "utf-8") continue;
        Attempt attempt = decode(bytes, *charset);
        bool faultless = attempt.faults == 0;
        bool tolerable = attempt.faults * bytes_for_a_fault <= non_ascii_bytes(bytes);
        if (!tolerable || (!faultless && nearly)) continue;
        nearly = decoded(std::move(attempt), charset->name, source);
        if (faultless) break;
    }
    return nearly;
}

Decoded decode_body(std::string_view bytes, std::string_view http_label, std::string_view declared_label) {
    // No wide or escaped encoding looks so, nor do bytes that are not UTF-8; most documents are told at one
    // look.
    if (is_clean(bytes)) return {std::string(bytes), "utf-8", CharsetSource::content, false, true};
    if (auto label = wide_label(bytes); !label.empty()) return decoded_as(bytes, label, CharsetSource::mark);
    if (auto label = escaped_label(bytes); !label.empty() && is_valid_utf8(bytes))
        return decoded_as(bytes, label, CharsetSource::content);
    if (is_valid_utf8(bytes)) return {std::string(bytes), "utf-8", CharsetSource::content, false};
    if (is_mostly_utf8(bytes)) return {repaired_utf8(bytes), "utf-8", CharsetSource::content, true};
    if (auto labelled = by_label(bytes, {{http_label, CharsetSource::http}, {declared_label, CharsetSource::declared}}))
        return std::move(*labelled);
    return decoded_as(bytes, guess_charset(bytes), CharsetSource::guess);
}

}  // namespace

Decoded to_utf8(std::string_view bytes, std::string_view http_label, std::string_view declared_label) {
    constexpr std::string_view mark_in_utf8 = "\xEF\xBB\xBF";
    Decoded result;
    if (auto mark = byte_order_mark(bytes); mark && mark->label != "utf-8") {
        result = decoded_as(bytes.substr(mark->bytes.size()), mark->label, CharsetSource::mark);
    } else {
        while (bytes.starts_with(mark_in_utf8)) bytes.remove_prefix(mark_in_utf8.size());
        result = decode_body(bytes, http_label, declared_label);
    }
    while (result.text.starts_with(mark_in_utf8)) result.text.erase(0, mark_in_utf8.size());
    return result;
}

std::optional<std::string_view> charset_name(std::string_view label) {
    auto charset = charset_of(label);
    return charset ? std::optional(charset->name) : std::nullopt;
}

std::string_view charset_parameter(std::string_view content_type) {
    constexpr std::string_view key = "charset";
    auto same_letter = [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a + 32 : a) == b; };
    auto found = std::search(content_type.begin(), content_type.end(), key.begin(), key.end(), same_letter);
    if (found == content_type.end()) return {};
    content_type.remove_prefix(static_cast<std::size_t>(found - content_type.begin()) + key.size());
    auto skip = [&](std::string_view any_of) {
        content_type.remove_prefix(std::min(content_type.find_first_not_of(any_of), content_type.size()));
    };
    skip(" \t");
    if (!content_type.starts_with('=')) return {};
    skip("= \t\"'");
    return content_type.substr(0, content_type.find_first_of(" \t\"';,"));
}

char32_t windows_1252(unsigned char byte) {
    return byte >= 0x80 && byte < 0xA0 ? windows_1252_upper[byte - 0x80] : byte;
}

}  // namespace watchword::text
