#include "daemon/runtime/slots.hpp"

#include <algorithm>
#include <utility>

namespace watchword::runtime {

Slots::Slots(asio::any_io_executor loop, unsigned count) : loop_(std::move(loop)), count_(count) {}

Awaitable<Slot> Slots::take() {
    if (taken_ < count_ && queue_.empty()) {
        ++taken_;
        co_return Slot(*this);
    }
    Waiter waiter(*this);
    co_await waiter.turn.wait();
    waiter.granted = false;
    co_return Slot(*this);
}

void Slots::set_count(unsigned count) {
    count_ = count;
    grant();
}

void Slots::give_back() {
    --taken_;
    grant();
}

void Slots::grant() {
    while (taken_ < count_ && !queue_.empty()) {
        ++taken_;
        queue_.front()->granted = true;
        queue_.front()->turn.notify_all();
        queue_.pop_front();
    }
}

Slots::Waiter::Waiter(Slots& slots) : owner(slots), turn(slots.loop_) {
    owner.queue_.push_back(this);
}

Slots::Waiter::~Waiter() {
    if (granted) {
        owner.give_back();
    } else {
        owner.queue_.remove(this);
    }
}

Slot::Slot(Slot&& other) noexcept : owner_(std::exchange(other.owner_, nullptr)) {}

Slot::~Slot() {
    if (owner_) owner_->give_back();
}

}  // namespace watchword::runtime
