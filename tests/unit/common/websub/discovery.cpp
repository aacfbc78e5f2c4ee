#include "common/websub/discovery.hpp"

#include <gmock/gmock.h>

namespace watchword::websub {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

const std::string url = "https://press.example/news/feed";

Discovered found(const Announcement& announcement) {
    return discover(announcement).value_or(Discovered());
}

TEST(Discovery, ReadsTheLinkHeaders) {
    EXPECT_EQ(found({{"<https://hub.example/>; rel=\"hub\"", "<https://press.example/feed>; rel=self"}, "", "", url}),
              (Discovered{"https://hub.example/", "https://press.example/feed"}));
    EXPECT_EQ(found({{"<https://hub.example/>; rel=hub, <https://press.example/feed>; rel=self"}, "", "", url}),
              (Discovered{"https://hub.example/", "https://press.example/feed"}));
    EXPECT_EQ(found({{"</hub?a=1,2;3>; REL=\"prefetch HUB\"; title=\"a, \\\"b\\\"; c\" , <../feed>;rel=\"self\""},
                     "",
                     "",
                     url}),
              (Discovered{"https://press.example/hub?a=1,2;3", "https://press.example/feed"}));
}

TEST(Discovery, HeadersComeBeforeTheDocument) {
    Announcement both{{"<https://a.example/>; rel=hub, <https://a.example/feed>; rel=self"},
                      "https://b.example/",
                      "https://b.example/feed",
                      url};
    EXPECT_EQ(found(both), (Discovered{"https://a.example/", "https://a.example/feed"}));
    both.link_headers = {"<https://a.example/>; rel=hub"};
    EXPECT_EQ(found(both), (Discovered{"https://a.example/", "https://b.example/feed"}));
    both.link_headers = {"<https://a.example/feed>; rel=self"};
    EXPECT_EQ(found(both), (Discovered{"https://b.example/", "https://b.example/feed"}));
}

TEST(Discovery, ATopicIsSpelledAsItsPublisherDoes) {
    EXPECT_EQ(found({{}, "https://hub.example", "HTTPS://Press.example:443/feed", url}).topic,
              "HTTPS://Press.example:443/feed");
    EXPECT_EQ(found({{}, "https://hub.example", "/feed?b=%7e", url}).topic, "https://press.example/feed?b=%7e");
}

TEST(Discovery, AFeedThatDoesNotNameItselfIsAskedForByItsAddress) {
    EXPECT_EQ(found({{}, "https://hub.example/", "", url}), (Discovered{"https://hub.example/", url}));
    EXPECT_EQ(found({{}, "https://hub.example/", "mailto:editor@press.example", url}).topic, url);
}

TEST(Discovery, WhatIsNoAddressOfTheWebIsNoHub) {
    EXPECT_FALSE(discover({{}, "", "https://press.example/feed", url}));
    EXPECT_FALSE(discover({{}, "javascript:alert(1)", "", url}));
    EXPECT_FALSE(discover({{"<file:///etc/passwd>; rel=hub"}, "ftp://hub.example/", "", url}));
    EXPECT_FALSE(discover({{"<https://hub.example/" + std::string(5000, 'x') + ">; rel=hub"}, "", "", url}));
    EXPECT_EQ(found({{"<gopher://a/>; rel=hub, <https://hub.example/>; rel=hub"}, "", "", url}).hub,
              "https://hub.example/");
}

TEST(LinkHeader, OnlyTheFirstRelationOfALinkCountsAndOnlyWithoutAnAnchor) {
    EXPECT_THAT(targets_with_relation("<a>; rel=next; rel=hub, <b>; anchor=\"#x\"; rel=hub, <c>; rel=hub", "hub"),
                ElementsAre("c"));
    EXPECT_THAT(targets_with_relation("<a>; rel=hubs, <b>; rel=\"\", <c>", "hub"), IsEmpty());
}

TEST(LinkHeader, WhatIsBrokenEndsTheList) {
    EXPECT_THAT(targets_with_relation("<a>; rel=hub, <b", "hub"), ElementsAre("a"));
    EXPECT_THAT(targets_with_relation("<a>; rel=\"hub", "hub"), ElementsAre("a"));
    EXPECT_THAT(targets_with_relation("<a>; rel=hub nonsense, <b>; rel=hub", "hub"), ElementsAre("a"));
    for (auto text : {"", ",", "<", "<>", ";", "<a>;", "<a>;=", "<a>;rel", "<a>;rel=\\", "<a>;rel=\"\\", "hub"})
        EXPECT_THAT(targets_with_relation(text, "hub"), IsEmpty()) << text;
    std::string many;
    for (int i = 0; i < 1000; ++i) many += "<a>;rel=hub,";
    EXPECT_THAT(targets_with_relation(many, "hub"), SizeIs(links_max));
}

}  // namespace
}  // namespace watchword::websub
