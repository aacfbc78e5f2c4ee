#include "common/text/charset.hpp"

#include <gtest/gtest.h>

#include "common/text/utf8.hpp"

using namespace watchword::text;
using namespace std::string_literals;

namespace {

const std::string kyiv_1251 = "\xCA\xE8\xBF\xE2\xE0";  // Київа

}  // namespace

TEST(Charset, ValidUtf8IsUtf8WhateverTheLabelsSay) {
    Decoded read = to_utf8("Київ", "windows-1251", "iso-8859-1");
    EXPECT_EQ(read.text, "Київ");
    EXPECT_EQ(read.charset, "utf-8");
    EXPECT_EQ(read.source, CharsetSource::content);
    EXPECT_FALSE(read.damaged);
}

TEST(Charset, TheHttpLabelComesBeforeTheDeclaredOne) {
    Decoded read = to_utf8(kyiv_1251, "windows-1251", "koi8-r");
    EXPECT_EQ(read.text, "Київа");
    EXPECT_EQ(read.source, CharsetSource::http);
    EXPECT_EQ(to_utf8(kyiv_1251, "no-such-thing", "cp1251").text, "Київа");
}

TEST(Charset, ALabelUnderWhichTheBytesCannotBeReadIsPassedOver) {
    Decoded read = to_utf8(kyiv_1251 + ' ' + kyiv_1251, "euc-jp", "windows-1251");
    EXPECT_EQ(read.text, "Київа Київа");
    EXPECT_EQ(read.source, CharsetSource::declared);
    EXPECT_EQ(to_utf8(kyiv_1251, "utf-16", "windows-1251").text, "Київа");
}

TEST(Charset, ByteOrderMarksWinAndAreRemoved) {
    EXPECT_EQ(to_utf8("\xEF\xBB\xBF\xEF\xBB\xBFКиїв", "koi8-r", "").text, "Київ");
    EXPECT_EQ(to_utf8("\xFF\xFE\x1A\x04\x38\x04"s, "", "utf-8").text, "Ки");
    EXPECT_EQ(to_utf8("\xFE\xFF\x04\x1A\x04\x38"s, "", "").text, "Ки");
    EXPECT_EQ(to_utf8("\xFF\xFE\0\0\x1A\x04\0\0"s, "", "").text, "К");
}

TEST(Charset, ZeroBytesTellWideEncodings) {
    EXPECT_EQ(to_utf8("<\0r\0s\0s\0>\0\x1A\x04"s, "utf-8", "").text, "<rss>К");
    EXPECT_EQ(to_utf8("\0<\0r\0s\0s\0>\x04\x1A"s, "", "").text, "<rss>К");
    EXPECT_EQ(to_utf8("<\0\0\0r\0\0\0s\0\0\0"s, "", "").text, "<rs");
}

TEST(Charset, AFewBadBytesLeaveUtf8WhatItIs) {
    Decoded read = to_utf8("Рада безпеки зібралась, caf\xE9", "iso-8859-1", "");
    EXPECT_EQ(read.text, "Рада безпеки зібралась, caf\uFFFD");
    EXPECT_EQ(read.charset, "utf-8");
    EXPECT_TRUE(read.damaged);
}

TEST(Charset, Iso2022IsRecognisedByItsEscapes) {
    Decoded read = to_utf8("\x1B$BF|K\\\x1B(B", "", "");
    EXPECT_EQ(read.text, "日本");
    EXPECT_EQ(read.charset, "iso-2022-jp");
}

TEST(Charset, LabelsMeanWhatTheWebMeansByThem) {
    EXPECT_EQ(charset_name("Latin1"), "windows-1252");
    EXPECT_EQ(charset_name(" ISO-8859-9 "), "windows-1254");
    EXPECT_EQ(charset_name("GB2312"), "gbk");
    EXPECT_EQ(charset_name("ks_c_5601-1987"), "euc-kr");
    EXPECT_EQ(charset_name("../../etc"), std::nullopt);
    EXPECT_EQ(charset_name(std::string(5000, 'x')), std::nullopt);
    EXPECT_EQ(to_utf8("\x93\x80\x94 \xE9\x81", "iso-8859-1", "").text, "“€” é\u0081");
}

TEST(Charset, TheContentTypesParameterIsFoundInAllItsSpellings) {
    EXPECT_EQ(charset_parameter("text/xml; charset=koi8-r"), "koi8-r");
    EXPECT_EQ(charset_parameter("text/xml;Charset = \"UTF-8\"; boundary=x"), "UTF-8");
    EXPECT_EQ(charset_parameter("text/html; charset='cp1251';q=1"), "cp1251");
    EXPECT_EQ(charset_parameter("text/html"), "");
    EXPECT_EQ(charset_parameter("text/html; charset"), "");
}

TEST(Charset, AnyBytesBecomeValidText) {
    std::string bytes;
    for (int i = 0; i < 4096; ++i) bytes += static_cast<char>(i * 37 + i / 7);
    for (std::string label :
         {"", "utf-8", "shift_jis", "euc-kr", "gb18030", "big5", "windows-1255", "iso-2022-jp", "euc-jp"}) {
        Decoded read = to_utf8(bytes, label, "");
        EXPECT_TRUE(is_valid_utf8(read.text)) << label;
    }
}

TEST(Charset, UnlabelledTextIsGuessedFromWhatAReaderSees) {
    const std::string korean = "<p>\xC7\xD1\xB1\xDB \xB4\xBA\xBD\xBA \xBF\xC0\xB4\xC3\xC0\xC7 \xC0\xFC\xC3\xBC</p>";
    Decoded read = to_utf8(korean, "", "utf-8");
    EXPECT_EQ(read.charset, "euc-kr");
    EXPECT_TRUE(read.guessed());
    EXPECT_EQ(to_utf8("<r>caf\xE9 \x80</r>", "", "").text, "<r>café €</r>");
}
