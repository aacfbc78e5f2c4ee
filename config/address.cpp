#include "config/address.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>

#include <arpa/inet.h>

#include "common/base/url.hpp"

namespace watchword::config {

namespace {

constexpr std::size_t address_bytes_max = 254;  // RFC 5321 4.5.3.1.3, without the brackets

std::optional<unsigned> number(std::string_view text, unsigned most) {
    unsigned value = 0;
    auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || value > most) return std::nullopt;
    return value;
}

struct IpAddress {
    int family = AF_INET;
    std::array<unsigned char, 16> bytes{};

    bool loopback() const {
        static constexpr std::array<unsigned char, 16> one{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};
        return family == AF_INET ? bytes[0] == 127 : bytes == one;
    }
};

std::optional<IpAddress> parse_ip(std::string_view text) {
    IpAddress ip{.family = text.find(':') == std::string_view::npos ? AF_INET : AF_INET6};
    if (inet_pton(ip.family, std::string(text).c_str(), ip.bytes.data()) != 1) return std::nullopt;
    return ip;
}

// RFC 5322 3.2.3. Quoted local parts and addresses that need SMTPUTF8 are refused: nobody has them, and they
// are where injections hide.
bool is_dot_atom(std::string_view text) {
    if (text.empty() || text.size() > 64 || text.front() == '.' || text.back() == '.') return false;
    if (text.find("..") != std::string_view::npos) return false;
    return std::all_of(text.begin(), text.end(), [](unsigned char c) {
        return std::isalnum(c) ||
               std::string_view("!#$%&'*+-/=?^_`{|}~.").find(static_cast<char>(c)) != std::string_view::npos;
    });
}

// Labels of letters, digits and inner hyphens; letters of any script.
bool is_domain(std::string_view text) {
    if (text.empty()) return false;
    for (bool more = true; more;) {
        auto length = std::min(text.find('.'), text.size());
        auto label = text.substr(0, length);
        more = length < text.size();
        text.remove_prefix(more ? length + 1 : length);
        if (label.empty() || label.front() == '-' || label.back() == '-') return false;
        if (!std::all_of(label.begin(), label.end(),
                         [](unsigned char c) { return std::isalnum(c) || c == '-' || c >= 0x80; }))
            return false;
    }
    return true;
}

std::string_view trimmed(std::string_view text) {
    while (text.starts_with(' ')) text.remove_prefix(1);
    while (text.ends_with(' ')) text.remove_suffix(1);
    return text;
}

}  // namespace

std::optional<std::string> parse_mail_address(std::string_view text) {
    auto at = text.rfind('@');
    if (at == std::string_view::npos || text.size() > address_bytes_max) return std::nullopt;
    auto local = text.substr(0, at);
    auto domain = text.substr(at + 1);
    if (!is_dot_atom(local) || !is_domain(domain)) return std::nullopt;
    auto url = parse_url("http://" + std::string(domain) + "/");
    if (!url || local.size() + 1 + url->host.size() > address_bytes_max) return std::nullopt;
    return std::string(local) + '@' + url->host;
}

std::optional<Mailbox> parse_mailbox(std::string_view text) {
    text = trimmed(text);
    Mailbox mailbox;
    auto open = text.find('<');
    if (open != std::string_view::npos) {
        if (text.back() != '>') return std::nullopt;
        auto name = trimmed(text.substr(0, open));
        if (name.size() >= 2 && name.front() == '"' && name.back() == '"') name = name.substr(1, name.size() - 2);
        if (std::any_of(name.begin(), name.end(),
                        [](unsigned char c) { return c < 0x20 || c == 0x7f || c == '"' || c == '\\'; }))
            return std::nullopt;
        mailbox.name = name;
        text = text.substr(open + 1, text.size() - open - 2);
    }
    auto address = parse_mail_address(text);
    if (!address) return std::nullopt;
    mailbox.address = std::move(*address);
    return mailbox;
}

std::optional<std::string> parse_network(std::string_view text) {
    auto slash = text.find('/');
    if (slash == std::string_view::npos) return std::nullopt;
    auto ip = parse_ip(text.substr(0, slash));
    if (!ip || !number(text.substr(slash + 1), ip->family == AF_INET ? 32 : 128)) return std::nullopt;
    return std::string(text);
}

std::optional<Listener> parse_listener(std::string_view text) {
    auto colon = text.rfind(':');
    if (colon == std::string_view::npos || !number(text.substr(colon + 1), 65535)) return std::nullopt;
    auto host = text.substr(0, colon);
    bool bracketed = host.size() > 2 && host.front() == '[' && host.back() == ']';
    auto ip = parse_ip(bracketed ? host.substr(1, host.size() - 2) : host);
    if (!ip || bracketed != (ip->family == AF_INET6)) return std::nullopt;
    return Listener{.text = std::string(text), .loopback = ip->loopback()};
}

}  // namespace watchword::config
