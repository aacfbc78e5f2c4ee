#include "daemon/demo/received_mail.hpp"

#include <gtest/gtest.h>

#include "common/alert/mail_mime.hpp"

namespace watchword::demo {
namespace {

ReceivedMail composed(const std::string& text) {
    alert::MimeHeader header;
    header.text("Subject", "A subject of so many words that its field has to be folded somewhere in the middle");
    return {"desk@desk.example", alert::multipart_alternative(std::move(header), "dl_1", text, "<p>other</p>"), {}};
}

TEST(ReceivedMail, FoldedFieldsAreJoined) {
    EXPECT_EQ(header_of(composed("x"), "Subject"),
              "A subject of so many words that its field has to be folded somewhere in the middle");
    EXPECT_EQ(header_of(composed("x"), "Cc"), "");
}

TEST(ReceivedMail, ItsTextIsWhatWasWritten) {
    std::string text = "a = b, «у» и ещё — " + std::string(100, 'x') + "\n.dots\nFrom here";
    EXPECT_EQ(text_of(composed(text)), text);
}

TEST(ReceivedMail, WhatIsNoMailHasNoText) {
    EXPECT_EQ(text_of({"", "nonsense", {}}), "");
}

}  // namespace
}  // namespace watchword::demo
