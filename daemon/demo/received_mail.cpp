#include "daemon/demo/received_mail.hpp"

namespace watchword::demo {

namespace {

constexpr std::string_view line_end = "\r\n";

int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

// RFC 2045 6.7.
std::string from_quoted_printable(std::string_view coded) {
    std::string text;
    for (std::size_t at = 0; at < coded.size(); ++at) {
        if (coded[at] == '\r') continue;
        if (coded[at] != '=') {
            text += coded[at];
            continue;
        }
        if (coded.substr(at + 1, 2) == line_end) {
            at += 2;
            continue;
        }
        int high = at + 2 < coded.size() ? hex_digit(coded[at + 1]) : -1;
        int low = high < 0 ? -1 : hex_digit(coded[at + 2]);
        if (low < 0) continue;
        text += static_cast<char>(high * 16 + low);
        at += 2;
    }
    return text;
}

std::string_view between(std::string_view text, std::string_view begin, std::string_view end) {
    auto from = text.find(begin);
    if (from == std::string_view::npos) return {};
    text.remove_prefix(from + begin.size());
    return text.substr(0, text.find(end));
}

}  // namespace

std::string header_of(const ReceivedMail& mail, std::string_view name) {
    auto header = std::string(line_end) + mail.data.substr(0, mail.data.find("\r\n\r\n")) + std::string(line_end);
    for (auto fold = header.find("\r\n "); fold != std::string::npos; fold = header.find("\r\n ", fold))
        header.erase(fold, 2);
    auto value = between(header, "\r\n" + std::string(name) + ':', line_end);
    value.remove_prefix(value.starts_with(' ') ? 1 : 0);
    return std::string(value);
}

std::string text_of(const ReceivedMail& mail) {
    auto part = between(mail.data, "\r\nContent-Type: text/plain", "\r\n--=_");
    auto body = part.find("\r\n\r\n");
    return body == std::string_view::npos ? "" : from_quoted_printable(part.substr(body + 4));
}

}  // namespace watchword::demo
