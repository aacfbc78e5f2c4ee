#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace watchword::config {

// An e-mail address that can do no harm in an envelope or a header: RFC 5321 dot-string, "@", a domain, which
// is given in the form that goes over the wire ("bücher.example" is "xn--bcher-kva.example").
std::optional<std::string> parse_mail_address(std::string_view text);

struct Mailbox {
    std::string name;  // may be empty
    std::string address;
};
// "watchword <watchword@example.org>" or an address alone.
std::optional<Mailbox> parse_mailbox(std::string_view text);

// A network in CIDR, "10.1.0.0/16" or "fd00::/8".
std::optional<std::string> parse_network(std::string_view text);

struct Listener {
    std::string text;
    bool loopback = false;
};
// "127.0.0.1:8380", "[::1]:8380". Names are not looked up.
std::optional<Listener> parse_listener(std::string_view text);

}  // namespace watchword::config
