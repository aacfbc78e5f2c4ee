#include "daemon/mail/verdict.hpp"

#include <gtest/gtest.h>

namespace watchword::mail {
namespace {

using Kind = Outcome::Kind;

Kind kind(CURLcode result, Stage stage, int code) {
    return verdict(result, {"relay", stage, code, "reply", ""}).kind;
}

TEST(Verdict, MessageThatWasTakenIsDelivered) {
    EXPECT_EQ(kind(CURLE_OK, Stage::body, 250), Kind::delivered);
}

TEST(Verdict, TransientRefusalOfTheMessageIsDeferred) {
    EXPECT_EQ(kind(CURLE_SEND_ERROR, Stage::mail, 452), Kind::deferred);
    EXPECT_EQ(kind(CURLE_SEND_ERROR, Stage::rcpt, 450), Kind::deferred);
    EXPECT_EQ(kind(CURLE_SEND_ERROR, Stage::data, 451), Kind::deferred);
    EXPECT_EQ(kind(CURLE_WEIRD_SERVER_REPLY, Stage::body, 451), Kind::deferred);
}

TEST(Verdict, PermanentRefusalOfTheRecipientOrTheTextIsRefused) {
    EXPECT_EQ(kind(CURLE_SEND_ERROR, Stage::rcpt, 550), Kind::refused);
    EXPECT_EQ(kind(CURLE_SEND_ERROR, Stage::data, 554), Kind::refused);
    EXPECT_EQ(kind(CURLE_WEIRD_SERVER_REPLY, Stage::body, 554), Kind::refused);
    EXPECT_EQ(kind(CURLE_SEND_ERROR, Stage::mail, 552), Kind::refused);
}

TEST(Verdict, RefusalOfTheSenderIsNotTheRecipientsFault) {
    EXPECT_EQ(kind(CURLE_SEND_ERROR, Stage::mail, 550), Kind::unavailable);
}

TEST(Verdict, ServerThatClosesOrWantsALoginIsUnavailableAtAnyStage) {
    for (const int code : {421, 454, 530, 535, 538}) {
        EXPECT_EQ(kind(CURLE_SEND_ERROR, Stage::rcpt, code), Kind::unavailable) << code;
        EXPECT_EQ(kind(CURLE_WEIRD_SERVER_REPLY, Stage::body, code), Kind::unavailable) << code;
    }
}

TEST(Verdict, WhatHappensBeforeTheMessageSaysNothingAboutIt) {
    EXPECT_EQ(kind(CURLE_WEIRD_SERVER_REPLY, Stage::session, 554), Kind::unavailable);
    EXPECT_EQ(kind(CURLE_LOGIN_DENIED, Stage::session, 535), Kind::unavailable);
    EXPECT_EQ(kind(CURLE_COULDNT_CONNECT, Stage::session, 0), Kind::unavailable);
}

TEST(Verdict, ConnectionLostAfterTheTextIsUnavailable) {
    EXPECT_EQ(kind(CURLE_RECV_ERROR, Stage::body, 354), Kind::unavailable);
    EXPECT_EQ(verdict(CURLE_RECV_ERROR, {"relay", Stage::body, 354, "go on", ""}).code, 0);
}

TEST(Verdict, ReplyIsTheServersWordsOrTheReason) {
    EXPECT_EQ(verdict(CURLE_SEND_ERROR, {"relay", Stage::rcpt, 550, "550 no such user", "RCPT failed"}).reply,
              "550 no such user");
    EXPECT_EQ(verdict(CURLE_COULDNT_CONNECT, {"relay", Stage::session, 0, "", "refused"}).reply,
              "relay could not be reached: refused");
    EXPECT_EQ(verdict(CURLE_WEIRD_SERVER_REPLY, {"relay", Stage::session, 554, "554 go\x1b away", ""}).reply,
              "the session with relay broke off: 554 go\\x1b away");
}

}  // namespace
}  // namespace watchword::mail
