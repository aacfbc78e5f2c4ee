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
    EXPECT_EQ(appeared_text(diff) + "|" + removed_text(diff), diff.changes[0].after + diff.changes[1].after +
                                                                  "|" + diff.changes[0].before +
                                                                  diff.changes[1].before);
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

}  // namespace
}  // namespace watchword::revision
