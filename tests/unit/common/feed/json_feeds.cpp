#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/feed/document.hpp"
#include "common/feed/to_json.hpp"
#include "tests/unit/common/feed/parsed.hpp"

using namespace watchword;
using testing::ElementsAre;

TEST(JsonFeeds, AFeedIsReadInFull) {
    auto document = parsed(
        R"({"version":"https://jsonfeed.org/version/1.1","title":"News","home_page_url":"/","language":"uk",
        "authors":[{"name":"Editor"}],"items":[
          {"id":17,"url":"1.html","title":"Q&amp;A","content_text":"a < b","summary":"s","date_published":"2020-01-02T03:04:05+02:00",
           "authors":[{"name":"Ann"},{"name":"Bob"}],"tags":["a","b"],
           "attachments":[{"url":"a.mp3","mime_type":"audio/mpeg","size_in_bytes":5}]},
          {"id":"x","external_url":"http://y.example/"}]})",
        "http://x.example/feed.json");
    EXPECT_EQ(document.format, "json feed 1.1");
    EXPECT_EQ(document.home_url, "http://x.example/");
    ASSERT_EQ(document.entries.size(), 2u);
    const feed::Entry& entry = document.entries[0];
    EXPECT_EQ(entry.id, "17");
    EXPECT_EQ(entry.url, "http://x.example/1.html");
    EXPECT_EQ(entry.title, "Q&A");
    EXPECT_EQ(entry.content_html, "a &lt; b");
    EXPECT_THAT(entry.authors, ElementsAre("Ann", "Bob"));
    EXPECT_THAT(entry.tags, ElementsAre("a", "b"));
    EXPECT_EQ(to_rfc3339(*entry.published), "2020-01-02T01:04:05Z");
    EXPECT_EQ(entry.enclosures.at(0).url, "http://x.example/a.mp3");
    EXPECT_EQ(entry.enclosures.at(0).length, 5u);
    EXPECT_EQ(document.entries[1].url, "http://y.example/");
    EXPECT_THAT(document.entries[1].authors, ElementsAre("Editor"));
    EXPECT_EQ(document.entries[1].language, "uk");
}

TEST(JsonFeeds, RawLineEndsInStringsAreForgiven) {
    auto document = parsed(
        "{\"version\":\"https://jsonfeed.org/version/1\",\"items\":[{\"id\":\"1\",\"title\":\"First\nline "
        "\\\"x\\\"\"}]}");
    EXPECT_EQ(document.entries.at(0).title, "First line \"x\"");
    EXPECT_EQ(document.warnings.size(), 1u);
}

TEST(JsonFeeds, BrokenStringsAreReadAsTheyWereMeant) {
    auto document = parsed(
        "{\"version\":\"https://jsonfeed.org/version/1\",\"items\":[{\"id\":\"1\",\"title\":\"a\\x "
        "\\ud83d\\ude00 "
        "\\ud83d b\"}]}");
    EXPECT_EQ(document.entries.at(0).title, "a\\x 😀 \uFFFD b");
    EXPECT_EQ(document.warnings.size(), 1u);
}

TEST(JsonFeeds, ACutDocumentKeepsWhatCame) {
    const std::string whole =
        R"({"version":"https://jsonfeed.org/version/1.1","title":"T","items":[{"id":"1","title":"One","tags":["a","b"]},)"
        R"({"id":"2","title":"Two","authors":[{"name":"Ann"}]}]})";
    for (std::size_t length = whole.find(R"({"id":"2")"); length < whole.size(); ++length) {
        auto document = parsed(whole.substr(0, length));
        ASSERT_GE(document.entries.size(), 1u) << length;
        EXPECT_EQ(document.entries[0].title, "One");
        EXPECT_THAT(document.entries[0].tags, ElementsAre("a", "b"));
        if (document.entries.size() == 1) continue;
        EXPECT_THAT(document.entries[1].title, testing::AnyOf("", "Two")) << length;
    }
}

TEST(JsonFeeds, WhatIsCutShortSaysSo) {
    const std::string head = R"({"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1","title":"One"})";
    EXPECT_FALSE(parsed(head + "]}").cut_short);
    EXPECT_TRUE(parsed(head).cut_short);
    EXPECT_FALSE(parsed(head).last_entry_cut);
    auto cut = parsed(head + R"(,{"id":"2","title":"Tw)");
    EXPECT_TRUE(cut.cut_short);
    EXPECT_TRUE(cut.last_entry_cut);
    EXPECT_FALSE(parsed(head + R"(,{"id":"2","title":"a)" + "\n" + R"(b"}]} trailing)").cut_short);
}

// A value of two bytes takes some hundred in memory.
TEST(JsonFeeds, ADocumentOfVeryManyValuesIsReadInPart) {
    std::string many = R"({"items":[{"id":"1"})";
    for (int i = 0; i < 3'000'000; ++i) many += ",0";
    auto document = parsed(many + "]}");
    EXPECT_EQ(document.entries.size(), 1u);
    EXPECT_NE(document.shortfall, "");
    EXPECT_FALSE(document.cut_short);
}

TEST(JsonFeeds, NumbersAsIdsAreWrittenInFull) {
    auto document = parsed(R"({"items":[{"id":17.0},{"id":1e3},{"id":18446744073709551615},{"id":-5}]})");
    EXPECT_EQ(document.entries.at(0).id, "17");
    EXPECT_EQ(document.entries.at(1).id, "1000");
    EXPECT_EQ(document.entries.at(2).id, "18446744073709551615");
    EXPECT_EQ(document.entries.at(3).id, "-5");
}

TEST(JsonFeeds, WrongTypesAreAbsent) {
    auto document =
        parsed(R"({"items":[{"id":{},"title":["x"],"tags":"t","authors":"Ann","attachments":[1,{"url":3}]},7,null]})");
    ASSERT_EQ(document.entries.size(), 1u);
    EXPECT_EQ(document.entries[0].title, "");
    EXPECT_THAT(document.entries[0].authors, ElementsAre("Ann"));
}

TEST(JsonFeeds, HostileJsonIsRefusedOrRead) {
    for (std::string text :
         {std::string("{\"items\":") + std::string(100'000, '['),
          std::string("{\"items\":[{\"id\":") + std::string(1'000'000, '9') + "}]}",
          std::string("{\"items\":[{\"id\":NaN}]}"), std::string("{\"items\":[{\"title\":\"\\ud800\"}]}"),
          std::string("{\"items\":[],\"items\":[{\"id\":\"1\"}]}"), std::string("{\"a\":1}"), std::string("{")}) {
        auto document = feed::parse(text, {});
        EXPECT_TRUE(document || !document.error().message.empty());
    }
}

TEST(JsonFeeds, TheInspectedFeedHasNullForWhatIsAbsent) {
    auto object =
        feed::to_json(parsed(R"({"version":"https://jsonfeed.org/version/1.1","title":"T","items":[{"id":"1"}]})"));
    EXPECT_EQ(object.at("title"), "T");
    EXPECT_TRUE(object.at("home_url").is_null());
    const auto& entry = object.at("entries").at(0);
    EXPECT_EQ(entry.at("id"), "1");
    EXPECT_TRUE(entry.at("published").is_null());
    EXPECT_TRUE(entry.at("tags").as_array().empty());
}
