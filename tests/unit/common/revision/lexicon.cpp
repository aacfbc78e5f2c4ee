#include "common/revision/lexicon.hpp"

#include <gtest/gtest.h>

namespace watchword::revision {
namespace {

TEST(CorrectionNotes, AreKnownInManyLanguages) {
    for (auto text : {
             "Correction: An earlier version of this story misspelt the minister's name.",
             "CORRECTION — The vote was on Monday.",
             "* This article was amended on 17 April 2018 to remove a claim.",
             "Editor’s note: The figures have been updated.",
             "[Editor's Note: This piece was first published in May.]",
             "An earlier version of this article misstated the number of ships.",
             "(This story has been corrected to fix the spelling)",
             "Уточнение. В первой версии заметки была указана другая дата.",
             "От редакции: материал дополнен.",
             "В предыдущей версии этой заметки была допущена ошибка.",
             "Примітка редакції: текст оновлено.",
             "У попередній версії матеріалу йшлося про інше.",
             "Anmerkung der Redaktion: In einer früheren Version hieß es anders.",
             "Korrektur: Der Termin war falsch.",
             "Rectificatif : le nom du ministre était erroné.",
             "Dans une première version, nous écrivions autre chose.",
             "Fe de errores: una versión anterior daba otra cifra.",
             "Nota del editor: este texto ha cambiado.",
             "Sprostowanie: podaliśmy błędną datę.",
             "We wcześniejszej wersji tekstu był błąd.",
             "تصحيح: ورد في نسخة سابقة اسم خاطئ.",
             "更正：本文较早版本有误。",
             "编者按：本文已更新。",
             "訂正：前の版に誤りがありました。",
             "Rättelse: I en tidigare version stod fel namn.",
             "Errata: uma versão anterior dizia outra coisa.",
         })
        EXPECT_TRUE(is_correction_note(text)) << text;
}

TEST(CorrectionNotes, AreNotWhatOnlySoundsLikeThem) {
    for (auto text : {"Corrections officers went on strike on Monday.", "The editor noted the change.",
                      "The market saw a correction: shares fell.", "Correction facilities are full.",
                      "Уточнения в законе приняты.", "Korrekturen am Gesetz sind geplant.",
                      "An earlier train was late.", ""})
        EXPECT_FALSE(is_correction_note(text)) << text;
}

TEST(Negations, AreKnownAloneAndContracted) {
    for (auto word : {"not", "Never", "isn't", "не", "немає", "kein", "jamais", "لم", "不"})
        EXPECT_TRUE(is_negation(word)) << word;
    for (auto word : {"now", "knot", "нео", "klein"}) EXPECT_FALSE(is_negation(word)) << word;
}

TEST(CalendarWords, BelongToTheirLanguage) {
    EXPECT_TRUE(is_calendar_word("April", "en"));
    EXPECT_TRUE(is_calendar_word("апреля", "ru"));
    EXPECT_TRUE(is_calendar_word("Montag", "de"));
    EXPECT_TRUE(is_calendar_word("Montag", ""));
    EXPECT_FALSE(is_calendar_word("may", "en")) << "the verb";
    EXPECT_FALSE(is_calendar_word("mars", "en")) << "French";
}

TEST(NumberWords, AreKnownFromTwoUp) {
    EXPECT_TRUE(is_number_word("Seven", "en"));
    EXPECT_TRUE(is_number_word("миллионов", "ru"));
    EXPECT_TRUE(is_number_word("zwanzig", "de"));
    EXPECT_FALSE(is_number_word("one", "en"));
    EXPECT_FALSE(is_number_word("ein", "de"));
    EXPECT_FALSE(is_number_word("sieben", "en"));
}

}  // namespace
}  // namespace watchword::revision
