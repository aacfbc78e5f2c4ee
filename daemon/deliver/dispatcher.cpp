#include "daemon/deliver/dispatcher.hpp"

#include <algorithm>

#include "daemon/runtime/log.hpp"
#include "daemon/runtime/with_timeout.hpp"

namespace watchword::deliver {

namespace {

constexpr std::size_t batch_max = 32;
constexpr Duration store_retry = std::chrono::seconds(5);
constexpr Duration look_again = std::chrono::hours(1);

schedule::Verdict judge(const Attempted& attempted, const store::DeliveryRow& row, bool by_mail, Time now, double jitter) {
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
    return schedule::after_webhook_attempt(attempts, {attempted.status, attempted.retry_after.value_or("")}, now, jitter);
}

bool blames_receiver(const Attempted& attempted, bool by_mail) {
    if (by_mail) return attempted.kind == Attempted::Kind::unavailable;
    return schedule::blames_receiver({attempted.status, attempted.retry_after.value_or("")});
}

alert::Notice failing_notice(const std::string& receiver, const store::DeliveryRow& row, const std::string& reason,
                             Time since, Time now) {
    alert::Notice notice;
    notice.event = alert::Event::delivery_failing;
    // Once an episode: the deliveries that fail in it share its beginning.
    notice.id = AlertId::of({receiver, row.address, alert::to_text(notice.event), to_rfc3339(since)});
    notice.time = now;
    notice.subject = receiver;
    notice.reason = reason;
    notice.since = since;
    return notice;
}

}  // namespace

Dispatcher::Dispatcher(World world)
    : world_(std::move(world)),
      courier_(world_.clock, world_.webhooks, world_.mail),
      looked_(world_.loop),
      tasks_(world_.loop, [](std::exception_ptr error) { std::rethrow_exception(error); }) {}

void Dispatcher::set_catalog(std::shared_ptr<const catalog::Catalog> catalog) { world_.catalog = std::move(catalog); }

void Dispatcher::look() {
    looked_at_ = true;
    looked_.notify_all();
}

void Dispatcher::forgive(ReceiverId receiver) {
    health_.erase(receiver);
    look();
}

// Starts a queue for every receiver that something is due for, and sleeps until something else is.
Awaitable<> Dispatcher::run() {
    std::exception_ptr stopped;
    try {
        tasks_.spawn(send_digests());
        while (true) {
            looked_at_ = false;
            auto open = co_await world_.store.read(store::outbox);
            Duration wait = look_again;
            auto now = world_.clock.now();
            if (!open) {
                log::error({.event = "store.failed", .reason = "outbox"}, open.error().message);
                wait = store_retry;
            } else {
                for (const store::OutboxDue& queue : *open) {
                    if (served_.contains(queue.receiver) || !world_.catalog->receiver(queue.receiver)) continue;
                    if (queue.due <= now) {
                        served_.insert(queue.receiver);
                        tasks_.spawn(serve(queue.receiver));
                    } else {
                        wait = std::min(wait, queue.due - now);
                    }
                }
            }
            if (!looked_at_) co_await runtime::with_timeout(world_.clock, wait, looked_.wait());
        }
    } catch (...) {
        stopped = std::current_exception();
    }
    tasks_.cancel();
    co_await tasks_.join();
    std::rethrow_exception(stopped);
}

// One receiver's queue, until nothing is due in it.
Awaitable<> Dispatcher::serve(ReceiverId receiver) {
    while (true) {
        auto catalog = world_.catalog;
        if (!catalog->receiver(receiver)) break;
        if (!health_.contains(receiver)) {
            auto recall = [receiver](store::Connection& c) { return read_health(c, receiver); };
            auto health = co_await world_.store.read(recall);
            if (health) health_.emplace(receiver, *health);
        }
        auto now = world_.clock.now();
        auto permit = schedule::permit(health_[receiver], 0, now);
        if (permit.at_once == 0) {
            if (health_[receiver].stopped) break;
            auto wait = std::clamp(permit.not_before.value_or(now + look_again) - now, Duration(1), look_again);
            co_await runtime::with_timeout(world_.clock, wait, looked_.wait());
            continue;
        }
        auto limit = permit.at_once > 1 ? batch_max : 1;
        auto look_up = [catalog, receiver, limit, now](store::Connection& c) {
            return next_batch(c, *catalog, receiver, limit, now);
        };
        auto batch = co_await world_.store.write(look_up);
        if (!batch) {
            log::error({.event = "store.failed", .reason = "outbox"}, batch.error().message);
            co_await world_.clock.sleep_for(store_retry);
            continue;
        }
        std::erase_if(batch->jobs, [&](const Job& job) { return unrecorded_.contains(job.row.id); });
        if (batch->jobs.empty()) break;
        std::set<ArticleId> held;  // an earlier delivery about it failed just now
        for (Job& job : batch->jobs) {
            ArticleId article = job.row.article;
            if (article && held.contains(article)) continue;
            auto failures = health_[receiver].failures;
            co_await carry(receiver, std::move(job));
            if (health_[receiver].failures > failures && article) held.insert(article);
            if (schedule::permit(health_[receiver], 0, world_.clock.now()).at_once <= 1) break;
        }
    }
    served_.erase(receiver);
    look();
}

Awaitable<> Dispatcher::carry(ReceiverId receiver, Job job) {
    auto catalog = world_.catalog;
    const config::Receiver* settings = catalog->receiver(receiver);
    if (!settings) co_return;
    auto name = settings->name;
    bool by_mail = settings->webhook.empty();
    auto started = world_.clock.now();
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
        settled.recovered = schedule::is_probed(health);
        health = schedule::after_success(health);
        log::debug({.event = "delivery.delivered", .receiver = name, .delivery = row.id.text()}, "delivered");
    } else {
        row.reason = attempted.status != 0 ? std::to_string(attempted.status) + " " + attempted.answer : attempted.answer;
        if (blames_receiver(attempted, by_mail)) health = schedule::after_failure(health, verdict, started, now, world_.random.unit());
        auto since = health.failing_since.value_or(*row.first_try);
        if (verdict.next == Next::retry) {
            row.due = verdict.at;
        } else {
            row.state = verdict.next == Next::failed ? store::DeliveryState::failed : store::DeliveryState::pending;
            if (verdict.next == Next::failed) row.finished = now;
            settled.attempt.outcome = "failed";
            settled.notice = failing_notice(name, row, row.reason, since, now);
        }
        if (health.stopped && !settled.notice) settled.notice = failing_notice(name, row, row.reason, since, now);
        log::info({.event = "delivery.deferred", .reason = row.reason, .receiver = name, .delivery = row.id.text()},
                  verdict.next == Next::retry ? "not delivered; next try at " + to_rfc3339(row.due) : "not delivered");
    }
    settled.health = health;
    unrecorded_.insert(row.id);
    tasks_.spawn(record(std::move(settled)));
}

Awaitable<> Dispatcher::record(Settled settled) {
    auto catalog = world_.catalog;
    auto shared = std::make_shared<const Settled>(std::move(settled));
    auto now = world_.clock.now();
    auto job = [shared, catalog, now](store::Connection& c) { settle(c, *catalog, *shared, now); };
    auto stored = co_await world_.store.write(job);
    while (!stored) {
        log::error({.event = "store.failed", .delivery = shared->row.id.text()}, stored.error().message);
        co_await world_.clock.sleep_for(store_retry);
        stored = co_await world_.store.write(job);
    }
    unrecorded_.erase(shared->row.id);
    if (shared->notice || shared->recovered) look();
}

Awaitable<> Dispatcher::send_digests() {
    while (true) {
        auto catalog = world_.catalog;
        auto now = world_.clock.now();
        auto job = [catalog, now](store::Connection& c) { return make_digests(c, *catalog, now); };
        auto next = co_await world_.store.write(job);
        Duration wait = std::chrono::minutes(1);  // after which a changed catalog is seen
        if (!next) {
            log::error({.event = "store.failed", .reason = "digest"}, next.error().message);
            wait = store_retry;
        } else if (*next) {
            wait = std::clamp(**next - now, Duration(1), wait);
        }
        look();
        co_await world_.clock.sleep_for(wait);
    }
}

}  // namespace watchword::deliver
