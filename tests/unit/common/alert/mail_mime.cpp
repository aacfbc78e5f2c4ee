#include "common/alert/mail_mime.hpp"

#include <gmock/gmock.h>

namespace watchword::alert {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string field(std::string_view name, std::string_view value) {
    MimeHeader header;
    header.text(name, value);
    return std::move(header).finish();
}

std::string sender(const Mailbox& mailbox) {
    MimeHeader header;
    header.mailbox("From", mailbox);
    return std::move(header).finish();
}

TEST(MimeHeader, LeavesAsciiAsItIs) {
    EXPECT_EQ(field("Subject", "[desk] Two words"), "Subject: [desk] Two words\r\n\r\n");
}

TEST(MimeHeader, FoldsAt78Characters) {
    EXPECT_EQ(field("Subject", "The quick brown fox jumps over the lazy dog and the lazy dog does not even mind it"),
              "Subject: The quick brown fox jumps over the lazy dog and the lazy dog does not\r\n even mind "
              "it\r\n\r\n");
}

// Expected values from Python's email.header.
TEST(MimeHeader, EncodesWhatIsNotAscii) {
    EXPECT_EQ(field("Subject", "Тариф 🐎"), "Subject: =?UTF-8?B?0KLQsNGA0LjRhCDwn5CO?=\r\n\r\n");
}

TEST(MimeHeader, EncodesInWordsOfAtMost75CharactersOfWholeLetters) {
    std::string title;
    for (int i = 0; i < 40; ++i) title += "Ж🐎";
    auto words = encode_words(title, 66);
    EXPECT_LE(words.front().size(), 66u);
    for (const auto& word : words) {
        EXPECT_LE(word.size(), 75u);
        EXPECT_TRUE(word.starts_with("=?UTF-8?B?") && word.ends_with("?="));
        // Base64 of whole letters: its first byte begins one.
        EXPECT_TRUE(word[10] == '0' || word[10] == '8') << word;
    }
}

TEST(MimeHeader, EncodesWhatAReaderWouldDecode) {
    EXPECT_THAT(field("Subject", "=?UTF-8?Q?evil?="), HasSubstr("Subject: =?UTF-8?B?PT9VVEYtOD9RP2V2aWw/PQ==?="));
}

TEST(MimeHeader, HasNoSecondFieldWhateverTheText) {
    for (std::string_view text :
         {"x\r\nBcc: victim@example.org", "x\nBcc: v", "x\rBcc: v", "x\u2028Bcc: v", "x\0\nBcc: v"}) {
        EXPECT_THAT(field("Subject", text), Not(HasSubstr("\nBcc"))) << text;
        EXPECT_THAT(sender({.name = std::string(text), .address = "a@example.org"}), Not(HasSubstr("\nBcc")));
        EXPECT_THAT(sender({.name = "", .address = std::string(text)}), Not(HasSubstr("\nBcc")));
        MimeHeader header;
        header.word("X-Watchword-Alert", std::string(text));
        EXPECT_THAT(std::move(header).finish(), Not(HasSubstr("\nBcc")));
    }
}

TEST(MimeHeader, QuotesNames) {
    EXPECT_EQ(sender({.name = "", .address = "a@example.org"}), "From: a@example.org\r\n\r\n");
    EXPECT_EQ(sender({.name = "Press, \"the\" desk", .address = "a@example.org"}),
              "From: \"Press, \\\"the\\\" desk\" <a@example.org>\r\n\r\n");
    EXPECT_EQ(sender({.name = "Стол", .address = "a@example.org"}),
              "From: =?UTF-8?B?0KHRgtC+0Ls=?= <a@example.org>\r\n\r\n");
}

// Expected values from Python's quopri, but for what must not begin a line.
TEST(QuotedPrintable, EncodesWhatIsNotPlain) {
    EXPECT_EQ(quoted_printable("a=b ü\t\n"), "a=3Db =C3=BC=09\r\n");
    EXPECT_EQ(quoted_printable("blank at the end \nand inside"), "blank at the end=20\r\nand inside\r\n");
    EXPECT_EQ(quoted_printable(""), "");
}

TEST(QuotedPrintable, EndsEveryLineWithCrLf) {
    EXPECT_EQ(quoted_printable("a\nb\rc\r\nd\n\ne"), "a\r\nb\r\nc\r\nd\r\n\r\ne\r\n");
}

TEST(QuotedPrintable, LeavesNothingForTransportsToChange) {
    EXPECT_EQ(quoted_printable(".\n..x\nFrom here\n"), "=2E\r\n=2E.x\r\n=46rom here\r\n");
}

TEST(QuotedPrintable, BreaksLongLinesSoftly) {
    auto text = quoted_printable(std::string(20'000, 'x') + "." + std::string(200, '.'));
    for (std::size_t at = 0; at < text.size();) {
        auto end = text.find("\r\n", at);
        EXPECT_LE(end - at, 76u);
        EXPECT_NE(text[at], '.');
        at = end + 2;
    }
}

TEST(Multipart, PutsTextBeforeHtml) {
    MimeHeader header;
    header.word("Message-ID", "<dl_1@example.org>");
    EXPECT_EQ(multipart_alternative(std::move(header), "dl_1", "text\n", "<p>html\n"),
              "Message-ID: <dl_1@example.org>\r\nMIME-Version: 1.0\r\n"
              "Content-Type: multipart/alternative; boundary=\"=_dl_1\"\r\n\r\n"
              "--=_dl_1\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: "
              "quoted-printable\r\n\r\n"
              "text\r\n"
              "--=_dl_1\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: "
              "quoted-printable\r\n\r\n"
              "<p>html\r\n"
              "--=_dl_1--\r\n");
}

}  // namespace
}  // namespace watchword::alert
