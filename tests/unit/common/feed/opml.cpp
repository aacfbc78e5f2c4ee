#include "common/feed/opml.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

using namespace watchword;
using testing::ElementsAre;

namespace {

feed::Opml parsed_opml(const std::string& bytes) {
    auto opml = feed::parse_opml(bytes);
    EXPECT_TRUE(opml);
    return opml ? *opml : feed::Opml{};
}

}  // namespace

TEST(OpmlFiles, FoldersBecomeTagsAndUnknownAttributesAreKept) {
    auto opml = parsed_opml(R"(<?xml version="1.0"?><opml version="1.0"><head><title>My feeds</title></head><body>
        <outline text="News"><outline text="Ukraine">
          <outline type="rss" text="One &amp; Only" xmlUrl="https://x.example/rss?a=1&amp;b=2" htmlUrl="https://x.example/" category="/Tech,/Long reads" x-interval="15m"/>
        </outline><outline title="Two" xmlurl="http://y.example/feed"/></outline>
        <outline text="Three" xmlUrl="https://z.example/atom"/></body></opml>)");
    EXPECT_EQ(opml.title, "My feeds");
    ASSERT_EQ(opml.feeds.size(), 3u);
    EXPECT_EQ(opml.feeds[0].url, "https://x.example/rss?a=1&b=2");
    EXPECT_EQ(opml.feeds[0].title, "One & Only");
    EXPECT_EQ(opml.feeds[0].home_url, "https://x.example/");
    EXPECT_THAT(opml.feeds[0].tags, ElementsAre("News/Ukraine", "Tech", "Long reads"));
    EXPECT_THAT(opml.feeds[0].attributes, ElementsAre(testing::Pair("x-interval", "15m")));
    EXPECT_EQ(opml.feeds[1].title, "Two");
    EXPECT_THAT(opml.feeds[1].tags, ElementsAre("News"));
    EXPECT_TRUE(opml.feeds[2].tags.empty());
}

TEST(OpmlFiles, WhatIsWrittenIsReadBack) {
    feed::Opml opml;
    opml.title = "Feeds <of> \"mine\" & others";
    opml.feeds = {{"https://a.example/rss", "A", "https://a.example/", {"News/Ukraine", "Tech"}, {{"x-a", "1 < 2"}}},
                  {"https://b.example/rss", "B", "", {"News"}, {}},
                  {"https://c.example/rss", "C", "", {}, {}}};
    auto back = parsed_opml(feed::to_opml(opml));
    EXPECT_EQ(back.title, opml.title);
    ASSERT_EQ(back.feeds.size(), 3u);
    for (const auto& feed : opml.feeds) {
        auto found = std::ranges::find(back.feeds, feed.url, &feed::Opml::Feed::url);
        ASSERT_NE(found, back.feeds.end());
        EXPECT_EQ(found->title, feed.title);
        EXPECT_EQ(found->tags, feed.tags);
        EXPECT_EQ(found->attributes, feed.attributes);
    }
}

TEST(OpmlFiles, AttributesTakeTheirNamespacesAlong) {
    auto opml = parsed_opml(
        "<opml xmlns:nl='http://nl.example/'><body xmlns:b='urn:b'><outline text='A' title='A, in full' "
        "nl:colour='red' "
        "lost:x='1' xmlUrl='https://a.example/'/><outline text='B' title='B' "
        "xmlUrl='https://b.example/'/></body></opml>");
    ASSERT_EQ(opml.feeds.size(), 2u);
    EXPECT_TRUE(opml.feeds[1].attributes.empty());
    std::string written = feed::to_opml(opml);
    EXPECT_THAT(written, testing::HasSubstr("xmlns:nl=\"http://nl.example/\""));
    EXPECT_THAT(written, testing::Not(testing::HasSubstr("lost:")));  // no XML where nothing binds it
    EXPECT_THAT(parsed_opml(written).feeds[0].attributes,
                testing::UnorderedElementsAre(testing::Pair("nl:colour", "red"), testing::Pair("title", "A, in full"),
                                              testing::Pair("xmlns:nl", "http://nl.example/")));
}

TEST(OpmlFiles, AFeedInTwoFoldersIsOneFeedWithTwoTags) {
    auto opml = parsed_opml(
        "<opml><body><outline text='A'><outline xmlUrl='https://x.example/'/></outline>"
        "<outline text='B'><outline xmlUrl='https://x.example/'/></outline></body></opml>");
    ASSERT_EQ(opml.feeds.size(), 1u);
    EXPECT_THAT(opml.feeds[0].tags, ElementsAre("A", "B"));
}

TEST(OpmlFiles, OnlyWebAddressesAreTaken) {
    auto opml = parsed_opml(
        "<!DOCTYPE opml [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><opml><body><outline text='&x;' "
        "xmlUrl='file:///etc/passwd'/>"
        "<outline xmlUrl='javascript:alert(1)'/><outline text='&x;' "
        "xmlUrl='https://x.example/'/></body></opml>");
    ASSERT_EQ(opml.feeds.size(), 1u);
    EXPECT_EQ(opml.feeds[0].title, "&x;");
    EXPECT_EQ(opml.warnings.size(), 1u);
}

TEST(OpmlFiles, BrokenDeepAndHugeFilesAreReadAsFarAsAllowed) {
    EXPECT_EQ(parsed_opml("<opml><body><outline text='A'><outline xmlUrl=https://x.example/ ></body>").feeds.size(),
              1u);
    std::string deep = "<opml><body>";
    for (int i = 0; i < 100'000; ++i) deep += "<outline text='f'>";
    EXPECT_TRUE(parsed_opml(deep).feeds.empty());
    std::string huge = "<opml><body>";
    for (int i = 0; i < 12'000; ++i) huge += "<outline xmlUrl='https://x.example/" + std::to_string(i) + "'/>";
    auto opml = parsed_opml(huge + "</body></opml>");
    EXPECT_EQ(opml.feeds.size(), 10'000u);
    EXPECT_FALSE(opml.warnings.empty());
}

TEST(OpmlFiles, WhatIsNoOpmlIsRefused) {
    EXPECT_FALSE(feed::parse_opml("<rss/>"));
    EXPECT_FALSE(feed::parse_opml(""));
}
