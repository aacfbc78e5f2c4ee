#pragma once

#include <string>

#include "common/alert/mail.hpp"
#include "daemon/runtime/task.hpp"

namespace watchword::mail {

// What became of one message. `reply` is the server's last line or the reason, for a person, without secrets.
struct Outcome {
    enum class Kind {
        delivered,
        deferred,     // 4xx for this message, or this recipient
        refused,      // 5xx for this recipient: do not try again
        unavailable,  // no connection, no TLS, no login, 421: the server, not the message
    };
    Kind kind = Kind::unavailable;
    int code = 0;  // of SMTP, 0 when there was none
    std::string reply;
};

// Sends mail through the configured relay, reusing one connection for messages sent in a row. Loop thread only.
class Sender {
  public:
    virtual ~Sender() = default;
    virtual Awaitable<Outcome> send(alert::Mail mail) = 0;
};

}  // namespace watchword::mail
