#include "common/revision/compare.hpp"

#include <gtest/gtest.h>

#include "replay.hpp"

namespace watchword::revision {
namespace {

Revision article(std::vector<std::string> paragraphs) {
    Revision revision;
    revision.headline = "Ministers meet in Geneva";
    revision.paragraphs = std::move(paragraphs);
    return revision;
}

TEST(Compare, FindsNothingBetweenTwoEqualRevisions) {
    auto revision = article({"One.", "Two.", "Two."});
    auto diff = compare(revision, revision, "en");
    EXPECT_TRUE(diff.empty());
    EXPECT_EQ(diff.grade, std::nullopt);
}

TEST(Compare, TellsAChangedWordFromWhatStandsAroundIt) {
    auto diff = compare(article({"The council met on the hill and voted."}),
                        article({"The council met on the hill and argued."}), "en");
    ASSERT_EQ(diff.changes.size(), 1U);
    std::vector<Piece> expected{{Piece::Op::keep, "The council met on the hill and "},
                                {Piece::Op::remove, "voted"},
                                {Piece::Op::insert, "argued"},
                                {Piece::Op::keep, "."}};
    EXPECT_EQ(diff.changes[0].words, expected);
    EXPECT_EQ(diff.grade, Grade::substantive);
}

TEST(Compare, NamesTheSilentEditOfASentence) {
    auto diff = compare(article({"Eight of the 15 members of the Security Council — 10 of which are "
                                 "non-permanent — voted against it.",
                                 "Nothing else happened that day in the city."}),
                        article({"Eight of the 15 members of the Security Council voted against it.",
                                 "Nothing else happened that day in the city."}),
                        "en");
    ASSERT_EQ(diff.changes.size(), 1U);
    EXPECT_EQ(diff.changes[0].kind, Kind::number);
    EXPECT_EQ(diff.changes[0].grade, Grade::substantive);
    EXPECT_EQ(diff.changes[0].paragraph, 0U);
}

TEST(Compare, SeesAParagraphBroughtAndOneDropped) {
    auto diff = compare(article({"The first paragraph stays.", "The second tells of a storm at sea."}),
                        article({"The first paragraph stays.", "Prices rose sharply over winter."}), "en");
    ASSERT_EQ(diff.changes.size(), 2U);
    EXPECT_EQ(diff.grade, Grade::major);
    EXPECT_EQ(appeared_text(diff) + "|" + removed_text(diff),
              diff.changes[0].after + diff.changes[1].after + "|" + diff.changes[0].before + diff.changes[1].before);
}

TEST(Compare, RecognisesAParagraphThatMoved) {
    std::string a = "The harbour was closed at noon after the wind had turned.";
    std::string b = "Fishermen had asked for it since the morning of the day before.";
    std::string c = "Insurers expect the damage to remain small this year.";
    auto diff = compare(article({a, b, c}), article({c, a, b}), "en");
    ASSERT_EQ(diff.changes.size(), 1U);
    EXPECT_TRUE(diff.changes[0].moved);
    EXPECT_EQ(diff.changes[0].after, c);
    EXPECT_EQ(diff.grade, Grade::minor);
}

TEST(Compare, TakesAParagraphSplitInTwoForTheSameText) {
    std::string a = "The harbour was closed at noon after the wind had turned.";
    std::string b = "Fishermen had asked for it since the morning of the day before.";
    auto diff = compare(article({a + " " + b}), article({a, b}), "en");
    EXPECT_EQ(diff.grade, Grade::cosmetic);
    EXPECT_EQ(replay(diff, {a + " " + b}), (std::vector<std::string>{a, b}));
    auto back = compare(article({a, b}), article({a + " " + b}), "en");
    EXPECT_EQ(back.grade, Grade::cosmetic);
}

std::string many(std::string_view word, std::size_t count) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) text += std::string(word) + std::to_string(i * 7919 % count) + " ";
    return text;
}

TEST(Compare, TextsTooLargeToCompareComeBackAsChangedThroughout) {
    auto before = article({many("storm", 500'000)});
    auto after = article({many("calm", 500'000), "A second paragraph."});
    auto diff = compare(before, after, "en");
    ASSERT_EQ(diff.changes.size(), 1U);
    EXPECT_TRUE(diff.throughout);
    EXPECT_EQ(diff.grade, Grade::major);
    EXPECT_EQ(replay(diff, before.paragraphs), after.paragraphs);
}

TEST(Compare, ASmallEditOfAHugeTextIsStillFound) {
    std::vector<std::string> paragraphs(50'000, "The same line again and again.");
    auto before = article(paragraphs);
    paragraphs[31'000] = "The same line again, but for once.";
    auto diff = compare(before, article(paragraphs), "en");
    ASSERT_EQ(diff.changes.size(), 1U);
    EXPECT_EQ(diff.changes[0].paragraph, 31'000U);
}

TEST(Compare, CountlessTinyParagraphsAreNotListedOneByOne) {
    auto diff =
        compare(article(std::vector<std::string>(300'000, "a")), article(std::vector<std::string>(300'000, "b")), "en");
    EXPECT_EQ(diff.changes.size(), 1U);
    EXPECT_TRUE(diff.throughout);
}

TEST(Compare, EndsSoonWhereEveryWordRepeats) {
    std::string before, after;
    for (int i = 0; i < 60'000; ++i) {
        before += i % 2 == 0 ? "a " : "b ";
        after += i % 3 == 0 ? "b " : "a ";
    }
    EXPECT_EQ(compare(article({before}), article({after}), "en").changes.size(), 1U);
}

TEST(Compare, TellsOfTheOtherPartsOfAnArticle) {
    Revision before = article({"The body stays."}), after = before;
    after.headline = "Ministers quarrel in Geneva";
    before.standfirst = "Talks begin.";
    after.standfirst = "Talks failed.";
    before.byline = {"Almaz Kumenov"};
    after.byline = {"Almaz Kumenov", "Aidar Seit"};
    before.published = std::chrono::sys_days(std::chrono::year(2018) / 4 / 17);
    after.published = std::chrono::sys_days(std::chrono::year(2018) / 4 / 18);
    before.tags = {"Geneva"};
    after.tags = {"Geneva", "Sea"};
    std::vector<std::pair<Kind, Grade>> found;
    for (const Change& change : compare(before, after, "en").changes) found.emplace_back(change.kind, change.grade);
    std::vector<std::pair<Kind, Grade>> expected{{Kind::headline, Grade::major},
                                                 {Kind::standfirst, Grade::substantive},
                                                 {Kind::byline, Grade::substantive},
                                                 {Kind::date, Grade::substantive},
                                                 {Kind::tag, Grade::minor}};
    EXPECT_EQ(found, expected);
}

TEST(Compare, OverlooksWhatPagesShowOneTimeAndHideTheNext) {
    Revision before = article({"Talks begin in Geneva.", "The rest."}), after = before;
    before.standfirst = "Talks begin in Geneva.";
    before.published = std::chrono::sys_days(std::chrono::year(2018) / 4 / 17);
    before.tags = {"Sea", "Geneva"};
    after.tags = {"Geneva", "Sea"};
    after.headline = "Ministers\u00A0meet in Geneva";
    EXPECT_EQ(compare(before, after, "en").grade, Grade::cosmetic);
}

TEST(AppearedText, HoldsTheNewWordsAndNoOthers) {
    auto diff = compare(article({"Anchors saw Maidan-style unrest ahead.", "“Typographic” quotes."}),
                        article({"Anchors saw street unrest ahead.", "\"Typographic\" quotes.", "A new one."}), "en");
    EXPECT_EQ(appeared_text(diff), "street\nA new one.");
    EXPECT_EQ(removed_text(diff), "Maidan-style");
}

}  // namespace
}  // namespace watchword::revision
