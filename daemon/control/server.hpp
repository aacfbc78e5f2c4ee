#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include <boost/asio/any_io_executor.hpp>

#include "daemon/control/listeners.hpp"
#include "daemon/control/message.hpp"
#include "daemon/runtime/clock.hpp"
#include "daemon/runtime/task.hpp"

namespace watchword::control {

// HTTP/1.1 over the control socket and TCP. Knows who may pass and how much one may bring, and nothing of what is
// asked: a head of 16 KiB, a body of 8 MiB (4 KiB of a reader, 1 MiB of a hub), 10 seconds to bring a head, 30 for the
// rest, 32 connections at a time for each listener, so that a crowd at one does not shut out another. Loop thread only.
class Server {
  public:
    // Answers a request that may pass; exceptions other than operation_aborted become a 500.
    using Answer = std::function<Awaitable<Reply>(Request)>;

    Server(asio::any_io_executor loop, runtime::Clock& clock, std::vector<Listener> listeners, std::string token,
           Answer answer);
    ~Server();

    // Until cancelled.
    Awaitable<> run();

    // From the next request on.
    void set_token(std::string token);

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace watchword::control
