#include "common/schedule/retry.hpp"

#include <vector>

#include <gtest/gtest.h>

namespace watchword::schedule {
namespace {

using namespace std::chrono_literals;
using Next = Verdict::Next;

const Time now = from_rfc3339("2026-11-24T12:00:00Z").value();
constexpr double middle = 0.5;  // no jitter

Verdict webhook(unsigned attempts, int status, std::string_view retry_after = {}, double jitter = middle) {
    return after_webhook_attempt(attempts, {.status = status, .retry_after = retry_after}, now, jitter);
}

Duration wait(const Verdict& verdict) {
    return verdict.at - now;
}

TEST(WebhookRetry, ClimbsTheLadderOfStandardWebhooksThenFails) {
    std::vector<Duration> ladder = {5s, 5min, 30min, 2h, 5h, 10h, 14h, 20h, 24h};
    Duration sum{};
    for (unsigned attempts = 1; attempts <= ladder.size(); ++attempts) {
        auto verdict = webhook(attempts, 500);
        EXPECT_EQ(verdict.next, Next::retry);
        EXPECT_EQ(wait(verdict), ladder[attempts - 1]);
        sum += wait(verdict);
    }
    EXPECT_EQ(sum, 75h + 35min + 5s);
    EXPECT_EQ(webhook(10, 500).next, Next::failed);
}

TEST(WebhookRetry, IsSpreadByTenPercentEitherWay) {
    EXPECT_EQ(wait(webhook(2, 500, {}, 0.0)), 270s);
    EXPECT_EQ(wait(webhook(2, 500, {}, 1.0)), 330s);
}

TEST(WebhookRetry, JudgesEveryAnswer) {
    for (int status : {200, 201, 202, 204, 299})
        EXPECT_EQ(webhook(1, status).next, Next::delivered) << status;
    for (int status :
         {0, 100, 301, 302, 303, 307, 308, 400, 401, 403, 404, 408, 413, 429, 500, 502, 503, 504, 599})
        EXPECT_EQ(webhook(1, status).next, Next::retry) << status;
    EXPECT_EQ(webhook(1, 410).next, Next::stop_receiver);
    EXPECT_EQ(webhook(10, 410).next, Next::stop_receiver);
}

TEST(WebhookRetry, ObeysRetryAfterOf429And503) {
    EXPECT_EQ(wait(webhook(1, 429, "120")), 2min);
    EXPECT_EQ(wait(webhook(1, 503, "Tue, 24 Nov 2026 12:10:00 GMT")), 10min);
    EXPECT_EQ(webhook(1, 503, "120").receiver_not_before, now + 2min);
    EXPECT_EQ(wait(webhook(2, 429, "2")), 5min) << "the ladder is the least";
    EXPECT_EQ(wait(webhook(1, 500, "120")), 5s) << "only of 429 and 503";
}

TEST(WebhookRetry, CapsRetryAfterAtADayAndIgnoresNonsense) {
    EXPECT_EQ(wait(webhook(1, 429, "1000000000000")), 24h);
    EXPECT_EQ(wait(webhook(1, 429, "Tue, 24 Nov 2099 12:10:00 GMT")), 24h);
    for (std::string_view text : {"", "-1", "soon", "1e3", "12 s", "0", "99999999999999999999999", "+5",
                                  "0x10", "Tue, 24 Nov 2020 12:10:00 GMT", "\r\nX: y"}) {
        EXPECT_EQ(wait(webhook(1, 429, text)), 5s) << text;
        EXPECT_FALSE(webhook(1, 429, text).receiver_not_before) << text;
    }
}

TEST(WebhookRetry, OfABodyTooLargeIsShorter) {
    EXPECT_TRUE(webhook(1, 413).shorter);
    EXPECT_FALSE(webhook(1, 400).shorter);
}

Verdict mail(unsigned attempts, MailAnswer answer, Duration age = 0s, double jitter = 0.0) {
    return after_mail_attempt(attempts, now - age, answer, now, jitter);
}

TEST(MailRetry, WaitsFiveMinutesAtLeastAndAnHourAtMost) {
    EXPECT_EQ(wait(mail(1, MailAnswer::deferred)), 5min);
    EXPECT_EQ(wait(mail(2, MailAnswer::deferred)), 15min);
    EXPECT_EQ(wait(mail(3, MailAnswer::deferred)), 30min);
    EXPECT_EQ(wait(mail(100, MailAnswer::deferred)), 1h);
    EXPECT_EQ(wait(mail(1, MailAnswer::deferred, 0s, 1.0)), 6min);
}

TEST(MailRetry, GivesUpAfterFiveDays) {
    EXPECT_EQ(mail(100, MailAnswer::deferred, 5 * 24h - 1s).next, Next::retry);
    EXPECT_EQ(mail(100, MailAnswer::deferred, 5 * 24h).next, Next::failed);
    EXPECT_EQ(mail(100, MailAnswer::unavailable, 5 * 24h).next, Next::failed);
}

TEST(MailRetry, OfARefusedAddressIsNone) {
    EXPECT_EQ(mail(1, MailAnswer::refused).next, Next::failed);
    EXPECT_EQ(mail(1, MailAnswer::delivered).next, Next::delivered);
}

TEST(MailRetry, OfADeadServerDefersEverything) {
    EXPECT_EQ(mail(1, MailAnswer::unavailable).receiver_not_before, now + 5min);
    EXPECT_FALSE(mail(1, MailAnswer::deferred).receiver_not_before);
}

ReceiverHealth fail(const ReceiverHealth& health, Time started, Time at, int status = 500) {
    WebhookAnswer answer{.status = status, .retry_after = {}};
    return after_failure(health, after_webhook_attempt(1, answer, at, middle), started, at, middle);
}

TEST(ReceiverHealth, LetsFourDeliveriesGoAtOnceToAReceiverThatIsWell) {
    EXPECT_EQ(permit({}, 0, now), (Permit{.at_once = 4, .not_before = {}}));
    EXPECT_EQ(permit({}, 3, now).at_once, 1u);
    EXPECT_EQ(permit({}, 9, now).at_once, 0u);
}

TEST(ReceiverHealth, FailuresUnderWayTogetherCountAsOne) {
    ReceiverHealth health;
    for (auto end : {1s, 2s, 3s, 4s}) health = fail(health, now, now + end);
    EXPECT_EQ(health.failures, 1u);
    EXPECT_FALSE(is_probed(health));
    EXPECT_EQ(permit(health, 0, now + 4s).at_once, 4u);
}

TEST(ReceiverHealth, AReceiverThatKeepsFailingIsProbedByOneDeliveryAtATimeEverLater) {
    ReceiverHealth health;
    auto time = now;
    health = fail(health, time, time);
    for (Duration gap : std::vector<Duration>{5s, 5min, 30min, 2h, 5h, 10h, 14h, 20h, 24h, 24h}) {
        health = fail(health, time, time);
        EXPECT_TRUE(is_probed(health));
        EXPECT_EQ(permit(health, 0, time), (Permit{.at_once = 0, .not_before = time + gap}));
        time += gap;
        EXPECT_EQ(permit(health, 0, time).at_once, 1u);
        EXPECT_EQ(permit(health, 1, time).at_once, 0u);
    }
}

TEST(ReceiverHealth, ASuccessEndsTheProbing) {
    ReceiverHealth health;
    for (auto start : {0s, 10s, 20s}) health = fail(health, now + start, now + start);
    EXPECT_EQ(after_success(health), ReceiverHealth());
}

TEST(ReceiverHealth, FiveDaysOfNothingButFailuresStopIt) {
    auto health = fail({}, now, now);
    health = fail(health, now + 119h, now + 119h);
    EXPECT_FALSE(health.stopped);
    health = fail(health, now + 120h, now + 120h);
    EXPECT_TRUE(health.stopped);
    EXPECT_EQ(permit(health, 0, now + 1000h), Permit());
    EXPECT_TRUE(after_success(health).stopped) << "a straggler's success does not resume it";
}

TEST(ReceiverHealth, GoneStopsItAtOnce) {
    EXPECT_TRUE(fail({}, now, now, 410).stopped);
}

TEST(ReceiverHealth, RetryAfterSilencesAllItsDeliveries) {
    auto verdict = webhook(1, 429, "600");
    auto health = after_failure({}, verdict, now, now, middle);
    EXPECT_EQ(permit(health, 0, now + 1s), (Permit{.at_once = 0, .not_before = now + 10min}));
}

TEST(ReceiverHealth, ABodyThatItCannotTakeIsNotItsFault) {
    for (int status : {400, 413, 422, 200})
        EXPECT_FALSE(blames_receiver({.status = status, .retry_after = {}})) << status;
    for (int status : {0, 302, 401, 403, 404, 410, 429, 500, 503})
        EXPECT_TRUE(blames_receiver({.status = status, .retry_after = {}})) << status;
}

}  // namespace
}  // namespace watchword::schedule
