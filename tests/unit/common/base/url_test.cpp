#include "common/base/url.hpp"

#include <gtest/gtest.h>

namespace watchword {
namespace {

std::string parsed(std::string_view text) {
    auto url = parse_url(text);
    return url ? url->text : "refused";
}

TEST(ParseUrl, BringsWhatPublishersWriteIntoOneForm) {
    EXPECT_EQ(parsed("HTTPS://Example.ORG"), "https://example.org/");
    EXPECT_EQ(parsed(" http://example.org:80/a b?q=[1]#top "), "http://example.org/a%20b?q=%5B1%5D");
    EXPECT_EQ(parsed("https://example.org/новости"), "https://example.org/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8");
    EXPECT_EQ(parsed("https://example.org/100%"), "https://example.org/100%25");
    EXPECT_EQ(parsed("http://[::1]:8080/x"), "http://[::1]:8080/x");
}

TEST(ParseUrl, BringsInternationalHostsIntoTheirWireForm) {
    EXPECT_EQ(parsed("http://пример.рф/"), "http://xn--e1afmkfd.xn--p1ai/");
    EXPECT_EQ(parsed("http://BÜCHER.example/"), "http://xn--bcher-kva.example/");
    EXPECT_EQ(parsed("http://xn--\xff.example/"), "refused");
}

TEST(ParseUrl, DropsUserInformation) {
    EXPECT_EQ(parsed("https://user:secret@example.org/"), "https://example.org/");
}

TEST(ParseUrl, RefusesWhatIsNoHttpUrl) {
    for (auto text :
         {"", "/path", "ftp://example.org/", "file:///etc/passwd", "javascript:alert(1)", "http://", "http:///path",
          "mailto:a@b", "http://exa\x01mple.org/", "source:file:///etc/passwd", "http://example.org:0/", "http://a b/"})
        EXPECT_EQ(parsed(text), "refused") << text;
    EXPECT_EQ(parsed("http://example.org/" + std::string(5000, 'a')), "refused");
}

TEST(ParseUrl, RefusesAnAuthorityThatReadsAsAnotherHostWhenItIsReadAgain) {
    for (auto text : {"https://example.org:x/", "https://example.org:80x/", "https://u:p@example.org:@other.example/",
                      "https://u:p@example.org:80@other.example/", "https://[::1]x/", "https://example.org:1:2/"}) {
        EXPECT_EQ(parsed(text), "refused") << text;
        EXPECT_FALSE(resolve_url("https://base.example/", text)) << text;
    }
    EXPECT_EQ(parsed("https://example.org:?a"), "https://example.org/?a");
}

TEST(ParseUrl, RefusesAnAuthorityThatBrowsersReadAsAnotherHost) {
    for (auto text :
         {"http://good.example\\@10.1.2.3/", "http://10.1.2.3\\@good.example/", "http://good.example\\.evil.example/"})
        EXPECT_EQ(parsed(text), "refused") << text;
}

TEST(ResolveUrl, FollowsRfc3986) {
    auto base = "http://a.example/b/c/d?q";
    EXPECT_EQ(resolve_url(base, "g")->text, "http://a.example/b/c/g");
    EXPECT_EQ(resolve_url(base, "../g")->text, "http://a.example/b/g");
    EXPECT_EQ(resolve_url(base, "//h.example/g")->text, "http://h.example/g");
    EXPECT_EQ(resolve_url(base, "?y")->text, "http://a.example/b/c/d?y");
    EXPECT_EQ(resolve_url(base, "https://other.example/")->text, "https://other.example/");
    EXPECT_FALSE(resolve_url(base, "javascript:alert(1)"));
    EXPECT_FALSE(resolve_url("nonsense", "g"));
}

TEST(UrlIdentity, IsTheSameForAddressesOfOneArticle) {
    auto identity = [](std::string_view text) { return url_identity(*parse_url(text)); };
    auto plain = identity("https://example.org/story?id=7");
    EXPECT_EQ(identity("http://www.example.org/story/?id=7&utm_source=rss&fbclid=x#comments"), plain);
    EXPECT_NE(identity("https://example.org/story?id=8"), plain);
    EXPECT_NE(identity("https://example.org/Story?id=7"), plain);
}

TEST(HostWithin, NeedsAWholeLabel) {
    EXPECT_TRUE(host_within("news.example.org", "example.org"));
    EXPECT_TRUE(host_within("example.org", "example.org"));
    EXPECT_FALSE(host_within("badexample.org", "example.org"));
}

}  // namespace
}  // namespace watchword
