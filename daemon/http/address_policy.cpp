#include "daemon/http/address_policy.hpp"

#include <algorithm>
#include <charconv>
#include <stdexcept>

namespace watchword::http {

namespace {

using Bytes = std::array<unsigned char, 16>;

constexpr unsigned ipv4_offset_bits = 96;

struct Special {
    std::string_view network;
    std::string_view what;
};

// IANA's special-purpose registries (RFC 6890 and its updates): what is not the public internet.
constexpr Special special_ipv4[] = {
    {"0.0.0.0/8", "this machine"},
    {"10.0.0.0/8", "a private network"},
    {"100.64.0.0/10", "a provider's private network"},
    {"127.0.0.0/8", "this machine"},
    {"169.254.0.0/16", "a link-local address"},
    {"172.16.0.0/12", "a private network"},
    {"192.0.0.0/24", "a reserved network"},
    {"192.0.2.0/24", "a network for documentation"},
    {"192.88.99.0/24", "a reserved network"},
    {"192.168.0.0/16", "a private network"},
    {"198.18.0.0/15", "a network for benchmarks"},
    {"198.51.100.0/24", "a network for documentation"},
    {"203.0.113.0/24", "a network for documentation"},
    {"224.0.0.0/4", "a multicast address"},
    {"240.0.0.0/4", "a reserved network"},
};

// Of IPv6 only 2000::/3 is given out for the public internet; these lie within it or deserve a name of their
// own.
constexpr Special special_ipv6[] = {
    {"::/128", "this machine"},
    {"::1/128", "this machine"},
    {"fc00::/7", "a private network"},
    {"fe80::/10", "a link-local address"},
    {"ff00::/8", "a multicast address"},
    {"2001::/23", "a reserved network"},  // Teredo, ORCHID, benchmarks
    {"2001:db8::/32", "a network for documentation"},
    {"3fff::/20", "a network for documentation"},
};

Bytes bytes_of(const asio::ip::address& address) {
    if (address.is_v6()) return address.to_v6().to_bytes();
    const auto v4 = address.to_v4().to_bytes();
    Bytes bytes{};
    bytes[10] = bytes[11] = 0xff;
    std::copy(v4.begin(), v4.end(), bytes.begin() + 12);
    return bytes;
}

bool contains(const Network& network, const Bytes& address) {
    const unsigned whole = network.bits / 8;
    if (!std::equal(address.begin(), address.begin() + whole, network.prefix.begin())) return false;
    const unsigned rest = network.bits % 8;
    return rest == 0 || ((address[whole] ^ network.prefix[whole]) >> (8 - rest)) == 0;
}

struct NamedNetwork {
    Network network;
    std::string_view what;
};

template <std::size_t count>
std::vector<NamedNetwork> networks(const Special (&special)[count]) {
    std::vector<NamedNetwork> result;
    for (const auto& [network, what] : special) result.push_back({parse_network(network).value(), what});
    return result;
}

// The IPv4 address at `offset`, mapped.
Bytes ipv4_at(const Bytes& bytes, unsigned offset) {
    Bytes mapped{};
    mapped[10] = mapped[11] = 0xff;
    std::copy_n(bytes.begin() + offset, 4, mapped.begin() + 12);
    return mapped;
}

std::optional<Bytes> embedded_ipv4(const Bytes& bytes) {
    static const Network mapped = parse_network("::ffff:0:0/96").value();
    static const Network compatible = parse_network("::/96").value();
    static const Network six_to_four = parse_network("2002::/16").value();
    static const Network nat64 = parse_network("64:ff9b::/96").value();
    const Bytes loopback = asio::ip::address_v6::loopback().to_bytes();
    if (bytes == loopback || bytes == Bytes{}) return std::nullopt;
    if (contains(mapped, bytes) || contains(compatible, bytes) || contains(nat64, bytes)) return ipv4_at(bytes, 12);
    if (contains(six_to_four, bytes)) return ipv4_at(bytes, 2);
    return std::nullopt;
}

std::optional<std::string_view> find(const std::vector<NamedNetwork>& special, const Bytes& address) {
    for (const auto& [network, what] : special) {
        if (contains(network, address)) return what;
    }
    return std::nullopt;
}

std::optional<std::string_view> special_purpose(const Bytes& address) {
    static const auto ipv4 = networks(special_ipv4);
    static const auto ipv6 = networks(special_ipv6);
    static const Network global_unicast = parse_network("2000::/3").value();
    if (auto carried = embedded_ipv4(address)) return find(ipv4, *carried);
    if (auto what = find(ipv6, address)) return what;
    if (!contains(global_unicast, address)) return "a reserved network";
    return std::nullopt;
}

}  // namespace

std::optional<Network> parse_network(std::string_view cidr) {
    const auto slash = cidr.find('/');
    boost::system::error_code error;
    const auto address = asio::ip::make_address(std::string(cidr.substr(0, slash)), error);
    if (error || (address.is_v6() && address.to_v6().scope_id() != 0)) return std::nullopt;
    const unsigned width = address.is_v4() ? 32 : 128;
    unsigned bits = width;
    if (slash != std::string_view::npos) {
        const auto number = cidr.substr(slash + 1);
        const auto parsed = std::from_chars(number.data(), number.data() + number.size(), bits);
        if (parsed.ec != std::errc() || parsed.ptr != number.data() + number.size() || bits > width)
            return std::nullopt;
    }
    if (address.is_v4()) bits += ipv4_offset_bits;
    return Network{bytes_of(address), bits};
}

AddressPolicy::AddressPolicy(const std::vector<std::string>& allow_networks) {
    for (const auto& cidr : allow_networks) {
        auto network = parse_network(cidr);
        if (!network) throw std::invalid_argument("not a network: " + cidr);
        allowed_.push_back(*network);
    }
}

std::optional<std::string_view> AddressPolicy::objection(const asio::ip::address& address) const {
    const Bytes bytes = bytes_of(address);
    const Bytes judged = embedded_ipv4(bytes).value_or(bytes);
    for (const auto& network : allowed_) {
        if (contains(network, judged)) return std::nullopt;
    }
    return special_purpose(bytes);
}

}  // namespace watchword::http
