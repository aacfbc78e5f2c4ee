#pragma once

#include <memory>
#include <string>
#include <vector>

#include <boost/asio/any_io_executor.hpp>

#include "daemon/http/client.hpp"

namespace watchword::http {

struct Policy {
    unsigned connections = 128;         // requests at once in all
    unsigned connections_per_host = 2;  // and to one host
    std::string user_agent;             // "watchword/1.0 (+https://example.org/bot)"; empty: none is sent
    std::string proxy;                  // empty: none, whatever the environment says
    std::string ca_file;                // trusted in addition to the system's certificates; empty: none
    // Networks that may be reached though they are not the public internet, as CIDRs. With a proxy it is the
    // proxy that resolves names and must refuse addresses.
    std::vector<std::string> allow_networks;
};

// The client over libcurl: HTTP/1.1 and 2, gzip, no cookies, no referrer, connections kept for the next
// request.
class CurlClient : public Client {
  public:
    // For the requests sent from now on, over fresh connections; those under way end as they began.
    virtual void set_policy(Policy policy) = 0;
};

// Must outlive its requests.
std::unique_ptr<CurlClient> make_curl_client(asio::any_io_executor loop, Policy policy);

}  // namespace watchword::http
