#include "common/schedule/retry.hpp"

#include <vector>

#include <gtest/gtest.h>

namespace watchword::schedule {
namespace {

using namespace std::chrono_literals;
using Next = Verdict::Next;

const Time noon = from_rfc3339("2026-11-24T12:00:00Z").value();
constexpr double middle = 0.5;  // no jitter

Verdict webhook(unsigned attempts, int status, std::string_view retry_after = {}, double jitter = middle) {
    return after_webhook_attempt(attempts, {.status = status, .retry_after = retry_after}, noon, jitter);
}

Duration wait(const Verdict& verdict) {
    return verdict.at - noon;
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
    for (int status : {200, 201, 202, 204, 299}) EXPECT_EQ(webhook(1, status).next, Next::delivered) << status;
    for (int status : {0, 100, 301, 302, 303, 307, 308, 400, 401, 403, 404, 408, 413, 429, 500, 502, 503, 504, 599})
        EXPECT_EQ(webhook(1, status).next, Next::retry) << status;
    EXPECT_EQ(webhook(1, 410).next, Next::stop_receiver);
    EXPECT_EQ(webhook(10, 410).next, Next::stop_receiver);
}

TEST(WebhookRetry, ObeysRetryAfterOf429And503) {
    EXPECT_EQ(wait(webhook(1, 429, "120")), 2min);
    EXPECT_EQ(wait(webhook(1, 503, "Tue, 24 Nov 2026 12:10:00 GMT")), 10min);
    EXPECT_EQ(webhook(1, 503, "120").receiver_not_before, noon + 2min);
    EXPECT_EQ(wait(webhook(2, 429, "2")), 5min) << "the ladder is the least";
    EXPECT_EQ(wait(webhook(1, 500, "120")), 5s) << "only of 429 and 503";
}

TEST(WebhookRetry, CapsRetryAfterAtADayAndIgnoresNonsense) {
    EXPECT_EQ(wait(webhook(1, 429, "1000000000000")), 24h);
    EXPECT_EQ(wait(webhook(1, 429, "Tue, 24 Nov 2099 12:10:00 GMT")), 24h);
    for (std::string_view text : {"", "-1", "soon", "1e3", "12 s", "0", "99999999999999999999999", "+5", "0x10",
                                  "Tue, 24 Nov 2020 12:10:00 GMT", "\r\nX: y"}) {
        EXPECT_EQ(wait(webhook(1, 429, text)), 5s) << text;
        EXPECT_FALSE(webhook(1, 429, text).receiver_not_before) << text;
    }
}

TEST(WebhookRetry, OfABodyTooLargeIsShorter) {
    EXPECT_TRUE(webhook(1, 413).shorter);
    EXPECT_FALSE(webhook(1, 400).shorter);
}

Verdict mail(unsigned attempts, MailAnswer answer, Duration age = 0s, double jitter = 0.0) {
    return after_mail_attempt(attempts, noon - age, answer, noon, jitter);
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
    EXPECT_EQ(mail(1, MailAnswer::unavailable).receiver_not_before, noon + 5min);
    EXPECT_FALSE(mail(1, MailAnswer::deferred).receiver_not_before);
}

ReceiverHealth fail(const ReceiverHealth& health, unsigned attempts, Time at, int status = 500) {
    WebhookAnswer answer{.status = status, .retry_after = {}};
    return after_webhook_failure(health, after_webhook_attempt(attempts, answer, at, middle), attempts, at, middle);
}

TEST(ReceiverHealth, OfAReceiverThatIsWellPermitsTheNext) {
    EXPECT_EQ(permit({}, noon), (Permit{.granted = true, .not_before = {}}));
}

TEST(ReceiverHealth, TheQueueWaitsForTheRetryOfADeliveryThatFailed) {
    auto health = fail({}, 1, noon);
    EXPECT_EQ(permit(health, noon), (Permit{.granted = false, .not_before = noon + 5s}));
    EXPECT_TRUE(permit(health, noon + 5s).granted);
    health = fail(health, 2, noon + 5s);
    EXPECT_EQ(permit(health, noon + 5s).not_before, noon + 5s + 5min);
    EXPECT_FALSE(is_probed(health));
}

TEST(ReceiverHealth, ADeliveryThatFailsThreeTimesIsPassedByTheNext) {
    auto health = fail(fail(fail({}, 1, noon), 2, noon + 5s), 3, noon + 5min + 5s);
    EXPECT_TRUE(permit(health, noon + 5min + 5s).granted);
    EXPECT_FALSE(is_probed(health));
    EXPECT_EQ(after_success(health), ReceiverHealth()) << "it failed over that one alone";
    EXPECT_TRUE(permit(fail({}, 4, noon), noon).granted)
        << "a delivery that was passed holds up nobody when it fails again";
}

TEST(ReceiverHealth, AReceiverThatFailsForTheNextOneTooIsProbedEverLater) {
    auto health = fail(fail(fail({}, 1, noon), 2, noon), 3, noon);
    auto time = noon + 6min;
    health = fail(health, 1, time);
    for (Duration gap : std::vector<Duration>{30min, 2h, 5h, 10h, 14h, 20h, 24h, 24h}) {
        EXPECT_TRUE(is_probed(health));
        EXPECT_EQ(permit(health, time), (Permit{.granted = false, .not_before = time + gap}));
        time += gap;
        EXPECT_TRUE(permit(health, time).granted);
        health = fail(health, 1, time);
    }
}

TEST(ReceiverHealth, TheOnlyDeliveryOfAReceiverThatFailsClimbsItsOwnLadder) {
    ReceiverHealth health;
    auto time = noon;
    std::vector<Duration> ladder = {5s, 5min, 30min, 2h, 5h, 10h, 14h, 20h, 24h};
    for (unsigned attempts = 1; attempts <= ladder.size(); ++attempts) {
        health = fail(health, attempts, time);
        EXPECT_LE(health.not_before, time + ladder[attempts - 1]);
        if (is_probed(health)) {
            EXPECT_EQ(health.not_before, time + ladder[attempts - 1]);
        }
        time += ladder[attempts - 1];
    }
}

TEST(ReceiverHealth, ADeliveryNearTheEndOfItsLadderDoesNotKeepTheOthersWaitingForIt) {
    auto health = fail(fail(fail(fail({}, 1, noon), 2, noon), 3, noon), 8, noon);
    EXPECT_EQ(health.not_before, noon + 2h);
}

TEST(ReceiverHealth, FiveDaysOfNothingButFailuresStopIt) {
    auto health = fail({}, 1, noon);
    health = fail(health, 2, noon + 119h);
    EXPECT_FALSE(health.stopped);
    health = fail(health, 3, noon + 120h);
    EXPECT_TRUE(health.stopped);
    EXPECT_EQ(permit(health, noon + 1000h), Permit());
    EXPECT_TRUE(after_success(health).stopped) << "a straggler's success does not resume it";
}

TEST(ReceiverHealth, GoneStopsItAtOnce) {
    EXPECT_TRUE(fail({}, 1, noon, 410).stopped);
}

TEST(ReceiverHealth, RetryAfterSilencesAllItsDeliveries) {
    auto health = after_webhook_failure({}, webhook(1, 429, "600"), 1, noon, middle);
    EXPECT_EQ(permit(health, noon + 1s), (Permit{.granted = false, .not_before = noon + 10min}));
}

TEST(ReceiverHealth, OfMailWaitsForTheServerAndIsNeverStopped) {
    ReceiverHealth health;
    auto time = noon;
    for (unsigned attempts = 1; attempts < 200; ++attempts) {
        auto verdict = after_mail_attempt(attempts, noon, MailAnswer::unavailable, time, middle);
        health = after_mail_failure(health, verdict, time);
        if (verdict.next != Next::retry) break;
        EXPECT_EQ(permit(health, time).not_before, verdict.at);
        time = verdict.at;
    }
    EXPECT_GE(time - noon, 5 * 24h - 2h);
    EXPECT_TRUE(permit(health, time).granted);
}

TEST(ReceiverHealth, ABodyThatItCannotTakeIsNotItsFault) {
    for (int status : {400, 413, 422, 200})
        EXPECT_FALSE(blames_receiver({.status = status, .retry_after = {}})) << status;
    for (int status : {0, 302, 401, 403, 404, 410, 429, 500, 503})
        EXPECT_TRUE(blames_receiver({.status = status, .retry_after = {}})) << status;
}

}  // namespace
}  // namespace watchword::schedule
