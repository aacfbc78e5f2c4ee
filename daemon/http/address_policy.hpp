#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <boost/asio/ip/address.hpp>

#include "daemon/runtime/task.hpp"

namespace watchword::http {

// Addresses that share their first `bits`. IPv4 stands in it as ::ffff:a.b.c.d.
struct Network {
    std::array<unsigned char, 16> prefix{};
    unsigned bits = 0;
};

// "10.1.0.0/16", "fd00::/8", or a single address; nullopt for anything else.
std::optional<Network> parse_network(std::string_view cidr);

// Which addresses may be connected to: those of the public internet, and of networks that were allowed. An
// address that carries an IPv4 address (mapped, compatible, 6to4, NAT64) is judged by that one. Names are
// never judged, only what they resolved to, at the moment of connecting.
class AddressPolicy {
  public:
    AddressPolicy() = default;
    // CIDRs; throws std::invalid_argument for what is none, as the configuration has checked them.
    explicit AddressPolicy(const std::vector<std::string>& allow_networks);

    // What speaks against `address`: "a private network", "this machine"; nullopt when it may be connected
    // to.
    std::optional<std::string_view> objection(const asio::ip::address& address) const;

  private:
    std::vector<Network> allowed_;
};

}  // namespace watchword::http
