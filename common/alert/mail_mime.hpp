#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "common/alert/mail.hpp"

namespace watchword::alert {

// Writes the header of a message, RFC 5322 with RFC 2047. Whatever text comes in, what goes out is ASCII,
// each line at most 78 characters where it can be folded, and only what the caller named is a field.
class MimeHeader {
  public:
    // Text for people: printable ASCII as it is, everything else in encoded words.
    void text(std::string_view name, std::string_view value);
    void mailbox(std::string_view name, const Mailbox& value);
    // Words for programs, folded between them. Characters outside printable ASCII are dropped.
    void words(std::string_view name, const std::vector<std::string>& values);
    void word(std::string_view name, std::string value) { words(name, {std::move(value)}); }

    // With the empty line that ends it.
    std::string finish() &&;

  private:
    void line(std::string_view name, const std::vector<std::string>& words);
    std::string header_;
};

// `text` as words that a header may hold, each printable ASCII of at most 75 characters: RFC 2047 "encoded
// words" unless it is ASCII that needs no encoding. `first_max` bounds the first.
std::vector<std::string> encode_words(std::string_view text, std::size_t first_max);

// RFC 2045 6.7: lines of at most 76 characters ended by CRLF. LF, CR and CRLF in `text` each end a line; no
// line begins with "." or "From ", so that nothing on the way need change it.
std::string quoted_printable(std::string_view text);

// A multipart/alternative message: text first, HTML after. `header` without MIME fields; `id` becomes the
// boundary.
std::string multipart_alternative(MimeHeader header, std::string_view id, std::string_view text, std::string_view html);

}  // namespace watchword::alert
