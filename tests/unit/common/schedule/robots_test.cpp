#include "common/schedule/robots.hpp"

#include <gtest/gtest.h>

namespace watchword::schedule {
namespace {

using namespace std::chrono_literals;

bool allowed(std::string_view text, std::string_view target) {
    return Robots::parse(text, "watchword").judge(target).allowed;
}

TEST(Robots, AllowEverythingWhenTheySayNothing) {
    EXPECT_TRUE(allowed("", "/"));
    EXPECT_TRUE(allowed("User-agent: *\nDisallow:\n", "/a"));
    EXPECT_TRUE(allowed("Disallow: /\n", "/a")) << "a rule before any group is nobody's";
    EXPECT_TRUE(allowed("<html><body>Not found: 404</body></html>", "/a"));
}

TEST(Robots, OfTheNamedGroupAloneCount) {
    auto text = "User-agent: *\nDisallow: /\n\nUser-agent: WatchWord/1.0\nDisallow: /private\n";
    EXPECT_TRUE(allowed(text, "/news"));
    EXPECT_FALSE(allowed(text, "/private/x"));
    EXPECT_FALSE(allowed("User-agent: *\nDisallow: /\nUser-agent: watchwords\nAllow: /\n", "/news"));
}

TEST(Robots, OfSeveralGroupsForOneNameAreJoined) {
    auto text =
        "User-agent: watchword\nDisallow: /a\nUser-agent: other\nDisallow: /b\nUser-agent: "
        "watchword\nDisallow: /c\n";
    EXPECT_FALSE(allowed(text, "/a"));
    EXPECT_TRUE(allowed(text, "/b"));
    EXPECT_FALSE(allowed(text, "/c"));
}

TEST(Robots, OfAGroupWithSeveralNamesHoldForEach) {
    auto text = "User-agent: other\nSitemap: https://example.org/s.xml\nUser-agent: watchword\nDisallow: /a\n";
    EXPECT_FALSE(allowed(text, "/a"));
}

TEST(Robots, AnEmptyGroupOfOurOwnAllowsEverything) {
    EXPECT_TRUE(allowed("User-agent: *\nDisallow: /\nUser-agent: watchword\n", "/a"));
}

TEST(Robots, TheLongestRuleDecidesAndAllowWinsAmongEquals) {
    auto text = "User-agent: *\nDisallow: /a\nAllow: /a/b\nDisallow: /a/b/c\nAllow: /d\nDisallow: /d\n";
    EXPECT_FALSE(allowed(text, "/a/x"));
    EXPECT_TRUE(allowed(text, "/a/b/x"));
    EXPECT_FALSE(allowed(text, "/a/b/c"));
    EXPECT_TRUE(allowed(text, "/d"));
    EXPECT_EQ(Robots::parse(text, "watchword").judge("/a/x").why, "Disallow: /a");
}

TEST(Robots, StarsMatchAnythingAndADollarTheEnd) {
    struct Case {
        const char* pattern;
        const char* target;
        bool matches;
    };
    for (auto [pattern, target, matches] : {
             Case{"/*.pdf$", "/x/a.pdf", true},
             Case{"/*.pdf$", "/x/a.pdf?x", false},
             Case{"/*.pdf", "/x/a.pdf?x", true},
             Case{"/a*b*c", "/a1b2c3", true},
             Case{"/a*b*c", "/acb", false},
             Case{"/$", "/", true},
             Case{"/$", "/a", false},
             Case{"/a$", "/a", true},
             Case{"*/x", "/y/x", true},
             Case{"/a*$", "/abc", true},
             Case{"/*a$", "/bab", false},
             Case{"/*ab$", "/abab", true},
             Case{"/a*a$", "/a", false},
             Case{"/?id=", "/?id=7", true},
             Case{"/a$b", "/a$b", true},
         })
        EXPECT_EQ(allowed(std::string("User-agent: *\nDisallow: ") + pattern, target), !matches)
            << pattern << ' ' << target;
}

TEST(Robots, EscapedAndPlainOctetsAreTheSame) {
    EXPECT_FALSE(allowed("User-agent: *\nDisallow: /новости\n", "/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8/1"));
    EXPECT_FALSE(allowed("User-agent: *\nDisallow: /%7ejoe\n", "/~joe"));
    EXPECT_TRUE(allowed("User-agent: *\nDisallow: /a%2Fb\n", "/a/b"));
}

TEST(Robots, CommentsBlanksCaseAndLineEndsDoNotMatter) {
    EXPECT_FALSE(allowed("\xef\xbb\xbfUSER-AGENT :  * # all\r\n\r\nDISALLOW:/a # no\r", "/a"));
}

TEST(Robots, CrawlDelayIsTakenInSecondsUpToABound) {
    auto delay = [](const std::string& value) {
        return Robots::parse("User-agent: *\nCrawl-delay: " + value, "watchword").crawl_delay();
    };
    EXPECT_EQ(delay("10"), 10s);
    EXPECT_EQ(delay("0.5"), 500ms);
    EXPECT_EQ(delay("86400"), Robots::delay_max);
    for (auto nonsense : {"", "-1", "soon", "nan", "1e9"}) EXPECT_EQ(delay(nonsense), std::nullopt) << nonsense;
}

TEST(Robots, ThatAreMissingAllowEverythingAndThatFailNothing) {
    EXPECT_TRUE(Robots::from_answer(404, "User-agent: *\nDisallow: /", "watchword").judge("/a").allowed);
    EXPECT_FALSE(Robots::from_answer(503, "", "watchword").judge("/a").allowed);
    EXPECT_FALSE(Robots::from_answer(0, "", "watchword").judge("/a").allowed);
    EXPECT_FALSE(Robots::from_answer(200, "User-agent: *\nDisallow: /", "watchword").judge("/a").allowed);
    EXPECT_TRUE(Robots::from_answer(200, "User-agent: *\nDisallow: /", "watchword").judge("/robots.txt").allowed);
}

TEST(Robots, BeyondTheirBoundAreNotRead) {
    std::string text = "User-agent: *\n" + std::string(Robots::bytes_max, '#') + "\nDisallow: /\n";
    EXPECT_TRUE(allowed(text, "/a"));
}

}  // namespace
}  // namespace watchword::schedule
