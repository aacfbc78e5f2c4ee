#include "common/schedule/retry.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>

namespace watchword::schedule {
namespace {

using namespace std::chrono_literals;

// The waits between the ten attempts at a webhook (Standard Webhooks 1.0.0).
constexpr std::array<Duration, 9> ladder = {5s, 5min, 30min, 2h, 5h, 10h, 14h, 20h, 24h};
constexpr double ladder_jitter = 0.1;  // either way
constexpr Duration retry_after_max = 24h;

constexpr std::array<Duration, 4> mail_ladder = {5min, 15min, 30min, 1h};  // the last one again and again
constexpr Duration mail_gives_up_after = std::chrono::days(5);

constexpr unsigned tries_before_passed = 3;  // of a delivery before another may pass it
constexpr Duration stopped_after = std::chrono::days(5);

Verdict verdict_of(Verdict::Next next) {
    Verdict verdict;
    verdict.next = next;
    return verdict;
}

Duration jittered(Duration wait, double jitter) {
    return std::chrono::duration_cast<Duration>(wait * (1 - ladder_jitter + 2 * ladder_jitter * jitter));
}

// RFC 9110 10.2.3: seconds or a date. Nonsense and what is over count as absent.
std::optional<Time> read_retry_after(std::string_view text, Time now) {
    if (auto date = from_http_date(text)) {
        if (*date <= now) return std::nullopt;
        return std::min(*date, now + retry_after_max);
    }
    if (text.empty() || text.size() > 15 || text.find_first_not_of("0123456789") != std::string_view::npos)
        return std::nullopt;
    long long seconds = 0;
    std::from_chars(text.data(), text.data() + text.size(), seconds);
    if (seconds == 0) return std::nullopt;
    return now + std::min<Duration>(retry_after_max, std::chrono::seconds(seconds));
}

}  // namespace

Verdict after_webhook_attempt(unsigned attempts, const WebhookAnswer& answer, Time now, double jitter) {
    if (answer.status >= 200 && answer.status < 300) return {};
    if (answer.status == 410) return verdict_of(Verdict::Next::stop_receiver);

    auto verdict = verdict_of(Verdict::Next::retry);
    if (answer.status == 429 || answer.status == 503)
        verdict.receiver_not_before = read_retry_after(answer.retry_after, now);
    if (attempts > ladder.size()) {
        verdict.next = Verdict::Next::failed;
        return verdict;
    }
    verdict.at = now + jittered(ladder[std::max(attempts, 1u) - 1], jitter);
    if (verdict.receiver_not_before) verdict.at = std::max(verdict.at, *verdict.receiver_not_before);
    verdict.shorter = answer.status == 413;
    return verdict;
}

Verdict after_mail_attempt(unsigned attempts, Time due, MailAnswer answer, Time now, double jitter) {
    if (answer == MailAnswer::delivered) return {};
    if (answer == MailAnswer::refused || now >= due + mail_gives_up_after) return verdict_of(Verdict::Next::failed);
    auto rung = std::min<std::size_t>(std::max(attempts, 1u), mail_ladder.size()) - 1;
    // Never sooner than the rung: five minutes are the least that greylisting wants.
    auto wait =
        mail_ladder[rung] + std::chrono::duration_cast<Duration>(mail_ladder[rung] * (2 * ladder_jitter * jitter));
    auto verdict = verdict_of(Verdict::Next::retry);
    verdict.at = now + wait;
    if (answer == MailAnswer::unavailable) verdict.receiver_not_before = verdict.at;
    return verdict;
}

bool blames_receiver(const WebhookAnswer& answer) {
    bool delivered = answer.status >= 200 && answer.status < 300;
    return !delivered && answer.status != 400 && answer.status != 413 && answer.status != 422;
}

bool is_probed(const ReceiverHealth& health) {
    return health.failures > tries_before_passed;
}

ReceiverHealth after_success(const ReceiverHealth& health) {
    ReceiverHealth well;
    well.stopped = health.stopped;
    return well;
}

ReceiverHealth after_webhook_failure(ReceiverHealth health, const Verdict& verdict, unsigned attempts, Time now,
                                     double jitter) {
    if (!health.failing_since) health.failing_since = now;
    ++health.failures;
    health.stopped =
        health.stopped || verdict.next == Verdict::Next::stop_receiver || now - *health.failing_since >= stopped_after;
    if (verdict.receiver_not_before) health.not_before = std::max(health.not_before, *verdict.receiver_not_before);
    if (verdict.next == Verdict::Next::retry && attempts < tries_before_passed)
        health.not_before = std::max(health.not_before, verdict.at);
    if (is_probed(health)) {
        // Where the ladder of a delivery stands after so many failures, or a rung lower, as one may have been let pass.
        auto rung = [&](std::size_t number) {
            return now + jittered(ladder[std::min(number, ladder.size() - 1)], jitter);
        };
        auto own = verdict.next == Verdict::Next::retry ? verdict.at : now;
        health.not_before =
            std::max({health.not_before, rung(health.failures - 2), std::min(own, rung(health.failures - 1))});
    }
    return health;
}

ReceiverHealth after_mail_failure(ReceiverHealth health, const Verdict& verdict, Time now) {
    if (!health.failing_since) health.failing_since = now;
    ++health.failures;
    if (verdict.receiver_not_before) health.not_before = std::max(health.not_before, *verdict.receiver_not_before);
    return health;
}

Permit permit(const ReceiverHealth& health, Time now) {
    if (health.stopped) return {};
    if (now < health.not_before) return {.granted = false, .not_before = health.not_before};
    return {.granted = true, .not_before = {}};
}

}  // namespace watchword::schedule
