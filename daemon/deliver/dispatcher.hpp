#pragma once

#include <memory>
#include <set>
#include <unordered_map>

#include <boost/asio/any_io_executor.hpp>

#include "common/schedule/retry.hpp"
#include "daemon/catalog/catalog.hpp"
#include "daemon/deliver/courier.hpp"
#include "daemon/deliver/outbox_jobs.hpp"
#include "daemon/runtime/clock.hpp"
#include "daemon/runtime/random.hpp"
#include "daemon/runtime/signal.hpp"
#include "daemon/runtime/task_group.hpp"
#include "daemon/store/store.hpp"

namespace watchword::deliver {

// Empties the outbox: the third of the three commits on the data's way. Each receiver has a queue of its own, so that
// none waits for another; its deliveries go out one after the other, in order; the outcome of each is stored before it
// counts.
class Dispatcher {
  public:
    struct World {
        runtime::Clock& clock;
        runtime::Random& random;
        http::Client& webhooks;
        mail::Sender& mail;
        store::Store& store;
        asio::any_io_executor loop;
        std::shared_ptr<const catalog::Catalog> catalog;  // never null
    };
    explicit Dispatcher(World world);

    // Until cancelled; then it lets what is being sent arrive and be recorded, so that nothing is sent twice. Cancelled
    // again, it ends at once.
    Awaitable<> run();

    void set_catalog(std::shared_ptr<const catalog::Catalog> catalog);

    // The outbox was filled: look.
    void look();

    // After the clock was set back by `back`: everything waits as long as it would have.
    Awaitable<> keep_waits(Duration back);

    // Forgets that a receiver failed or was stopped, so that it is tried at once. Its row is the caller's business.
    void forgive(ReceiverId receiver);

  private:
    Awaitable<> start_queues();
    bool is_idle(ReceiverId receiver) const;
    Awaitable<> serve(ReceiverId receiver);
    Awaitable<bool> carry(ReceiverId receiver, Job job);
    Awaitable<> record(Settled settled);
    Awaitable<> send_digests();

    World world_;
    Courier courier_;
    std::unordered_map<ReceiverId, schedule::ReceiverHealth> health_;
    std::set<ReceiverId> served_;
    Unrecorded unrecorded_;
    bool has_unsubscribe_key_ = false;
    bool looked_at_ = false;
    bool stopping_ = false;
    runtime::Signal looked_;
    runtime::Signal catalog_changed_;
    runtime::TaskGroup queues_;  // those that send, and those that record what became of it
    runtime::TaskGroup digests_;
};

}  // namespace watchword::deliver
