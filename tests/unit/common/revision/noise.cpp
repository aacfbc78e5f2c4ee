#include "common/revision/noise.hpp"

#include <gtest/gtest.h>

namespace watchword::revision {
namespace {

TEST(Noise, IsALineThatChangesByItself) {
    for (auto line : {"Updated 5 min ago", "09:12, 17 апреля 2018", "Published: 2018-04-17 09:12 UTC",
                      "17.04.2018", "09:12", "2018-04-17", "12k shares", "Just now", "только что",
                      "► Read more: A storm", "Tuesday, 17 April 2018", "Подписывайтесь на наш канал",
                      "Photo: Reuters", "Фото: ТАСС", "Advertisement", "РЕКЛАМА", ""})
        EXPECT_TRUE(is_noise(line)) << line;
}

TEST(Noise, IsNoSentence) {
    for (auto line :
         {"Read the room.", "Views differ.", "In 2018 it rained.", "Время не ждёт.",
          "Subscribers left in droves.", "It happened on Tuesday.", "The minister shares 12 views.",
          "Anzeige erstattete die Polizei.", "По теме переговоров никто не высказался.",
          "Advertisement revenue fell.", "May ended the talks."})
        EXPECT_FALSE(is_noise(line)) << line;
}

TEST(Noise, IsNoFigureOrScore) {
    for (auto line : {"2:1", "3 - 0", "1,245", "25.6", "1945", "14 %", "* * *"})
        EXPECT_FALSE(is_noise(line)) << line;
}

TEST(PassingTime, IsAPhraseOfHoursOrLess) {
    using Words = std::vector<std::string_view>;
    for (const Words& words :
         {Words{"5", "minutes", "ago"}, Words{"an", "hour", "ago"}, Words{"5", "минут", "назад"},
          Words{"vor", "5", "Minuten"}, Words{"il", "y", "a", "5", "minutes"}, Words{"5", "分", "钟", "前"}})
        EXPECT_TRUE(is_passing_time(words)) << words[0] << " " << words[1];
    for (const Words& words : {Words{"5", "years", "ago"}, Words{"5", "minutes"}, Words{"5"},
                               Words{"5", "minutes", "before"}, Words{}})
        EXPECT_FALSE(is_passing_time(words));
}

}  // namespace
}  // namespace watchword::revision
