#pragma once

#include <string>
#include <string_view>

#include "common/base/time.hpp"

namespace watchword::demo {

// A message as its receiver took it.
struct ReceivedMail {
    std::string to;
    std::string data;  // RFC 5322
    Time at;
};

// The field's value as it came, folded lines joined; empty when absent.
std::string header_of(const ReceivedMail& mail, std::string_view name);

// The plain text of a multipart/alternative message, decoded, with "\n" as line end.
std::string text_of(const ReceivedMail& mail);

}  // namespace watchword::demo
