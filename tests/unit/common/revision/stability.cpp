#include "common/revision/stability.hpp"

#include <gtest/gtest.h>

namespace watchword::revision {
namespace {

using namespace std::chrono_literals;

constexpr Time noon = std::chrono::sys_days(std::chrono::year(2018) / 4 / 17) + 12h;

Revision report() {
    Revision revision;
    revision.headline = "Harbour closed for a third day";
    for (int i = 0; i < 12; ++i)
        revision.paragraphs.push_back(
            "Paragraph number " + std::to_string(i) +
            " of the report tells of ships that wait outside, of crews that run out of bread and "
            "of a harbour master who will not say when the gate opens again.");
    return revision;
}

TEST(Fingerprint, OverlooksTypographyLayoutAndLinesThatChangeByThemselves) {
    Revision a, b;
    a.headline = "The “gate” – shut";
    b.headline = "The \"gate\" - shut";
    a.paragraphs = {"One. Two.", "5 minutes ago"};
    b.paragraphs = {"One.", "Two.", "2 hours ago", "Read more: Storm ahead"};
    a.byline = {"A", "B"};
    b.byline = {"B", "A"};
    a.published = noon;
    b.published = noon + 3h;
    EXPECT_EQ(fingerprint(a), fingerprint(b));
}

TEST(Fingerprint, SeesAnyOtherDifference) {
    Revision a = report();
    auto differs = [&](auto edit) {
        Revision b = a;
        edit(b);
        return fingerprint(a) != fingerprint(b);
    };
    EXPECT_TRUE(differs([](Revision& b) { b.headline += "!"; }));
    EXPECT_TRUE(differs([](Revision& b) { b.standfirst = "Crews wait"; }));
    EXPECT_TRUE(differs([](Revision& b) { b.byline = {"A"}; }));
    EXPECT_TRUE(differs([](Revision& b) { b.tags = {"Sea"}; }));
    EXPECT_TRUE(differs([](Revision& b) { b.published = noon; }));
    EXPECT_TRUE(differs([](Revision& b) { b.paragraphs[3][0] = 'p'; }));
    EXPECT_TRUE(differs([](Revision& b) { std::swap(b.headline, b.standfirst); }));
}

TEST(Alternates, WhatWasSeenWithinTheWindowIsNoNewRevision) {
    const Known known[] = {{11, noon}, {22, noon + 20min}};
    EXPECT_TRUE(alternates(known, 11, noon + 40min, 24h));
    EXPECT_TRUE(alternates(known, 22, noon + 40min, 24h));
    EXPECT_FALSE(alternates(known, 33, noon + 40min, 24h));
    EXPECT_FALSE(alternates(known, 11, noon + 25h, 24h)) << "an edit taken back a day later is news";
}

TEST(LooksWalled, WhenOnlyTheBeginningOfALongTextIsLeft) {
    Revision after = report();
    after.paragraphs.resize(2);
    EXPECT_TRUE(looks_walled(report(), after));
    after.paragraphs.push_back("Subscribe to read on.");
    EXPECT_TRUE(looks_walled(report(), after));
    after.paragraphs = {"We and our 842 partners use cookies. Your consent is asked for."};
    EXPECT_TRUE(looks_walled(report(), after));
    after.paragraphs.clear();
    EXPECT_TRUE(looks_walled(report(), after));
}

TEST(LooksWalled, NotWhenATextWasShortenedRewrittenOrWithdrawn) {
    Revision after = report();
    after.paragraphs.resize(8);
    EXPECT_FALSE(looks_walled(report(), after)) << "two thirds are left";
    after.paragraphs = {
        "Editor's note: this article has been withdrawn because its source had invented the ships."};
    EXPECT_FALSE(looks_walled(report(), after));
    after.paragraphs = {
        "The gate was opened at last on Friday night, the master said, and all eleven ships came in."};
    EXPECT_FALSE(looks_walled(report(), after));
    Revision brief;
    brief.paragraphs = {"A brief note of few words."};
    EXPECT_FALSE(looks_walled(brief, Revision{}));
}

}  // namespace
}  // namespace watchword::revision
