#include <algorithm>
#include <string>

#include <gtest/gtest.h>

#include "common/feed/discover.hpp"
#include "common/feed/links.hpp"

using namespace watchword;
using Found = feed::FeedCandidate::Found;

namespace {

// The addresses that the page itself names.
std::vector<std::string> named(std::string_view html, std::string_view url = "https://x.example/news/") {
    std::vector<std::string> urls;
    for (const auto& candidate : feed::feed_candidates(html, url))
        if (candidate.found != Found::usual) urls.push_back(candidate.url);
    return urls;
}

using Urls = std::vector<std::string>;

}  // namespace

TEST(Discovery, AnnouncedFeedsComeFirstAndThoseOfCommentsLast) {
    auto found = feed::feed_candidates(R"(<html><head>
        <link rel="alternate" type="application/rss+xml" title="Site &raquo; Comments Feed" href="/comments/feed/">
        <link rel="stylesheet" href="/feed.css"><link rel='ALTERNATE home' type='application/atom+xml; charset=utf-8' href='atom.xml'>
        </head><body><a href="/other/rss">RSS</a>)",
                                       "https://x.example/news/");
    ASSERT_GE(found.size(), 3u);
    EXPECT_EQ(found[0].url, "https://x.example/news/atom.xml");
    EXPECT_EQ(found[1].url, "https://x.example/comments/feed/");
    EXPECT_EQ(found[1].title, "Site » Comments Feed");
    EXPECT_EQ(found[2].url, "https://x.example/other/rss");
    EXPECT_EQ(found[2].found, Found::linked);
}

TEST(Discovery, LinksAreJudgedByTheirAddress) {
    EXPECT_EQ(named("<a href=/feed/>"), Urls{"https://x.example/feed/"});
    EXPECT_EQ(named("<a href='https://y.example/blog/news.rss'>"), Urls{"https://y.example/blog/news.rss"});
    EXPECT_EQ(named("<a href='?feed=rss2'>"), Urls{"https://x.example/news/?feed=rss2"});
    EXPECT_EQ(named("<a href='/feedback'><a href='/rss-explained.html'><a href='javascript:rss'>"), Urls{});
    EXPECT_EQ(named("<!-- <a href=/feed> --><link rel=alternate hreflang=de href=/de/>"), Urls{});
}

TEST(Discovery, LinksAreJudgedByWhatIsWrittenOnThem) {
    EXPECT_EQ(named("<a href='/news.xml'> RSS feed </a>"), Urls{"https://x.example/news.xml"});
    EXPECT_EQ(named("<a href='/export' title='Atom'><img src=f.png></a>"), Urls{"https://x.example/export"});
    EXPECT_EQ(named("<a href='/a'>Atomic bombs</a><a href='/b'>Why the RSS feed outlived every one of its heirs</a>"),
              Urls{});
}

TEST(Discovery, TheBaseOfThePageCounts) {
    EXPECT_EQ(named("<base href='https://cdn.example/a/'><link rel=alternate type=application/feed+json "
                    "href=feed.json>"),
              Urls{"https://cdn.example/a/feed.json"});
}

TEST(Discovery, UsualPlacesAreProposedAsWell) {
    auto found = feed::feed_candidates("", "https://x.example/news/today");
    EXPECT_TRUE(std::ranges::any_of(
        found, [](const auto& each) { return each.url == "https://x.example/feed" && each.found == Found::usual; }));
    EXPECT_TRUE(feed::feed_candidates("<a href=/feed>", "").empty());
}

TEST(Discovery, HostilePagesAreReadInBoundedTimeAndGiveBoundedLists) {
    std::string page;
    for (int i = 0; i < 100'000; ++i) page += "<a href='/" + std::to_string(i) + "/feed'><!-- <a <";
    EXPECT_LE(feed::feed_candidates(page, "https://x.example/").size(), 40u);
    std::string comments(4'000'000, '<');
    for (std::size_t i = 1; i + 3 < comments.size(); i += 4) comments.replace(i, 3, "!--");
    EXPECT_LE(feed::feed_candidates(comments, "https://x.example/").size(), 40u);
}

TEST(Links, HtmlKeepsEverythingButItsRelativeAddresses) {
    EXPECT_EQ(feed::with_absolute_links("<p title='a=b'>x<img src=i.png alt=\"a\"><a href='?a=1&amp;b=2#c'>y</a></p>",
                                        "https://x.example/d/e"),
              "<p title='a=b'>x<img src=https://x.example/d/i.png alt=\"a\"><a "
              "href='https://x.example/d/e?a=1&amp;b=2#c'>y</a></p>");
    EXPECT_EQ(feed::with_absolute_links("a < b <a href=\"http://y.example/\">", "https://x.example/"),
              "a < b <a href=\"http://y.example/\">");
    EXPECT_EQ(feed::with_absolute_links("<a href=\"x", "https://x.example/"), "<a href=\"https://x.example/x");
}
