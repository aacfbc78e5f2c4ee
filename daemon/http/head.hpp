#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "daemon/http/client.hpp"

namespace watchword::http {

// The head of an answer, collected line by line. An interim answer (1xx) is forgotten when the next one
// begins.
class Head {
  public:
    static constexpr std::size_t bytes_max = 64 * 1024;  // of all lines, those of interim answers included

    // `line` as it came, with its line end. False when the head grew too large.
    bool add(std::string_view line);

    // False when there is a Content-Length that is no number or contradicts another: nobody can then tell a whole body
    // from a part of it (RFC 9110 8.6), and libcurl makes a guess.
    bool tells_one_length() const;

    // Values are stripped of blanks around them; lines that are no header, or hold control characters, are
    // left out.
    std::vector<Header> headers;

  private:
    std::size_t bytes_ = 0;
};

bool is_header_name(std::string_view name);
// Whether a header of ours may have that value: no control characters, above all no line ends (RFC 9110 5.5).
bool is_header_value(std::string_view value);

}  // namespace watchword::http
