#pragma once

#include <list>
#include <optional>

#include <boost/asio/any_io_executor.hpp>

#include "daemon/runtime/signal.hpp"
#include "daemon/runtime/task.hpp"

namespace watchword::runtime {

class Slots;

// The right to do one of a limited number of things at once, given back when it goes. Must not outlive its
// Slots.
class Slot {
  public:
    Slot(Slot&& other) noexcept;
    Slot& operator=(Slot&&) = delete;
    ~Slot();

  private:
    friend Slots;
    explicit Slot(Slots& owner) : owner_(&owner) {}
    Slots* owner_;
};

// Hands out `count` slots, first come, first served. Loop thread only.
class Slots {
  public:
    Slots(asio::any_io_executor loop, unsigned count);

    // Waits for a slot; throws operation_aborted when cancelled, and the slot goes to the next in the queue.
    Awaitable<Slot> take();
    // Slots in use beyond a smaller count are waited for, not taken away.
    void set_count(unsigned count);
    bool idle() const { return taken_ == 0 && queue_.empty(); }

  private:
    friend Slot;
    // A place in the queue; leaving it before the slot was taken passes the slot on.
    struct Waiter {
        explicit Waiter(Slots& owner);
        ~Waiter();
        Slots& owner;
        Signal turn;
        bool granted = false;
    };

    void give_back();
    void grant();

    asio::any_io_executor loop_;
    unsigned count_;
    unsigned taken_ = 0;        // including those granted to waiters that did not resume yet
    std::list<Waiter*> queue_;  // each lives in its coroutine's frame
};

}  // namespace watchword::runtime
