#include "common/alert/mail_mime.hpp"

#include <algorithm>

#include <openssl/evp.h>

#include "common/alert/display.hpp"
#include "common/text/utf8.hpp"

namespace watchword::alert {
namespace {

constexpr std::size_t line_max = 78;          // RFC 5322 2.1.1
constexpr std::size_t encoded_word_max = 75;  // RFC 2047 2
constexpr std::string_view word_begin = "=?UTF-8?B?";
constexpr std::string_view word_end = "?=";

bool is_printable(unsigned char c) {
    return c >= 0x20 && c < 0x7F;
}

std::vector<std::string> split_at_blanks(std::string_view text) {
    std::vector<std::string> words;
    while (!text.empty()) {
        auto blank = text.find(' ');
        if (blank != 0) words.emplace_back(text.substr(0, blank));
        text.remove_prefix(blank == std::string_view::npos ? text.size() : blank + 1);
    }
    return words;
}

// Readers would decode "=?" anywhere; a word too long to fold is only short when encoded.
bool needs_encoding(std::string_view text) {
    if (!std::ranges::all_of(text, is_printable) || text.find("=?") != std::string_view::npos) return true;
    auto words = split_at_blanks(text);
    auto too_long = [](const std::string& word) { return word.size() > encoded_word_max - 15; };
    return std::ranges::any_of(words, too_long);
}

std::string encoded_word(std::string_view bytes) {
    std::string base64(4 * ((bytes.size() + 2) / 3) + 1, '\0');
    base64.resize(EVP_EncodeBlock(reinterpret_cast<unsigned char*>(base64.data()),
                                  reinterpret_cast<const unsigned char*>(bytes.data()),
                                  static_cast<int>(bytes.size())));
    return std::string(word_begin) + base64 + std::string(word_end);
}

bool continues_sequence(char c) {
    return (static_cast<unsigned char>(c) & 0xC0) == 0x80;
}

char hex_digit(unsigned value) {
    return "0123456789ABCDEF"[value & 15];
}

}  // namespace

std::vector<std::string> encode_words(std::string_view value, std::size_t first_max) {
    auto text = text::repaired_utf8(value);
    if (!needs_encoding(text)) return split_at_blanks(text);
    std::vector<std::string> words;
    std::size_t size_max = std::min(first_max, encoded_word_max);
    for (std::string_view rest = text; !rest.empty();) {
        auto room = size_max - word_begin.size() - word_end.size();
        auto bytes = std::min(rest.size(), room / 4 * 3);
        while (bytes < rest.size() && continues_sequence(rest[bytes])) --bytes;
        words.push_back(encoded_word(rest.substr(0, bytes)));
        rest.remove_prefix(bytes);
        size_max = encoded_word_max;
    }
    return words;
}

void MimeHeader::line(std::string_view name, const std::vector<std::string>& words) {
    header_.append(name).append(":");
    auto column = name.size() + 1;
    for (auto word : words) {
        // The one place through which everything goes out.
        std::erase_if(word, [](unsigned char c) { return !is_printable(c); });
        if (column + 1 + word.size() > line_max && column > 0) {
            header_ += "\r\n";
            column = 0;
        }
        header_ += ' ';
        header_ += word;
        column += 1 + word.size();
    }
    header_ += "\r\n";
}

void MimeHeader::text(std::string_view name, std::string_view value) {
    line(name, encode_words(one_line(value, 1'000), line_max - name.size() - 2));
}

void MimeHeader::mailbox(std::string_view name, const Mailbox& value) {
    if (value.name.empty()) return line(name, {value.address});
    std::vector<std::string> words;
    auto shown = one_line(value.name, 200);
    if (needs_encoding(shown)) {
        words = encode_words(shown, line_max - name.size() - 2);
    } else {
        std::string quoted = "\"";
        for (char c : shown) {
            if (c == '"' || c == '\\') quoted += '\\';
            quoted += c;
        }
        words = split_at_blanks(quoted + "\"");
    }
    words.push_back("<" + value.address + ">");
    line(name, words);
}

void MimeHeader::words(std::string_view name, const std::vector<std::string>& values) {
    line(name, values);
}

std::string MimeHeader::finish() && {
    return std::move(header_) + "\r\n";
}

std::string quoted_printable(std::string_view text) {
    constexpr std::size_t soft_max = 75;  // and the "=" of a soft line break
    std::string result;
    result.reserve(text.size() + text.size() / 8);
    std::size_t column = 0;
    auto put = [&](std::string_view piece) {
        if (column + piece.size() > soft_max) {
            result += "=\r\n";
            column = 0;
        }
        result += piece;
        column += piece.size();
    };
    for (std::size_t i = 0; i < text.size(); ++i) {
        auto c = static_cast<unsigned char>(text[i]);
        auto next = i + 1 < text.size() ? text[i + 1] : '\n';
        if (c == '\r' || c == '\n') {
            if (c == '\r' && next == '\n') ++i;
            result += "\r\n";
            column = 0;
            continue;
        }
        // A soft break may come before this very character, so the start of a line is judged with it in mind.
        bool starts_line = column == 0 || column + 1 > soft_max;
        bool troubles_start = starts_line && (c == '.' || c == 'F');
        bool ends_line = next == '\r' || next == '\n';
        bool plain = (c > 0x20 && c < 0x7F && c != '=') || ((c == ' ' || c == '\t') && !ends_line);
        if (plain && !troubles_start) {
            put(text.substr(i, 1));
        } else {
            const char escaped[] = {'=', hex_digit(c >> 4), hex_digit(c)};
            put({escaped, 3});
        }
    }
    if (column > 0) result += "\r\n";
    return result;
}

std::string multipart_alternative(MimeHeader header, std::string_view id, std::string_view text,
                                  std::string_view html) {
    // "=_" cannot stand in quoted-printable text.
    auto boundary = "=_" + std::string(id);
    header.word("MIME-Version", "1.0");
    header.words("Content-Type", {"multipart/alternative;", "boundary=\"" + boundary + "\""});
    auto message = std::move(header).finish();
    auto part = [&](std::string_view type, std::string_view body) {
        message += "--" + boundary + "\r\nContent-Type: " + std::string(type) +
                   "; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n" + quoted_printable(body);
    };
    part("text/plain", text);
    part("text/html", html);
    message += "--" + boundary + "--\r\n";
    return message;
}

}  // namespace watchword::alert
