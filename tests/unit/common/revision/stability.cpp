#include "common/revision/stability.hpp"

#include <gtest/gtest.h>

namespace watchword::revision {
namespace {

using namespace std::chrono_literals;

constexpr Time published_at = std::chrono::sys_days(std::chrono::year(2018) / 4 / 17) + 12h;

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
    a.published = published_at;
    b.published = published_at + 3h;
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
    EXPECT_TRUE(differs([](Revision& b) { b.published = published_at; }));
    EXPECT_TRUE(differs([](Revision& b) { b.paragraphs[3][0] = 'p'; }));
    EXPECT_TRUE(differs([](Revision& b) { std::swap(b.headline, b.standfirst); }));
}

TEST(Alternates, WhatWasSeenWithinTheWindowIsNoNewRevision) {
    const Known known[] = {{11, published_at}, {22, published_at + 20min}};
    EXPECT_TRUE(alternates(known, 11, published_at + 40min, 24h));
    EXPECT_TRUE(alternates(known, 22, published_at + 40min, 24h));
    EXPECT_FALSE(alternates(known, 33, published_at + 40min, 24h));
    EXPECT_FALSE(alternates(known, 11, published_at + 25h, 24h)) << "an edit taken back a day later is news";
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

TEST(LooksWalled, WhenAPleaInAnyLanguageStandsInstead) {
    for (const char* plea : {
             "This article is for subscribers only. Already a subscriber? Log in to continue.",
             "You have reached your limit of free articles. Create a free account to keep reading.",
             "You've read all of your free articles this month.",
             "Before you continue: we value your privacy. Accept all or manage your choices.",
             "Please enable JavaScript and disable any ad blocker to proceed.",
             "Verify you are human by completing the action below.",
             "Материал доступен только по подписке. Оформите её или войдите.",
             "Этот материал доступен подписчикам.",
             "Мы используем файлы cookie. Продолжая пользоваться сайтом, вы соглашаетесь с этим.",
             "Цей матеріал доступний лише передплатникам. Увійдіть, щоб читати далі.",
             "Mit einem Abo lesen Sie weiter. Sie haben schon eines? Jetzt anmelden.",
             "Dieser Artikel ist exklusiv für Abonnenten. Zum Weiterlesen Probemonat starten.",
             "Wir benötigen Ihre Zustimmung. Alle akzeptieren oder Einstellungen.",
             "Cet article est réservé aux abonnés. Il vous reste 80 % à découvrir.",
             "En cliquant sur accepter, vous consentez au dépôt de traceurs.",
             "Contenido exclusivo para suscriptores. Inicia sesión para continuar leyendo.",
             "Has llegado al límite de artículos gratuitos.",
             "Ten artykuł przeczytasz z prenumeratą. Zaloguj się.",
             "Questo contenuto è riservato agli abbonati.",
             "هذا المحتوى متاح للمشتركين فقط. سجل الدخول للمتابعة.",
             "この記事は有料会員限定です。ログインして続きを読む。",
             "本文仅限会员阅读，请登录后继续。",
         }) {
        Revision after = report();
        after.paragraphs = {plea};
        EXPECT_TRUE(looks_walled(report(), after)) << plea;
    }
}

TEST(LooksWalled, NotWhenATextWasShortenedRewrittenOrWithdrawn) {
    Revision after = report();
    after.paragraphs.resize(8);
    EXPECT_FALSE(looks_walled(report(), after)) << "two thirds are left";
    after.paragraphs = {"Editor's note: this article has been withdrawn because its source had invented the ships."};
    EXPECT_FALSE(looks_walled(report(), after));
    after.paragraphs = {"The gate was opened at last on Friday night, the master said, and all eleven ships came in."};
    EXPECT_FALSE(looks_walled(report(), after));
    Revision brief;
    brief.paragraphs = {"A brief note of few words."};
    EXPECT_FALSE(looks_walled(brief, Revision{}));
}

TEST(LooksCutOff, WhenTheOldTextStopsInTheMiddleOfASentence) {
    Revision after = report();
    after.paragraphs.resize(8);
    for (std::size_t left : {50u, 57u, 100u}) {  // within a word and between two
        after.paragraphs.back() = report().paragraphs[7].substr(0, left);
        EXPECT_TRUE(looks_cut_off(report(), after)) << after.paragraphs.back();
    }
    after.paragraphs.push_back("2 hours ago");
    EXPECT_TRUE(looks_cut_off(report(), after));
}

TEST(LooksCutOff, NotWhenAnEditorShortenedIt) {
    Revision after = report();
    EXPECT_FALSE(looks_cut_off(report(), after));
    after.paragraphs.resize(8);
    EXPECT_FALSE(looks_cut_off(report(), after)) << "whole paragraphs were taken out";
    after.paragraphs.back() = "Paragraph number 7 of the report tells of ships that wait outside.";
    EXPECT_FALSE(looks_cut_off(report(), after));
    after.paragraphs.back() = report().paragraphs[7].substr(0, 50);
    after.paragraphs[0] = "Something else was said at first.";
    EXPECT_FALSE(looks_cut_off(report(), after)) << "somebody has edited it as well";

    Revision before = report();
    before.paragraphs.insert(before.paragraphs.begin() + 4, "What the master says");
    after.paragraphs.assign(before.paragraphs.begin(), before.paragraphs.begin() + 5);
    EXPECT_FALSE(looks_cut_off(before, after)) << "nothing is left below a subheading";
    after.paragraphs = {"Paragraph number 0"};
    EXPECT_FALSE(looks_cut_off(report(), after)) << "too little to tell";
}

TEST(AnotherPiece, HasNeitherTheHeadlineNorAParagraphOfTheFirst) {
    Revision live;
    live.headline = "Live: the day as it comes";
    live.paragraphs = {"Ships wait outside while the harbour master says nothing, and the bread runs out."};
    EXPECT_TRUE(is_another_piece(report(), live));

    auto renamed = report();
    renamed.headline = live.headline;
    EXPECT_FALSE(is_another_piece(report(), renamed));
    live.headline = report().headline;
    EXPECT_FALSE(is_another_piece(report(), live));
}

}  // namespace
}  // namespace watchword::revision
