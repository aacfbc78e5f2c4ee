#pragma once

#include <memory>
#include <string>

#include <boost/asio/any_io_executor.hpp>

#include "common/base/time.hpp"
#include "daemon/mail/sender.hpp"

namespace watchword::mail {

enum class StartTls { require, automatic, off };

// The server that takes our mail.
struct Relay {
    std::string url = "smtp://localhost:25";  // or smtps://host:465; checked
    StartTls starttls = StartTls::automatic;
    std::string username;  // empty: no login
    std::string password;
    std::string ca_file;                          // trusted in addition to the system's certificates; empty: none
    Duration timeout = std::chrono::seconds(60);  // for one message, connecting and logging in included
};

// The sender over libcurl: one connection, kept for the next message; messages wait for one another. It works
// on a thread of its own, since libcurl waits for the reply to a message without returning. A password goes
// over TLS or to this machine only. `automatic` takes TLS where it is offered, and wants a valid certificate
// then, except from this machine, where relays are installed with a certificate that nobody signed.
class CurlSender : public Sender {
  public:
    // Connects, logs in and says good-bye: `delivered` when a message could be sent.
    virtual Awaitable<Outcome> probe() = 0;
    // For the messages sent from now on.
    virtual void set_relay(Relay relay) = 0;
};

// Must outlive its messages. A cancelled one ends within about a second.
std::unique_ptr<CurlSender> make_curl_sender(asio::any_io_executor loop, Relay relay);

}  // namespace watchword::mail
