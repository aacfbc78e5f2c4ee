#include "common/websub/subscription.hpp"

#include <gtest/gtest.h>

namespace watchword::websub {
namespace {

using namespace std::chrono_literals;
using Kind = Inquiry::Kind;
using Parameters = std::vector<std::pair<std::string, std::string>>;

const std::string topic = "https://press.example/feed";

TEST(Subscription, AsksInAForm) {
    EXPECT_EQ(
        subscribe_form("https://watch.example/websub/ab", "https://press.example/f?a=1&b=ü +", "s"),
        "hub.mode=subscribe&hub.callback=https%3A%2F%2Fwatch.example%2Fwebsub%2Fab"
        "&hub.topic=https%3A%2F%2Fpress.example%2Ff%3Fa%3D1%26b%3D%C3%BC%20%2B&hub.secret=s&hub.lease_seconds=864000");
}

TEST(Subscription, LeavesByAForm) {
    EXPECT_EQ(unsubscribe_form("https://watch.example/websub/ab", topic),
              "hub.mode=unsubscribe&hub.callback=https%3A%2F%2Fwatch.example%2Fwebsub%2Fab"
              "&hub.topic=https%3A%2F%2Fpress.example%2Ffeed");
}

TEST(Inquiry, AsksWhetherWeWantIt) {
    auto inquiry = inquiry_from(
        {{"hub.mode", "subscribe"}, {"hub.topic", topic}, {"hub.challenge", "c"}, {"hub.lease_seconds", "3600"}});
    EXPECT_EQ(inquiry.kind, Kind::confirm);
    EXPECT_EQ(inquiry.topic, topic);
    EXPECT_EQ(inquiry.challenge, "c");
    EXPECT_EQ(inquiry.lease, 1h);
}

TEST(Inquiry, AsksWhetherWeWantItNoMore) {
    auto inquiry = inquiry_from({{"hub.mode", "unsubscribe"}, {"hub.topic", topic}, {"hub.challenge", "c"}});
    EXPECT_EQ(inquiry.kind, Kind::leave);
    EXPECT_EQ(inquiry.topic, topic);
    EXPECT_EQ(inquiry.challenge, "c");
}

TEST(Inquiry, ALeaseIsBounded) {
    auto lease = [](const char* text) {
        return inquiry_from({{"hub.mode", "subscribe"}, {"hub.challenge", "c"}, {"hub.lease_seconds", text}}).lease;
    };
    EXPECT_EQ(lease("1"), 1s);
    EXPECT_EQ(lease("31536000"), lease_max);
    EXPECT_EQ(lease("9223372036854775807"), lease_max);
    EXPECT_EQ(lease("99999999999999999999999"), lease_max);
    for (auto senseless : {"", "0", "-1", "-99999999999999999999999", "1h", "0x10", " 5", "5.0"})
        EXPECT_EQ(lease(senseless), 24h) << senseless;
}

TEST(Inquiry, ADenialSaysWhy) {
    auto inquiry = inquiry_from({{"hub.mode", "denied"}, {"hub.topic", topic}, {"hub.reason", "members only"}});
    EXPECT_EQ(inquiry.kind, Kind::denied);
    EXPECT_EQ(inquiry.reason, "members only");
}

TEST(Inquiry, AnythingElseIsRefused) {
    EXPECT_EQ(inquiry_from({}).kind, Kind::other);
    EXPECT_EQ(inquiry_from({{"hub.mode", "subscribe"}, {"hub.topic", topic}}).kind, Kind::other);
    EXPECT_EQ(inquiry_from({{"hub.mode", "unsubscribe"}, {"hub.topic", topic}}).kind, Kind::other);
    EXPECT_EQ(inquiry_from({{"hub.mode", "Denied"}, {"hub.topic", topic}}).kind, Kind::other);
}

TEST(Renewal, ComesBeforeTheLeaseEndsWithinBounds) {
    EXPECT_EQ(renewal_wait(24h, 0), 18h);
    EXPECT_EQ(renewal_wait(24h, 0.999999), 15h + 10ms);
    EXPECT_EQ(renewal_wait(1s, 0), renewal_min);
    EXPECT_EQ(renewal_wait(lease_max, 0), renewal_max);
    for (Duration lease = 90min; lease <= lease_max; lease += 1h)
        for (double jitter : {0.0, 0.5, 0.99}) EXPECT_LT(renewal_wait(lease, jitter), lease);
}

TEST(Retry, DoublesToADay) {
    EXPECT_EQ(retry_wait(1, 0), 15min);
    EXPECT_EQ(retry_wait(2, 0), 30min);
    EXPECT_EQ(retry_wait(3, 0.5), 1h + 3min);
    EXPECT_EQ(retry_wait(7, 0), 16h);
    EXPECT_EQ(retry_wait(8, 0), 24h);
    EXPECT_EQ(retry_wait(4'000'000'000, 0), 24h);
}

}  // namespace
}  // namespace watchword::websub
