#include "daemon/mail/envelope.hpp"

#include <algorithm>

#include "common/base/printable.hpp"

namespace watchword::mail {

namespace {

constexpr std::size_t address_bytes_max = 254;  // RFC 5321 4.5.3.1.3, less the brackets
constexpr std::size_t line_bytes_max = 998;     // RFC 5322 2.1.1

bool may_stand_in_address(char c) {
    return static_cast<unsigned char>(c) > 0x20 && c != 0x7f && c != '<' && c != '>' && c != ',' && c != ';' &&
           c != '"';
}

}  // namespace

bool is_envelope_address(std::string_view address) {
    const auto at = address.find('@');
    if (at == std::string_view::npos || at == 0 || at + 1 == address.size()) return false;
    if (address.find('@', at + 1) != std::string_view::npos || address.size() > address_bytes_max) return false;
    return std::all_of(address.begin(), address.end(), may_stand_in_address);
}

std::optional<std::string> objection(const alert::Mail& mail) {
    for (const auto& address : {mail.from, mail.to}) {
        if (!is_envelope_address(address)) return "not a mail address: " + printable(address, address_bytes_max);
    }
    std::string_view rest = mail.data;
    while (!rest.empty()) {
        const auto length = std::min(rest.find_first_of(std::string_view("\r\n\0", 3)), rest.size());
        if (length > line_bytes_max) return "the message has a line of more than 998 bytes";
        rest.remove_prefix(length);
        if (!rest.starts_with("\r\n")) return "the message has a line that does not end in CR LF";
        rest.remove_prefix(2);
    }
    return std::nullopt;
}

}  // namespace watchword::mail
