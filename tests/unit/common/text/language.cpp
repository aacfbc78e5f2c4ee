#include "common/text/language.hpp"

#include <string>

#include <gtest/gtest.h>

namespace watchword::text {
namespace {

TEST(DetectLanguage, KnowsTheLanguagesOfTheWatchedPress) {
    EXPECT_EQ(
        detect_language("The council will meet on Thursday to decide whether the treaty can be signed this year."),
        "en");
    EXPECT_EQ(detect_language(
                  "Совет безопасности соберётся в четверг, чтобы решить, можно ли подписать договор в этом году."),
              "ru");
    EXPECT_EQ(detect_language("Рада безпеки збереться у четвер, щоб вирішити, чи можна підписати договір цього року."),
              "uk");
    EXPECT_EQ(detect_language("Қауіпсіздік кеңесі бейсенбі күні жиналып, шартқа қол қою мәселесін талқылайды."), "kk");
    EXPECT_EQ(detect_language("Rada Bezpieczeństwa zbierze się w czwartek, aby zdecydować o podpisaniu traktatu."),
              "pl");
    EXPECT_EQ(detect_language("联合国安全理事会将于星期四举行会议,讨论今年是否能够签署条约。"), "zh");
}

TEST(DetectLanguage, KnowsTheLanguagesThatOnlyTheFullTablesHold) {
    EXPECT_EQ(detect_language("የጸጥታው ምክር ቤት ሐሙስ ተሰብስቦ ስምምነቱን ለመፈረም ይወስናል።"), "am");
    EXPECT_EQ(detect_language(
                  "Golaha ammaanka ayaa Khamiista shiraya si ay u go'aansadaan in heshiiska la saxiixo sanadkan."),
              "so");
}

TEST(DetectLanguage, WritesHebrewWithItsPresentCode) {
    EXPECT_EQ(detect_language("מועצת הביטחון תתכנס ביום חמישי כדי להחליט אם אפשר לחתום על האמנה השנה."), "he");
}

TEST(DetectLanguage, SaysNothingAboutTextThatDoesNotTell) {
    EXPECT_EQ(detect_language(""), "");
    EXPECT_EQ(detect_language("2024 - 17:30 - 10.5%"), "");
}

TEST(DetectLanguage, LooksAtTheFirstFiveHundredCharactersOnly) {
    std::string english;
    while (english.size() < 600) english += "The council will meet on Thursday to decide about the treaty. ";
    std::string russian;
    for (int i = 0; i < 50; ++i) russian += "Совет безопасности соберётся в четверг, чтобы решить судьбу договора. ";
    EXPECT_EQ(detect_language(english + russian), "en");
}

TEST(DetectLanguage, StopsAtBytesThatAreNotUtf8) {
    EXPECT_EQ(detect_language("Совет безопасности соберётся в четверг, чтобы решить судьбу договора.\xff\xfe\xff"),
              "ru");
    EXPECT_EQ(detect_language("\xff\xfe\xff"), "");
}

}  // namespace
}  // namespace watchword::text
