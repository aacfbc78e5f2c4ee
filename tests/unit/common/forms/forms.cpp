#include "common/forms/forms.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace watchword::forms {
namespace {

using testing::ElementsAre;

TEST(Forms, OfRussianNamesAreTheirCases) {
    for (auto form : {"майдан", "майдана", "майдану", "майданом", "майдане"}) {
        EXPECT_TRUE(is_form("майдан", form, "ru")) << form;
    }
    EXPECT_FALSE(is_form("майдан", "майданный", "ru"));
    EXPECT_TRUE(is_form("киев", "киевом", "ru"));
    EXPECT_TRUE(is_form("горняк", "горняков", "ru"));
    EXPECT_TRUE(is_form("российский", "российского", "ru"));
}

TEST(Forms, LoseFleetingVowels) {
    EXPECT_TRUE(is_form("отец", "отца", "ru"));
    EXPECT_TRUE(is_form("рынок", "рынка", "ru"));
    EXPECT_TRUE(is_form("львів", "львова", "uk"));
    EXPECT_TRUE(is_form("gierek", "gierka", "pl"));
    EXPECT_TRUE(is_form("otec", "otce", "cs"));
}

TEST(Forms, AreThoseOfTheArticlesLanguage) {
    EXPECT_TRUE(is_form("тасс", "тасста", "kk"));
    EXPECT_FALSE(is_form("тасс", "тасста", "ru"));
    EXPECT_TRUE(is_form("putin", "putinem", "pl"));
    EXPECT_FALSE(is_form("putin", "putinem", "en"));
    EXPECT_FALSE(is_form("putin", "putins", "am"));
}

TEST(Forms, OfEnglishAreThePluralAndNothingElse) {
    EXPECT_TRUE(is_form("council", "councils", "en"));
    EXPECT_TRUE(is_form("country", "countries", "en"));
    EXPECT_FALSE(is_form("security", "secure", "en"));
    EXPECT_FALSE(is_form("secure", "security", "en"));
    EXPECT_FALSE(is_form("secure", "secured", "en"));
}

TEST(Forms, OfKazakhChainTheirEndings) {
    EXPECT_TRUE(is_form("мемлекет", "мемлекеттеріміздің", "kk"));
    EXPECT_TRUE(is_form("қазақстан", "қазақстандағы", "kk"));
    EXPECT_TRUE(is_form("мектеп", "мектебінде", "kk"));
    EXPECT_TRUE(is_form("toshkent", "toshkentdagi", "uz"));
    EXPECT_TRUE(is_form("kitap", "kitaplarımızdan", "tr"));
}

TEST(Forms, AreFoundInTheOtherScript) {
    EXPECT_TRUE(is_form("београд", "beogradu", "sr"));
    EXPECT_TRUE(is_form("beograd", "београду", "sr"));
    EXPECT_TRUE(is_form("ташкент", "tashkentda", "uz"));
    EXPECT_TRUE(is_form("астана", "astanada", "kk"));
}

TEST(Forms, OfAnUnknownLanguageFollowTheLettersOfTheWord) {
    EXPECT_TRUE(is_form("майдан", "майданом", ""));
    EXPECT_TRUE(is_form("council", "councils", ""));
    EXPECT_EQ(guess_language("київ"), "uk");
    EXPECT_EQ(guess_language("қазақ"), "kk");
    EXPECT_EQ(guess_language("中国"), "");
}

TEST(Forms, OfShortWordsAreTheWordItself) {
    EXPECT_TRUE(is_form("ес", "ес", "ru"));
    EXPECT_FALSE(is_form("ес", "еса", "ru"));
}

TEST(Beginnings, AreThatOfEveryForm) {
    for (auto word : {"майдан", "отец", "львів", "beograd", "қазақстан", "security", "лев"}) {
        std::vector<std::string> heads = beginnings(word);
        for (const std::string& language : languages()) {
            for (const std::string& form : examples(word, language, 1'000)) {
                bool covered = false;
                for (const std::string& head : heads) covered |= form.starts_with(head);
                EXPECT_TRUE(covered) << word << " " << form << " " << language;
            }
        }
    }
}

TEST(Examples, AreFormsOfTheWord) {
    EXPECT_THAT(examples("council", "en", 9), ElementsAre("council", "councils"));
    for (auto word : {"майдан", "отец", "львів", "kraków", "beograd", "қазақстан", "city", "mañana"}) {
        for (const std::string& language : languages()) {
            for (const std::string& form : examples(word, language, 1'000)) {
                EXPECT_TRUE(is_form(word, form, language)) << word << " " << form << " " << language;
            }
        }
    }
}

}  // namespace
}  // namespace watchword::forms
