#include "common/query/excerpt.hpp"

#include <algorithm>
#include <cstdint>

#include <unicode/uchar.h>
#include <unicode/utf8.h>

namespace watchword::query {

namespace {

constexpr std::size_t characters_max = 160;
// A stretch without blanks, as in Chinese, is cut between characters when a word would be longer than this.
constexpr std::size_t word_characters_max = 30;

bool continues(std::string_view text, std::size_t at) {
    return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80;
}

std::size_t forward(std::string_view text, std::size_t at, std::size_t characters) {
    while (at < text.size() && characters-- > 0) {
        ++at;
        while (continues(text, at)) ++at;
    }
    return at;
}

std::size_t backward(std::string_view text, std::size_t at, std::size_t characters) {
    while (at > 0 && characters-- > 0) {
        --at;
        while (at > 0 && continues(text, at)) --at;
    }
    return at;
}

bool blank_at(std::string_view text, std::size_t at) {
    auto i = static_cast<std::int32_t>(at);
    UChar32 c;
    U8_NEXT(text.data(), i, static_cast<std::int32_t>(text.size()), c);
    return c >= 0 && u_isUWhiteSpace(c);
}

}  // namespace

std::string excerpt_around(std::string_view text, std::size_t begin, std::size_t end) {
    std::size_t line_begin = begin == 0 ? 0 : text.rfind('\n', begin - 1);
    line_begin = line_begin == std::string_view::npos ? 0 : line_begin + (begin == 0 ? 0 : 1);
    std::size_t line_end = std::min(text.find('\n', end), text.size());

    std::size_t hit = std::min(count_characters(text.substr(begin, end - begin)), characters_max);
    std::size_t room = characters_max - hit;
    std::size_t before = std::min(room / 2, count_characters(text.substr(line_begin, begin - line_begin)));
    std::size_t after = std::min(room - before, count_characters(text.substr(end, line_end - end)));
    before = std::min(room - after, count_characters(text.substr(line_begin, begin - line_begin)));

    std::size_t from = backward(text, begin, before);
    std::size_t to = forward(text, end, after);
    if (count_characters(text.substr(begin, end - begin)) > characters_max) to = forward(text, begin, characters_max);

    // Drop the word that the cut went through.
    if (from > line_begin && !blank_at(text, backward(text, from, 1))) {
        std::size_t at = from;
        for (std::size_t i = 0; at < begin && i < word_characters_max && !blank_at(text, at); ++i)
            at = forward(text, at, 1);
        if (at < begin && blank_at(text, at)) from = at;
    }
    if (to < line_end && to > end && !blank_at(text, to)) {
        std::size_t at = to;
        for (std::size_t i = 0; at > end && i < word_characters_max && !blank_at(text, backward(text, at, 1)); ++i) {
            at = backward(text, at, 1);
        }
        if (at > end && blank_at(text, backward(text, at, 1))) to = at;
    }
    while (from < begin && blank_at(text, from)) from = forward(text, from, 1);
    while (to > end && blank_at(text, backward(text, to, 1))) to = backward(text, to, 1);

    std::string result;
    if (from > line_begin) result += "…";
    result += text.substr(from, to - from);
    if (to < line_end) result += "…";
    return result;
}

std::size_t count_characters(std::string_view bytes) {
    return static_cast<std::size_t>(
        std::ranges::count_if(bytes, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

}  // namespace watchword::query
