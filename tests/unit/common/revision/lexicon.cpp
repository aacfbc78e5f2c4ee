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
             "Clarification (12 May): the minister spoke of one ship.",
             "A correction was made on 17 April 2018: the ship is older.",
             "Due to an editing error, an earlier version of this article gave a wrong date.",
             "Because of an editing error, this article misstated the year.",
             "The headline of this article was amended on 17 April 2018.",
             "Исправлено 17 апреля: речь идёт о другом судне.",
             "Редакция приносит свои извинения за ошибку.",
             "Изначально в материале говорилось о десяти судах.",
             "В тексте исправлена неточность.",
             "Новость исправлена: изменена дата.",
             "Редакція вибачається за помилку.",
             "У першій редакції новини йшлося про інше судно.",
             "Раніше в тексті була помилка.",
             "(Anm. d. Red.: Die Zahl wurde korrigiert.)",
             "In einer früheren Fassung des Textes stand eine falsche Zahl.",
             "Der Artikel wurde nachträglich korrigiert.",
             "Wir haben die Zahl korrigiert.",
             "Correction le 17 avril : le navire est plus ancien.",
             "Contrairement à ce que nous écrivions, le navire est plus ancien.",
             "Cet article a été mis à jour pour corriger une erreur.",
             "Este artículo fue corregido el 17 de abril.",
             "En la versión original de esta nota se daba otra cifra.",
             "Por un error, una versión anterior daba otra cifra.",
             "تنويه: تم تعديل الرقم في هذا الخبر.",
             "تم تصحيح الرقم الوارد في نسخة سابقة من الخبر.",
             "ذكرت نسخة سابقة من هذا المقال رقما خاطئا.",
             "W pierwotnej wersji artykułu podaliśmy błędną datę.",
             "Διόρθωση: το όνομα ήταν λάθος.",
         })
        EXPECT_TRUE(is_correction_note(text)) << text;
}

TEST(CorrectionNotes, AreNotWhatOnlySoundsLikeThem) {
    for (auto text :
         {"Corrections officers went on strike on Monday.", "The editor noted the change.",
          "The market saw a correction: shares fell.", "Correction facilities are full.", "Уточнения в законе приняты.",
          "Korrekturen am Gesetz sind geplant.", "An earlier train was late.", "Due to an error the train was late.",
          "Исправлено всё, что сломалось, сказал министр.", "Wir haben gewonnen.",
          "Contrairement à son frère, il est parti.", "Por un error murieron tres.",
          "The headline rate of inflation was amended.", ""})
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
