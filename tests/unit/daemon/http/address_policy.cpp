#include "daemon/http/address_policy.hpp"

#include <gtest/gtest.h>

namespace watchword::http {
namespace {

bool reachable(const AddressPolicy& policy, const char* address) {
    return !policy.objection(asio::ip::make_address(address));
}

TEST(AddressPolicy, LetsNothingThroughThatIsNotThePublicInternet) {
    const AddressPolicy policy;
    for (auto address : {"0.0.0.0",         "0.1.2.3",     "10.1.2.3",          "100.64.0.1",   "100.127.255.255",
                         "127.0.0.1",       "127.255.0.1", "169.254.169.254",   "172.16.0.9",   "172.31.255.255",
                         "192.0.0.8",       "192.0.2.1",   "192.168.1.1",       "198.18.0.1",   "198.19.255.255",
                         "224.0.0.1",       "240.0.0.1",   "255.255.255.255",   "::",           "::1",
                         "fc00::1",         "fdff::1",     "fe80::1",           "febf::1",      "ff02::1",
                         "::ffff:10.1.2.3", "::127.0.0.1", "64:ff9b::10.1.2.3", "64:ff9b:1::1", "2002:7f00:1::",
                         "2002:a01:203::1", "2001::1",     "2001:db8::1"})
        EXPECT_FALSE(reachable(policy, address)) << address;
    for (auto address : {"93.184.215.14", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "172.15.0.1",
                         "172.32.0.1", "198.17.0.1", "198.20.0.1", "223.255.255.255", "2606:2800:21f::1",
                         "::ffff:93.184.215.14", "64:ff9b::93.184.215.14", "2002:5db8:d70e::1"})
        EXPECT_TRUE(reachable(policy, address)) << address;
}

TEST(AddressPolicy, AllowsNetworksHoweverTheirAddressesAreCarried) {
    const AddressPolicy policy({"10.1.0.0/16", "fd00::/16"});
    for (auto address : {"10.1.2.3", "::ffff:10.1.2.3", "64:ff9b::10.1.2.3", "2002:a01:203::1", "fd00::1"})
        EXPECT_TRUE(reachable(policy, address)) << address;
    for (auto address : {"10.2.0.1", "fd01::1", "127.0.0.1"}) EXPECT_FALSE(reachable(policy, address)) << address;
}

}  // namespace
}  // namespace watchword::http
