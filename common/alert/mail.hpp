#pragma once

#include <string>
#include <vector>

namespace watchword::alert {

// A finished message for one recipient: `data` is RFC 5322 with CRLF line ends, lines of at most 998 bytes, 7-bit or
// 8bit text. Nothing in it can become a further header or command by construction.
struct Mail {
    std::string from;  // bare addresses, for the envelope
    std::string to;
    std::string data;
};

}  // namespace watchword::alert
