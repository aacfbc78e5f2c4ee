#include "daemon/mail/envelope.hpp"

#include <gtest/gtest.h>

namespace watchword::mail {
namespace {

alert::Mail mail_of(std::string data) {
    return {"from@example.org", "to@example.org", std::move(data)};
}

TEST(EnvelopeAddress, OrdinaryOnesAreTaken) {
    for (const char* address : {"a@b", "desk+alerts@example.org", "o'brien@example.org", "редакция@пример.рф"}) {
        EXPECT_TRUE(is_envelope_address(address)) << address;
    }
}

TEST(EnvelopeAddress, WhatCouldBecomeACommandOrASecondRecipientIsRefused) {
    for (const char* address : {"", "a", "@b", "a@", "a@b@c", "a b@c", "a@b>\r\nRCPT TO:<evil@x", "a@b\n", "<a@b>",
                                "a@b,c", "a\t@b", "\"a\"@b"}) {
        EXPECT_FALSE(is_envelope_address(address)) << address;
    }
    EXPECT_FALSE(is_envelope_address(std::string(255, 'a') + "@b"));
}

TEST(Envelope, MessageWithProperLinesHasNoObjection) {
    EXPECT_EQ(objection(mail_of("Subject: x\r\n\r\nline\r\n.\r\n")), std::nullopt);
}

TEST(Envelope, LineEndsOtherThanCrLfAreRefused) {
    for (const std::string data : {"a\nb\r\n", "a\rb\r\n", "a\r\n\n", "a\n.\nb\r\n", "no end"}) {
        EXPECT_NE(objection(mail_of(data)), std::nullopt) << data;
    }
    EXPECT_NE(objection(mail_of(std::string("a\0b\r\n", 5))), std::nullopt);
}

TEST(Envelope, LinesBeyondTheLimitAreRefused) {
    EXPECT_EQ(objection(mail_of(std::string(998, 'x') + "\r\n")), std::nullopt);
    EXPECT_NE(objection(mail_of(std::string(999, 'x') + "\r\n")), std::nullopt);
}

TEST(Envelope, BadAddressIsNamed) {
    auto mail = mail_of("x\r\n");
    mail.to = "a@b>\r\nX";
    EXPECT_EQ(objection(mail), "not a mail address: a@b>\\r\\nX");
}

}  // namespace
}  // namespace watchword::mail
