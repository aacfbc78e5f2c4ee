#include "common/query/matcher.hpp"

#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/common/query/ask.hpp"

namespace watchword::query {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

const Subject maidan{.title = "Kazakhstan: Maidan talk",
                     .standfirst = "The Security Council warned of Maidan-style unrest.",
                     .body = "Council of ministers met.\nNobody spoke.",
                     .source = "news.eurasianet.org",
                     .url = "https://news.eurasianet.org/maidan",
                     .language = "en"};

TEST(Matching, FindsWordsWhateverTheirCase) {
    EXPECT_TRUE(matches("maidan", maidan));
    EXPECT_TRUE(matches("KAZAKHSTAN", maidan));
    EXPECT_FALSE(matches("maid", maidan));
}

TEST(Matching, FindsPhrasesInOneFieldOnly) {
    EXPECT_TRUE(matches("\"security council\"", maidan));
    EXPECT_TRUE(matches("maidan-style", maidan));
    EXPECT_FALSE(matches("\"maidan talk the\"", maidan));
    EXPECT_FALSE(matches("\"unrest council\"", maidan));
}

TEST(Matching, JoinsByAndOrAndNot) {
    EXPECT_TRUE(matches("maidan security", maidan));
    EXPECT_TRUE(matches("nothing OR council", maidan));
    EXPECT_FALSE(matches("maidan -council", maidan));
    EXPECT_FALSE(matches("maidan NOT (nobody OR never)", maidan));
    EXPECT_TRUE(matches("nothing OR maidan AND council", maidan));
    EXPECT_FALSE(matches("(nothing OR maidan) AND never", maidan));
}

TEST(Matching, CountsWordsBetweenForNear) {
    EXPECT_TRUE(matches("security NEAR/1 warned", maidan));
    EXPECT_FALSE(matches("security NEAR/0 warned", maidan));
    EXPECT_FALSE(matches("warned ONEAR/5 security", maidan));
    EXPECT_TRUE(matches("security PRE/1 warned", maidan));
    EXPECT_FALSE(matches("talk NEAR/5 security", maidan));
}

TEST(Matching, TakesQueriesOfFieldsAlone) {
    EXPECT_TRUE(matches("source:eurasianet.org", maidan));
    EXPECT_FALSE(matches("source:rasianet.org", maidan));
    EXPECT_TRUE(matches("lang:en", maidan));
    EXPECT_TRUE(matches("url:maidan", maidan));
    EXPECT_TRUE(matches("url:/net.*maidan$/", maidan));
}

TEST(Matching, FindsWordFormsInTheLanguageOfTheArticle) {
    Subject russian{.title = "Совета безопасности ООН", .language = "ru"};
    EXPECT_TRUE(matches("совет", russian));
    EXPECT_TRUE(matches("\"совет безопасность\"", russian));
    EXPECT_FALSE(matches("=совет", russian));
    EXPECT_FALSE(matches("exact:(совет OR безопасность)", russian));
    EXPECT_FALSE(matches("совет", russian, {.forms = false}));
    EXPECT_TRUE(matches("совет~", russian, {.forms = false}));
    EXPECT_TRUE(matches("совет NEAR/0 безопасность", russian));
    EXPECT_FALSE(matches("совет", Subject{.title = "Совета", .language = "am"}));
}

TEST(Matching, FoldsAccentsWhenAsked) {
    Subject subject{.title = "Café à İzmir: подъём", .language = "fr"};
    EXPECT_FALSE(matches("=cafe", subject));
    EXPECT_TRUE(matches("=cafe", subject, {.fold = true}));
    EXPECT_TRUE(matches("=izmir", subject, {.fold = true}));
    EXPECT_TRUE(matches("=подъем", subject, {.fold = true}));
    EXPECT_TRUE(matches("\"café a\"", subject, {.fold = true}));
    for (auto text : {"П'ять", "П’ять", "Пʼять"}) {
        for (auto word : {"=п'ять", "=п’ять", "=пʼять"}) {
            EXPECT_TRUE(matches(word, Subject{.title = text, .language = "uk"}, {.fold = true})) << word << text;
        }
    }
    EXPECT_FALSE(matches("=маидан", Subject{.title = "Майдан"}, {.fold = true}));
}

TEST(Hits, TellPartFieldPlaceAndWords) {
    auto hits = hits_of("title:maidan OR \"Security Council\"", maidan);
    ASSERT_EQ(hits.size(), 2u);
    EXPECT_EQ(hits[0], (Hit{"maidan", Field::title, 12, 18, "Maidan", "Kazakhstan: Maidan talk"}));
    EXPECT_EQ(hits[1], (Hit{"\"Security Council\"", Field::standfirst, 4, 20, "Security Council",
                            "The Security Council warned of Maidan-style unrest."}));
}

TEST(Matcher, AnswersWithKeysInOrder) {
    Matcher matcher;
    matcher.add(7, query("maidan"));
    matcher.add(3, query("council"));
    matcher.add(5, query("absent"));
    EXPECT_THAT(matcher.snapshot()->match(maidan), ElementsAre(3u, 7u));
}

TEST(Matcher, LeavesEarlierSnapshotsAsTheyWere) {
    Matcher matcher;
    matcher.add(1, query("maidan"));
    auto before = matcher.snapshot();
    matcher.add(2, query("council"));
    matcher.remove(1);
    EXPECT_THAT(before->match(maidan), ElementsAre(1u));
    EXPECT_THAT(matcher.snapshot()->match(maidan), ElementsAre(2u));
    matcher.remove(2);
    EXPECT_THAT(matcher.snapshot()->match(maidan), IsEmpty());
}

TEST(Matcher, KeepsEveryQueryThroughManyChanges) {
    Matcher matcher;
    std::vector<std::uint64_t> wanted;
    for (std::uint64_t key = 1; key <= 300; ++key) {
        matcher.add(key, query(key % 2 == 0 ? "maidan" : "council maidan"));
        if (key % 3 == 0) matcher.snapshot();
        if (key % 5 == 0) {
            matcher.remove(key - 2);
            std::erase(wanted, key - 2);
        }
        wanted.push_back(key);
    }
    EXPECT_EQ(matcher.snapshot()->match(maidan), wanted);
}

TEST(Matcher, LetsARemovedKeyComeBackWithAnotherQuery) {
    Matcher matcher;
    matcher.add(1, query("absent"));
    matcher.snapshot();
    matcher.remove(1);
    matcher.add(1, query("maidan"));
    EXPECT_THAT(matcher.snapshot()->match(maidan), ElementsAre(1u));
    EXPECT_EQ(matcher.snapshot()->hits(1, maidan).size(), 2u);
}

TEST(Matching, FindsFormsAndPrefixesHoweverOftenTheIndexWasJoined) {
    const std::vector<std::string> texts = {"майдан", "beograd", "ukrain*", "ukr*", "antidisestablish*", "council"};
    Matcher matcher;
    std::uint64_t key = 0;
    for (int round = 0; round < 8; ++round) {
        for (const std::string& text : texts) {
            matcher.add(key++, query(text));
            matcher.snapshot();
        }
    }
    auto found = [&](std::string_view body, std::string_view language) {
        return matcher.snapshot()->match({.body = body, .language = language}).size();
    };
    EXPECT_EQ(found("на майдану", "ru"), 8u);
    EXPECT_EQ(found("у београду", "sr"), 8u);
    EXPECT_EQ(found("Ukrainian councils", "en"), 24u);
    EXPECT_EQ(found("antidisestablishmentarianism, antidisestablis", "en"), 8u);
    EXPECT_EQ(found("ukr", "en"), 8u);
}

}  // namespace
}  // namespace watchword::query
