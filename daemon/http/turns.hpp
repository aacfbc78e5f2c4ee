#pragma once

#include <memory>
#include <string>
#include <unordered_map>

#include "daemon/runtime/slots.hpp"

namespace watchword::http {

// Who may fetch next: so many requests at once in all, and so many of one host. A request waits for its host
// first, so that those of a slow host never hold what others could use. Loop thread only.
class Turns {
  public:
    class Turn;

    Turns(asio::any_io_executor loop, unsigned in_all, unsigned per_host);

    // Turns must outlive the turn.
    Awaitable<Turn> take(std::string host);
    void set_limits(unsigned in_all, unsigned per_host);

  private:
    // Keeps a host's queue in the map while anybody uses it.
    class Visit;
    struct Host {
        Host(const asio::any_io_executor& loop, unsigned count) : slots(loop, count) {}
        runtime::Slots slots;
        unsigned visits = 0;
    };
    using Hosts = std::unordered_map<std::string, Host>;

    asio::any_io_executor loop_;
    runtime::Slots in_all_;
    unsigned per_host_;
    Hosts hosts_;  // bounded by the requests in flight
};

class Turns::Visit {
  public:
    Visit(Turns& turns, const std::string& host);
    Visit(Visit&& other) noexcept;
    Visit& operator=(Visit&&) = delete;
    ~Visit();
    runtime::Slots& slots() { return entry_->second.slots; }

  private:
    Turns* turns_;
    Hosts::value_type* entry_;
};

// The right to make one request; ends with it.
class Turns::Turn {
  public:
    Turn(Turn&&) = default;

  private:
    friend Turns;
    Turn(Visit visit, runtime::Slot of_host, runtime::Slot of_all)
        : visit_(std::move(visit)), of_host_(std::move(of_host)), of_all_(std::move(of_all)) {}
    Visit visit_;  // first: the slot of the host goes before it
    runtime::Slot of_host_;
    runtime::Slot of_all_;
};

}  // namespace watchword::http
