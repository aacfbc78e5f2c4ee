#include "daemon/deliver/dispatcher.hpp"

#include <algorithm>

#include <boost/asio/this_coro.hpp>

#include "daemon/runtime/log.hpp"
#include "daemon/runtime/with_timeout.hpp"
#include "daemon/store/unsubscribed.hpp"

namespace watchword::deliver {

namespace {

constexpr std::size_t batch_max = 32;
constexpr Duration store_retry = std::chrono::seconds(5);
constexpr Duration look_again = std::chrono::hours(1);
constexpr Duration digest_look_again = std::chrono::minutes(10);  // however the wall clock is set

schedule::Verdict judge(const Attempted& attempted, const store::DeliveryRow& row, bool by_mail, Time now,
                        double jitter) {
    unsigned attempts = row.attempts + 1;
    if (by_mail) {
        auto answer = schedule::MailAnswer::unavailable;
        if (attempted.kind == Attempted::Kind::delivered) answer = schedule::MailAnswer::delivered;
        if (attempted.kind == Attempted::Kind::deferred) answer = schedule::MailAnswer::deferred;
        if (attempted.kind == Attempted::Kind::refused) answer = schedule::MailAnswer::refused;
        return schedule::after_mail_attempt(attempts, row.first_try.value_or(now), answer, now, jitter);
    }
    if (attempted.kind == Attempted::Kind::refused) {
        schedule::Verdict verdict;
        verdict.next = schedule::Verdict::Next::failed;
        return verdict;
    }
    return schedule::after_webhook_attempt(attempts, {attempted.status, attempted.retry_after.value_or("")}, now,
                                           jitter);
}

// "500 try later"; a mail server's answer begins with its code.
std::string reason_of(const Attempted& attempted) {
    auto status = std::to_string(attempted.status);
    if (attempted.status == 0 || attempted.answer.starts_with(status)) return attempted.answer;
    return attempted.answer.empty() ? status : status + ' ' + attempted.answer;
}

bool blames_receiver(const Attempted& attempted, bool by_mail) {
    if (by_mail) return attempted.kind == Attempted::Kind::unavailable;
    return schedule::blames_receiver({attempted.status, attempted.retry_after.value_or("")});
}

}  // namespace

Dispatcher::Dispatcher(World world)
    : world_(std::move(world)),
      courier_(world_.clock, world_.webhooks, world_.mail),
      looked_(world_.loop),
      catalog_changed_(world_.loop),
      queues_(world_.loop, [](std::exception_ptr error) { std::rethrow_exception(error); }),
      digests_(world_.loop, [](std::exception_ptr error) { std::rethrow_exception(error); }) {}

void Dispatcher::set_catalog(std::shared_ptr<const catalog::Catalog> catalog) {
    world_.catalog = std::move(catalog);
    health_.clear();  // recalled for the address that each has by now
    catalog_changed_.notify_all();
    look();
}

void Dispatcher::look() {
    looked_at_ = true;
    looked_.notify_all();
}

void Dispatcher::forgive(ReceiverId receiver) {
    health_.erase(receiver);
    look();
}

Awaitable<> Dispatcher::keep_waits(Duration back) {
    auto job = [catalog = world_.catalog, now = world_.clock.now(), back](store::Connection& c) {
        deliver::keep_waits(c, *catalog, now, back);
    };
    auto stored = co_await world_.store.write(job);
    while (!stored) {
        co_await world_.clock.sleep_for(store_retry);
        stored = co_await world_.store.write(job);
    }
    health_.clear();
    catalog_changed_.notify_all();
    look();
}

Awaitable<> Dispatcher::run() {
    std::exception_ptr stopped;
    try {
        auto work = start_queues();
        co_await digests_.shelter(std::move(work));
    } catch (...) {
        stopped = std::current_exception();
    }
    co_await asio::this_coro::reset_cancellation_state();
    stopping_ = true;
    looked_.notify_all();
    co_await queues_.join();
    std::rethrow_exception(stopped);
}

// Starts a queue for every receiver that something is due for, and sleeps until something else is.
Awaitable<> Dispatcher::start_queues() {
    digests_.spawn(send_digests());
    auto release = [now = world_.clock.now()](store::Connection& c) {
        store::release_deliveries_after(c, now + wait_max, now);
    };
    co_await world_.store.write(release);
    while (true) {
        looked_at_ = false;
        if (!has_unsubscribe_key_ && !world_.catalog->config().server.public_url.empty()) {
            auto job = [](store::Connection& c) { return std::optional(store::unsubscribe_key(c)); };
            auto key = co_await world_.store.write(job);
            if (key) courier_.set_unsubscribe_key(std::move(**key));
            has_unsubscribe_key_ = key.has_value();
        }
        auto open = co_await world_.store.read(store::outbox);
        Duration wait = look_again;
        auto now = world_.clock.now();
        if (!open) {
            log::error({.event = "store.failed", .reason = "outbox"}, open.error().message);
            wait = store_retry;
        } else {
            for (const store::OutboxDue& queue : *open) {
                if (served_.contains(queue.receiver) || is_idle(queue.receiver)) continue;
                if (queue.due <= now) {
                    served_.insert(queue.receiver);
                    queues_.spawn(serve(queue.receiver));
                } else {
                    wait = std::min(wait, queue.due - now);
                }
            }
        }
        if (!looked_at_) co_await runtime::with_timeout(world_.clock, wait, looked_.wait());
    }
}

// Whether nothing is sent to a receiver until somebody changes that.
bool Dispatcher::is_idle(ReceiverId receiver) const {
    auto health = health_.find(receiver);
    return !world_.catalog->receiver(receiver) || (health != health_.end() && health->second.stopped);
}

// One receiver's queue, until nothing is due in it.
Awaitable<> Dispatcher::serve(ReceiverId receiver) {
    bool has_sent = false;
    while (!stopping_) {
        auto catalog = world_.catalog;
        if (!catalog->receiver(receiver)) break;
        if (!health_.contains(receiver)) {
            auto when = world_.clock.now();
            auto recall = [catalog, receiver, when](store::Connection& c) {
                return recall_health(c, *catalog, receiver, when);
            };
            auto health = co_await world_.store.write(recall);
            if (health) health_.emplace(receiver, *health);
        }
        auto now = world_.clock.now();
        auto permit = schedule::permit(health_[receiver], now);
        if (!permit.granted) {
            if (health_[receiver].stopped) break;
            auto wait = std::clamp(permit.not_before.value_or(now + look_again) - now, Duration(1), look_again);
            co_await runtime::with_timeout(world_.clock, wait, looked_.wait());
            continue;
        }
        // One by one after a failure: each outcome decides on the next.
        auto limit = health_[receiver].failures == 0 ? batch_max : 1;
        auto look_up = [catalog, receiver, limit, now, unrecorded = unrecorded_](store::Connection& c) {
            return next_batch(c, *catalog, receiver, limit, unrecorded, now);
        };
        auto batch = co_await world_.store.write(look_up);
        if (!batch) {
            log::debug({.event = "store.failed", .reason = "outbox"}, batch.error().message);
            co_await world_.clock.sleep_for(store_retry);
            continue;
        }
        if (batch->empty()) {
            // What is due may wait for an earlier one about its article: it is not asked for again at once.
            if (!has_sent) co_await runtime::with_timeout(world_.clock, store_retry, looked_.wait());
            break;
        }
        std::erase_if(*batch, [&](const Job& job) { return unrecorded_.contains(job.row.id); });
        if (batch->empty()) {
            // The disk did not take what became of them; sending them again would not help.
            co_await runtime::with_timeout(world_.clock, store_retry, looked_.wait());
            continue;
        }
        for (Job& job : *batch) {
            if (stopping_) break;
            has_sent = true;
            bool delivered = co_await carry(receiver, std::move(job));
            // What follows may be about the same article, or has to wait with it.
            if (!delivered) break;
        }
    }
    served_.erase(receiver);
    look();
}

// True when it was delivered.
Awaitable<bool> Dispatcher::carry(ReceiverId receiver, Job job) {
    auto catalog = world_.catalog;
    const config::Receiver* settings = catalog->receiver(receiver);
    if (!settings) co_return false;
    auto name = settings->name;
    bool by_mail = settings->webhook.empty();
    auto attempted = co_await courier_.carry(catalog, job.row, std::move(job.payload), job.first);

    auto now = world_.clock.now();
    auto verdict = judge(attempted, job.row, by_mail, now, world_.random.unit());
    auto& health = health_[receiver];
    Settled settled;
    settled.row = std::move(job.row);
    store::DeliveryRow& row = settled.row;
    if (!row.first_try) row.first_try = now;
    ++row.attempts;
    settled.attempt = {row.id, row.attempts, now, "deferred", attempted.status, attempted.took, attempted.answer};
    settled.receiver_name = name;
    using Next = schedule::Verdict::Next;
    if (verdict.next == Next::delivered) {
        row.state = store::DeliveryState::delivered;
        row.finished = now;
        row.reason.clear();
        settled.attempt.outcome = "delivered";
        if (schedule::is_probed(health)) settled.retry_all = now;
        health = schedule::after_success(health);
        log::info(
            {.event = "delivery.delivered", .receiver = name, .alert = row.alert.text(), .delivery = row.id.text()},
            name + ": delivered");
    } else {
        row.reason = reason_of(attempted);
        if (blames_receiver(attempted, by_mail)) {
            health = by_mail
                         ? schedule::after_mail_failure(health, verdict, now)
                         : schedule::after_webhook_failure(health, verdict, row.attempts, now, world_.random.unit());
            if (by_mail || schedule::is_probed(health)) settled.retry_all = std::max(now, health.not_before);
        }
        if (verdict.next == Next::retry) {
            row.due = verdict.at;
        } else {
            row.state = verdict.next == Next::failed ? store::DeliveryState::failed : store::DeliveryState::pending;
            if (verdict.next == Next::failed) row.finished = now;
            settled.attempt.outcome = "failed";
        }
        settled.gives_up = verdict.next != Next::retry || health.stopped;
        log::info({.event = "delivery." + settled.attempt.outcome,
                   .reason = row.reason,
                   .receiver = name,
                   .alert = row.alert.text(),
                   .delivery = row.id.text()},
                  name + (verdict.next == Next::retry ? ": not delivered; next try at " + to_rfc3339(row.due)
                                                      : ": not delivered"));
    }
    settled.health = health;
    bool delivered = verdict.next == Next::delivered;
    unrecorded_[row.id] = delivered;
    queues_.spawn(record(std::move(settled)));
    co_return delivered;
}

Awaitable<> Dispatcher::record(Settled settled) {
    auto catalog = world_.catalog;
    auto shared = std::make_shared<const Settled>(std::move(settled));
    auto now = world_.clock.now();
    auto job = [shared, catalog, now](store::Connection& c) { return settle(c, *catalog, *shared, now); };
    auto stored = co_await world_.store.write(job);
    while (!stored) {
        log::debug({.event = "store.failed", .delivery = shared->row.id.text()}, stored.error().message);
        co_await world_.clock.sleep_for(store_retry);
        stored = co_await world_.store.write(job);
    }
    unrecorded_.erase(shared->row.id);
    if (*stored)
        log::warning({.event = "delivery.failing", .reason = shared->row.reason, .receiver = shared->receiver_name},
                     shared->receiver_name + ": " + shared->row.reason);
    if (shared->gives_up || shared->retry_all) look();
}

Awaitable<> Dispatcher::send_digests() {
    while (true) {
        auto catalog = world_.catalog;
        auto now = world_.clock.now();
        auto job = [catalog, now](store::Connection& c) { return make_digests(c, *catalog, now); };
        auto next = co_await world_.store.write(job);
        Duration wait = digest_look_again;
        if (!next) {
            log::debug({.event = "store.failed", .reason = "digest"}, next.error().message);
            wait = store_retry;
        } else if (*next) {
            wait = std::clamp(**next - now, Duration(1), wait);
        }
        look();
        co_await runtime::with_timeout(world_.clock, wait, catalog_changed_.wait());
    }
}

}  // namespace watchword::deliver
