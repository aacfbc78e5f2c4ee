#include <span>

#include <gtest/gtest.h>

#include "common/revision/compare.hpp"

namespace watchword::revision {
namespace {

using enum Grade;
using enum Kind;

// One paragraph before and after an edit, and what a reader is told of it.
struct Edit {
    std::string_view language;
    std::string_view before;
    std::string_view after;
    Grade grade;
    Kind kind = paragraph;
};

void check(std::span<const Edit> edits) {
    for (const Edit& edit : edits) {
        Revision before, after;
        before.paragraphs = {std::string(edit.before)};
        after.paragraphs = {std::string(edit.after)};
        Diff diff = compare(before, after, edit.language);
        ASSERT_EQ(diff.changes.size(), 1U) << edit.before << "\n" << edit.after;
        EXPECT_EQ(to_text(diff.changes[0].grade), to_text(edit.grade)) << edit.before << "\n" << edit.after;
        EXPECT_EQ(to_text(diff.changes[0].kind), to_text(edit.kind)) << edit.before << "\n" << edit.after;
    }
}

constexpr Edit cosmetics[] = {
    {"en", "He said “yes” and left.", "He said \"yes\" and left.", cosmetic},
    {"en", "It’s the people’s choice.", "It's the people's choice.", cosmetic},
    {"en", "A long – very long – road.", "A long — very long — road.", cosmetic},
    {"en", "A long - very long - road.", "A long -- very long -- road.", cosmetic},
    {"en", "Two  blanks\u00A0here.", "Two blanks here. ", cosmetic},
    {"en", "Co\u00ADoperation is hard.", "Cooperation is hard.", cosmetic},
    {"en", "And then … silence.", "And then ... silence.", cosmetic},
    {"en", "A zero\u200B width.", "A zero width.", cosmetic},
    {"en", "Some 12\u202F000 came.", "Some 12 000 came.", cosmetic},
    {"en", "The ﬁrst ofﬁce.", "The first office.", cosmetic},
    {"en", "Posted 5 minutes ago by the desk.", "Posted 12 minutes ago by the desk.", cosmetic},
    {"fr", "Le cafe\u0301 est ferme\u0301.", "Le caf\u00E9 est ferm\u00E9.", cosmetic},
    {"fr", "Il dit\u00A0: «\u00A0Non\u00A0».", "Il dit : « Non ».", cosmetic},
    {"fr", "Il dit : «Non».", "Il dit : \"Non\".", cosmetic},
    {"de", "Er sagte „Nein“ und ging.", "Er sagte »Nein« und ging.", cosmetic},
    {"ru", "Он сказал «нет» — и ушёл.", "Он сказал \"нет\" - и ушёл.", cosmetic},
    {"ru", "Весь Краи\u0306ний Север.", "Весь Крайний Север.", cosmetic},
    {"uk", "Комп’ютер та об'єкт.", "Комп'ютер та обʼєкт.", cosmetic},
    {"ar", "قال\u200F الوزير إن الأمر انتهى.", "قال الوزير إن الأمر انتهى.", cosmetic},
    {"es", "—No lo sé —dijo.", "–No lo sé –dijo.", cosmetic},
};

TEST(Grade, TypographyBlanksAndUnicodeFormsAreCosmetic) {
    check(cosmetics);
}

constexpr Edit slips[] = {
    {"en", "The goverment has resigned.", "The government has resigned.", minor},
    {"en", "They recieve the mail daily.", "They receive the mail daily.", minor},
    {"en", "It occured at night.", "It occurred at night.", minor},
    {"en", "A definately good idea.", "A definitely good idea.", minor},
    {"en", "However it rained.", "However, it rained.", minor},
    {"en", "It rained; we left.", "It rained: we left.", minor},
    {"en", "The president spoke.", "The President spoke.", minor},
    {"en", "They co-operate well.", "They cooperate well.", minor},
    {"en", "It is a web site.", "It is a website.", minor},
    {"en", "The cafe is closed.", "The café is closed.", minor},
    {"en", "They left", "They left.", minor},
    {"en", "He left and she stayed.", "He left. She stayed.", minor},
    {"en", "They met in the a hall.", "They met in the hall.", minor},
    {"en", "Some 1000 people came.", "Some 1,000 people came.", minor},
    {"ru", "Он еще не пришел.", "Он ещё не пришёл.", minor},
    {"ru", "Правительсто ушло.", "Правительство ушло.", minor},
    {"ru", "Он сказал что уйдет.", "Он сказал, что уйдет.", minor},
    {"ru", "В расчёте на агенство.", "В расчёте на агентство.", minor},
    {"uk", "Він сказав що піде.", "Він сказав, що піде.", minor},
    {"uk", "Міністерсто фінансів мовчить.", "Міністерство фінансів мовчить.", minor},
    {"de", "Sie gehen auf die Strasse.", "Sie gehen auf die Straße.", minor},
    {"de", "Er sagte dass er gehe.", "Er sagte, dass er gehe.", minor},
    {"de", "Die Regirung tritt zurück.", "Die Regierung tritt zurück.", minor},
    {"fr", "La ou il vit, il pleut.", "Là où il vit, il pleut.", minor},
    {"fr", "Le gouvernment a demissionné.", "Le gouvernement a démissionné.", minor},
    {"es", "El pais esta en calma.", "El país está en calma.", minor},
    {"es", "El goberno dimitió.", "El gobierno dimitió.", minor},
    {"ar", "قالَ الوزيرُ إن الأمر انتهى", "قال الوزير إن الأمر انتهى", minor},
};

TEST(Grade, SpellingAndPunctuationAreMinor) {
    check(slips);
}

constexpr Edit reworded[] = {
    {"en", "The council praised the plan.", "The council condemned the plan.", substantive},
    {"en", "A suspect was killed.", "A suspect was wounded.", substantive},
    {"en", "They may leave early.", "They will leave early.", substantive},
    {"en", "The attack was planned.", "The attacks were planned.", substantive},
    {"en", "Police say it was arson.", "Police said it was arson.", substantive},
    {"en", "The minister resigned.", "The disgraced minister resigned.", substantive},
    {"en", "He was allegedly there.", "He was there.", substantive},
    {"en", "A reception was held.", "A deception was held.", substantive},
    {"en", "She did it. He watched from afar and later left.", "She did it.", substantive},
    {"ru", "Совет одобрил план.", "Совет отверг план.", substantive},
    {"ru", "Он подтвердил отставку.", "Он подтвердит отставку.", substantive},
    {"ru", "Боевики отступили из города.", "Повстанцы отступили из города.", substantive},
    {"uk", "Рада схвалила план.", "Рада відхилила план.", substantive},
    {"uk", "Бойовики відступили.", "Повстанці відступили.", substantive},
    {"de", "Der Rat lobte den Plan.", "Der Rat verwarf den Plan.", substantive},
    {"de", "Ein Verdächtiger wurde getötet.", "Ein Verdächtiger wurde verletzt.", substantive},
    {"fr", "Le conseil approuve le plan.", "Le conseil rejette le plan.", substantive},
    {"fr", "Un suspect a été tué.", "Un suspect a été blessé.", substantive},
    {"es", "El consejo aprobó el plan.", "El consejo rechazó el plan.", substantive},
    {"es", "Un sospechoso murió ayer tarde.", "Un sospechoso huyó ayer tarde.", substantive},
    {"ar", "وافق المجلس على الخطة.", "رفض المجلس على الخطة.", substantive},
    {"zh", "委员会批准了这个计划。", "委员会否决了这个计划。", substantive},
    {"ja", "政府は計画を承認した。", "政府は計画を撤回した。", substantive},
};

TEST(Grade, WordsThatCarryMeaningAreSubstantive) {
    check(reworded);
}

constexpr Edit negations[] = {
    {"en", "He did take the money.", "He did not take the money.", substantive},
    {"en", "It is safe.", "It isn't safe.", substantive},
    {"en", "They never met.", "They met.", substantive},
    {"en", "He is now a suspect.", "He is not a suspect.", substantive},
    {"ru", "Он признал вину.", "Он не признал вину.", substantive},
    {"uk", "Він визнав провину.", "Він не визнав провину.", substantive},
    {"de", "Er hat Schuld.", "Er hat keine Schuld.", substantive},
    {"de", "Das gilt nicht mehr.", "Das gilt mehr.", substantive},
    {"fr", "Il viendra demain.", "Il ne viendra pas demain.", substantive},
    {"es", "Ella lo sabía.", "Ella no lo sabía.", substantive},
    {"ar", "الوزير يعرف الأمر.", "الوزير لا يعرف الأمر.", substantive},
    {"pl", "On wiedział o tym.", "On nie wiedział o tym.", substantive},
};

TEST(Grade, NegationsAreSubstantive) {
    check(negations);
}

constexpr Edit numbers[] = {
    {"en", "Some 40 people died.", "Some 43 people died.", substantive, number},
    {"en", "It cost $5 million.", "It cost €5 million.", substantive, number},
    {"en", "Growth reached 1.5 per cent.", "Growth reached 15 per cent.", substantive, number},
    {"en", "Three people died in the fire.", "Four people died in the fire.", substantive, number},
    {"en", "It cost a million dollars.", "It cost a billion dollars.", substantive, number},
    {"en", "About 10,000 marched.", "About 100,000 marched.", substantive, number},
    {"en", "It fell 3%.", "It fell 3.", substantive, number},
    {"en", "The 20th day of talks.", "The 21st day of talks.", substantive, number},
    {"ru", "Погибли 12 человек.", "Погибли 14 человек.", substantive, number},
    {"ru", "Ущерб оценили в 5 миллионов рублей.", "Ущерб оценили в 5 миллиардов рублей.", substantive, number},
    {"uk", "Загинуло 12 людей.", "Загинуло 14 людей.", substantive, number},
    {"uk", "Загинуло двадцять людей.", "Загинуло тридцять людей.", substantive, number},
    {"de", "Es gab 12 Tote.", "Es gab 14 Tote.", substantive, number},
    {"de", "Sieben Menschen starben.", "Neun Menschen starben.", substantive, number},
    {"fr", "On compte 12 morts.", "On compte 14 morts.", substantive, number},
    {"es", "Hubo 12 muertos.", "Hubo 14 muertos.", substantive, number},
    {"ar", "قتل 12 شخصا.", "قتل 14 شخصا.", substantive, number},
    {"ar", "قتل ١٢ شخصا.", "قتل ١٤ شخصا.", substantive, number},
    {"zh", "造成12人死亡。", "造成14人死亡。", substantive, number},
};

TEST(Grade, NumbersAreSubstantive) {
    check(numbers);
}

constexpr Edit dates[] = {
    {"en", "They met on April 14 in Geneva.", "They met on April 15 in Geneva.", substantive, date},
    {"en", "They met on Monday in Geneva.", "They met on Tuesday in Geneva.", substantive, date},
    {"en", "It began in January 2017.", "It began in January 2018.", substantive, date},
    {"ru", "Встреча прошла 14 апреля.", "Встреча прошла 15 апреля.", substantive, date},
    {"ru", "Встреча прошла в понедельник.", "Встреча прошла во вторник.", substantive, date},
    {"uk", "Зустріч відбулася 14 квітня.", "Зустріч відбулася 15 травня.", substantive, date},
    {"de", "Man traf sich am 14. April.", "Man traf sich am 15. April.", substantive, date},
    {"fr", "La réunion du 14 avril a eu lieu.", "La réunion du 15 avril a eu lieu.", substantive, date},
    {"es", "La reunión del 14 de abril fue breve.", "La reunión del 15 de abril fue breve.", substantive, date},
    {"ar", "عقد الاجتماع في 14 أبريل.", "عقد الاجتماع في 15 أبريل.", substantive, date},
};

TEST(Grade, DatesAreSubstantive) {
    check(dates);
}

constexpr Edit names[] = {
    {"en", "The envoy met Almaz Kumenov there.", "The envoy met Aidar Kumenov there.", substantive, name},
    {"en", "Talks in Geneva failed.", "Talks in Vienna failed.", substantive, name},
    {"en", "Aides to Mr. Smith agreed.", "Aides to Mr. Jones agreed.", substantive, name},
    {"en", "The prize went to Zelensky.", "The prize went to Zelenskyy.", substantive, name},
    {"en", "Moscow said so, and Moscow meant it.", "Kyiv said so, and Moscow meant it.", substantive, name},
    {"ru", "Переговоры в Женеве провалились.", "Переговоры в Вене провалились.", substantive, name},
    {"ru", "Посол встретил Ивана Петрова.", "Посол встретил Ивана Сидорова.", substantive, name},
    {"uk", "Переговори у Женеві провалилися.", "Переговори у Відні провалилися.", substantive, name},
    {"uk", "Посол зустрів Івана Петренка.", "Посол зустрів Івана Шевченка.", substantive, name},
    {"de", "Sie sprach mit Angela Merkel darüber.", "Sie sprach mit Annegret Merkel darüber.", substantive, name},
    {"de", "Die Berater der NATO schweigen.", "Die Berater der OSZE schweigen.", substantive, name},
    {"fr", "Le sommet de Genève a échoué.", "Le sommet de Vienne a échoué.", substantive, name},
    {"es", "La cumbre de Ginebra fracasó.", "La cumbre de Viena fracasó.", substantive, name},
    {"kk", "Келіссөздер Астанада өтті.", "Келіссөздер Алматыда өтті.", substantive, name},
};

TEST(Grade, NamesAreSubstantive) {
    check(names);
}

constexpr Edit quotations[] = {
    {"en", "“We will leave soon,” she said.", "“We will stay here,” she said.", substantive, quotation},
    {"en", "He called it \"a failure\" on air.", "He called it \"a setback\" on air.", substantive, quotation},
    {"en", "He called it ‘a failure’ on air.", "He called it ‘a setback’ on air.", substantive, quotation},
    {"en", "He called it a failure on air.", "He called it “a failure” on air.", substantive, quotation},
    {"en", "She left. “It hurts,” she said.", "She left.", substantive, quotation},
    {"ru", "«Мы уходим», — сказал он.", "«Мы остаёмся», — сказал он.", substantive, quotation},
    {"ru", "Он назвал это «провалом».", "Он назвал это «неудачей».", substantive, quotation},
    {"uk", "«Ми йдемо», — сказав він.", "«Ми лишаємось», — сказав він.", substantive, quotation},
    {"de", "„Wir gehen“, sagte er.", "„Wir bleiben“, sagte er.", substantive, quotation},
    {"fr", "« Nous partons », dit-il.", "« Nous restons », dit-il.", substantive, quotation},
    {"es", "«Nos vamos», dijo.", "«Nos quedamos», dijo.", substantive, quotation},
    {"ar", "قال: «سنغادر غدا».", "قال: «سنبقى هنا».", substantive, quotation},
    {"zh", "他说：“我们会离开。”", "他说：“我们会留下。”", substantive, quotation},
    {"ja", "彼は「中止する」と述べた。", "彼は「延期する」と述べた。", substantive, quotation},
};

TEST(Grade, QuotationsAreSubstantive) {
    check(quotations);
}

constexpr Edit corrections[] = {
    {"en", "The fair opens today.",
     "The fair opens today. Correction: an earlier version of this article named the wrong day.", major, correction},
    {"en", "Correction: the fair opened on a Monday.", "Correction: the show closed on a Monday.", major, correction},
    {"ru", "Ярмарка открылась.", "Ярмарка открылась. Уточнение: ранее в тексте был указан неверный день.", major,
     correction},
    {"de", "Die Messe ist offen.", "Die Messe ist offen. Anmerkung der Redaktion: Der Tag war zuerst falsch.", major,
     correction},
    {"fr", "La foire est ouverte.", "La foire est ouverte. Rectificatif : le jour indiqué était faux.", major,
     correction},
};

TEST(Grade, NotesSetIntoAParagraphAreMajor) {
    check(corrections);
}

constexpr Edit passing[] = {
    {"en", "5 minutes ago", "2 hours ago", cosmetic},
    {"en", "Updated: 17 April 2018, 09:12 GMT", "Updated: 18 April 2018, 10:40 GMT", cosmetic},
    {"en", "Last updated at 9.12 am on Tuesday", "Last updated at 11.40 pm on Friday", cosmetic},
    {"en", "1,204 views", "98,311 views", cosmetic},
    {"en", "12 comments", "340 comments", cosmetic},
    {"en", "Read more: Ministers quarrel over fish", "Read more: A storm is coming north", cosmetic},
    {"en", "3 min read", "4 min read", cosmetic},
    {"ru", "5 минут назад", "2 часа назад", cosmetic},
    {"ru", "Обновлено 17 апреля 2018 г. в 09:12", "Обновлено 18 апреля 2018 г. в 10:40", cosmetic},
    {"ru", "Просмотров: 1204", "Просмотров: 98311", cosmetic},
    {"ru", "Читайте также: Министры спорят о рыбе", "Читайте также: Идёт буря", cosmetic},
    {"uk", "5 хвилин тому", "2 години тому", cosmetic},
    {"uk", "Переглядів: 1204", "Переглядів: 98311", cosmetic},
    {"uk", "Читайте також: Міністри сперечаються", "Читайте також: Іде буря", cosmetic},
    {"de", "vor 5 Minuten", "vor 2 Stunden", cosmetic},
    {"de", "Aktualisiert am 17. April 2018 um 09:12 Uhr", "Aktualisiert am 18. April 2018 um 10:40 Uhr", cosmetic},
    {"de", "Lesen Sie auch: Minister streiten", "Lesen Sie auch: Sturm kommt", cosmetic},
    {"fr", "il y a 5 minutes", "il y a 2 heures", cosmetic},
    {"fr", "Mis à jour le 17 avril 2018 à 09:12", "Mis à jour le 18 avril 2018 à 10:40", cosmetic},
    {"fr", "Lire aussi : La pêche divise", "Lire aussi : La tempête arrive", cosmetic},
    {"es", "hace 5 minutos", "hace 2 horas", cosmetic},
    {"es", "Actualizado el 17 de abril de 2018 a las 09:12", "Actualizado el 18 de abril de 2018 a las 10:40",
     cosmetic},
    {"es", "Lea también: La pesca divide", "Lea también: Llega la tormenta", cosmetic},
    {"pl", "5 minut temu", "2 godziny temu", cosmetic},
    {"ar", "منذ 5 دقائق", "منذ 2 ساعات", cosmetic},
    {"ar", "آخر تحديث: 17 أبريل 2018 الساعة 09:12", "آخر تحديث: 18 أبريل 2018 الساعة 10:40", cosmetic},
    {"zh", "5分钟前", "2小时前", cosmetic},
};

TEST(Grade, WhatChangesByItselfIsCosmetic) {
    for (const Edit& edit : passing) {
        Revision before, after, alone;
        before.paragraphs = {"The fair opened today.", std::string(edit.before)};
        after.paragraphs = {"The fair opened today.", std::string(edit.after)};
        alone.paragraphs = {"The fair opened today."};
        EXPECT_EQ(to_text(compare(before, after, edit.language).grade.value()), "cosmetic") << edit.before << "\n"
                                                                                            << edit.after;
        EXPECT_EQ(to_text(compare(before, alone, edit.language).grade.value()), "cosmetic") << edit.before;
    }
}

constexpr Edit close_calls[] = {
    {"en", "She died 5 years ago in Rome.", "She died 6 years ago in Rome.", substantive, number},
    {"en", "They work 5 hours a day there.", "They work 6 hours a day there.", substantive, number},
    {"de", "Er ging vor 5 Jahren fort.", "Er ging vor 6 Jahren fort.", substantive, number},
    {"en", "The storm hit 5 minutes before noon.", "The storm hit 12 minutes before noon.", substantive, number},
    {"en", "The video had 1,204 views when it was taken down by the ministry.",
     "The video had 98,311 views when it was taken down by the ministry.", substantive, number},
    {"en", "The text was updated by the council in April.", "The text was updated by the council in May.", substantive,
     date},
    {"en", "We read more books than they.", "We read fewer books than they.", substantive},
    {"ru", "Буря началась за 5 минут до полудня.", "Буря началась за 12 минут до полудня.", substantive, number},
};

TEST(Grade, SentencesThatOnlyResembleNoiseAreEdits) {
    check(close_calls);
}

}  // namespace
}  // namespace watchword::revision
