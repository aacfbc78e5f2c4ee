#include "common/text/utf8.hpp"

#include <cstdint>
#include <cstring>

#include "common/text/charset.hpp"

namespace watchword::text {

namespace {

// Well-formed sequences begin with a lead byte that names their length and bounds their second byte.
struct Lead {
    std::uint8_t length = 0;  // 0: no sequence begins so
    std::uint8_t second_min = 0x80;
    std::uint8_t second_max = 0xBF;
};

constexpr Lead lead_of(unsigned char byte) {
    if (byte < 0x80) return {1};
    if (byte < 0xC2) return {};
    if (byte < 0xE0) return {2};
    if (byte == 0xE0) return {3, 0xA0, 0xBF};
    if (byte == 0xED) return {3, 0x80, 0x9F};
    if (byte < 0xF0) return {3};
    if (byte == 0xF0) return {4, 0x90, 0xBF};
    if (byte < 0xF4) return {4};
    if (byte == 0xF4) return {4, 0x80, 0x8F};
    return {};
}

unsigned char at(const char* p) {
    return static_cast<unsigned char>(*p);
}

bool is_continuation(unsigned char byte) {
    return (byte & 0xC0) == 0x80;
}

// The well-formed sequence at `p`, or how much of one there is: its length is then that of the maximal
// subpart.
struct Sequence {
    std::size_t length = 1;
    bool valid = false;
};

Sequence sequence_at(const char* p, const char* end) {
    Lead lead = lead_of(at(p));
    if (lead.length == 0) return {};
    if (lead.length == 1) return {1, true};
    if (p + 1 == end || at(p + 1) < lead.second_min || at(p + 1) > lead.second_max) return {};
    for (std::size_t i = 2; i < lead.length; ++i)
        if (p + i == end || !is_continuation(at(p + i))) return {i, false};
    return {lead.length, true};
}

constexpr std::uint64_t each_byte(std::uint8_t byte) {
    return 0x0101010101010101ULL * byte;
}

std::uint64_t load(const char* p) {
    std::uint64_t word;
    std::memcpy(&word, p, sizeof word);
    return word;
}

// Skips ASCII, eight bytes at a time.
const char* skip_ascii(const char* p, const char* end) {
    while (end - p >= 8 && (load(p) & each_byte(0x80)) == 0) p += 8;
    while (p != end && at(p) < 0x80) ++p;
    return p;
}

bool is_unwanted_control(unsigned char byte) {
    return byte < 0x20 && byte != '\t' && byte != '\n';
}

// Skips what sanitised() keeps without a look at its neighbours: printable ASCII, tab and line feed.
const char* skip_clean_ascii(const char* p, const char* end) {
    while (end - p >= 8) {
        std::uint64_t word = load(p);
        // A byte below 0x20 borrows from its high bit (Hacker's Delight, 6-1); tab and line feed take the
        // slow step.
        std::uint64_t below_space = (word - each_byte(0x20)) & ~word;
        if (((word | below_space) & each_byte(0x80)) == 0) {
            p += 8;
            continue;
        }
        const char* stop = p + 8;
        while (p != stop && at(p) < 0x80 && !is_unwanted_control(at(p))) ++p;
        if (p != stop) return p;
    }
    while (p != end && at(p) < 0x80 && !is_unwanted_control(at(p))) ++p;
    return p;
}

bool is_noncharacter(const char* p, std::size_t length) {
    return length == 3 && at(p) == 0xEF && at(p + 1) == 0xBF && at(p + 2) >= 0xBE;
}

// U+0080 to U+009F: no text has controls there, so they are windows-1252 taken for Latin-1 by whoever wrote
// them.
bool is_c1_control(const char* p, std::size_t length) {
    return length == 2 && at(p) == 0xC2 && at(p + 1) < 0xA0;
}

// The first byte that sanitised() would change.
const char* skip_clean(const char* p, const char* end) {
    while ((p = skip_clean_ascii(p, end)) != end) {
        if (at(p) < 0x80) return p;
        Sequence sequence = sequence_at(p, end);
        if (!sequence.valid || is_noncharacter(p, sequence.length) || is_c1_control(p, sequence.length)) return p;
        p += sequence.length;
    }
    return p;
}

void append_c1(std::string& out, unsigned char byte) {
    if (char32_t meant = windows_1252(byte); meant >= 0xA0) append_utf8(out, meant);
}

constexpr std::string_view replacement = "\xEF\xBF\xBD";

}  // namespace

std::size_t ascii_prefix(std::string_view bytes) {
    return static_cast<std::size_t>(skip_ascii(bytes.data(), bytes.data() + bytes.size()) - bytes.data());
}

std::size_t valid_utf8_prefix(std::string_view bytes) {
    const char* p = bytes.data();
    const char* end = p + bytes.size();
    while ((p = skip_ascii(p, end)) != end) {
        Sequence sequence = sequence_at(p, end);
        if (!sequence.valid) break;
        p += sequence.length;
    }
    return static_cast<std::size_t>(p - bytes.data());
}

CodePoint first_code_point(std::string_view bytes) {
    if (bytes.empty()) return {};
    const char* p = bytes.data();
    Sequence sequence = sequence_at(p, p + bytes.size());
    if (!sequence.valid) return {replacement_character, sequence.length, false};
    if (sequence.length == 1) return {at(p), 1, true};
    char32_t value = at(p) & (0x7FU >> sequence.length);
    for (std::size_t i = 1; i < sequence.length; ++i) value = value << 6 | (at(p + i) & 0x3FU);
    return {value, sequence.length, true};
}

void append_utf8(std::string& out, char32_t value) {
    auto tail = [&](unsigned shift) { out += static_cast<char>(0x80 | ((value >> shift) & 0x3F)); };
    if (value < 0x80) {
        out += static_cast<char>(value);
    } else if (value < 0x800) {
        out += static_cast<char>(0xC0 | value >> 6);
        tail(0);
    } else if (value > 0x10FFFF || (value >= 0xD800 && value < 0xE000)) {
        out += replacement;
    } else if (value < 0x10000) {
        out += static_cast<char>(0xE0 | value >> 12);
        tail(6);
        tail(0);
    } else {
        out += static_cast<char>(0xF0 | value >> 18);
        tail(12);
        tail(6);
        tail(0);
    }
}

CodePoint first_cesu8_pair(std::string_view bytes) {
    auto half = [&](std::size_t from, unsigned char second_min) -> char32_t {
        const char* p = bytes.data() + from;
        bool surrogate = at(p) == 0xED && (at(p + 1) & 0xF0) == second_min && is_continuation(at(p + 2));
        return surrogate ? (at(p + 1) & 0x0FU) << 6 | (at(p + 2) & 0x3FU) : 0xFFFF;
    };
    if (bytes.size() < 6) return {};
    char32_t high = half(0, 0xA0), low = half(3, 0xB0);
    if (high == 0xFFFF || low == 0xFFFF) return {};
    return {0x10000 + (high << 10) + low, 6, true};
}

std::string repaired_utf8(std::string_view bytes) {
    std::string out;
    out.reserve(bytes.size());
    while (!bytes.empty()) {
        auto valid = valid_utf8_prefix(bytes);
        out += bytes.substr(0, valid);
        bytes.remove_prefix(valid);
        if (bytes.empty()) break;
        if (CodePoint pair = first_cesu8_pair(bytes); pair.valid) {
            append_utf8(out, pair.value);
            bytes.remove_prefix(pair.length);
            continue;
        }
        out += replacement;
        bytes.remove_prefix(first_code_point(bytes).length);
    }
    return out;
}

bool is_clean(std::string_view bytes) {
    const char* end = bytes.data() + bytes.size();
    return skip_clean(bytes.data(), end) == end;
}

std::string sanitised(std::string_view bytes) {
    std::string out;
    out.reserve(bytes.size());
    const char* p = bytes.data();
    const char* end = p + bytes.size();
    while (p != end) {
        const char* clean_end = skip_clean(p, end);
        out.append(p, clean_end);
        p = clean_end;
        if (p == end) break;
        if (at(p) == '\r') {
            out += '\n';
            p += end - p > 1 && p[1] == '\n' ? 2 : 1;
            continue;
        }
        Sequence sequence = sequence_at(p, end);
        if (!sequence.valid)
            out += replacement;
        else if (is_c1_control(p, sequence.length))
            append_c1(out, at(p + 1));
        p += sequence.length;
    }
    return out;
}

std::string_view first_characters(std::string_view valid, std::size_t count) {
    if (valid.size() <= count) return valid;
    for (std::size_t i = 0; i < valid.size(); ++i)
        if (!is_continuation(at(valid.data() + i)) && count-- == 0) return valid.substr(0, i);
    return valid;
}

}  // namespace watchword::text
