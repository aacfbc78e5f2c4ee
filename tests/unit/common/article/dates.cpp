#include "common/article/dates.hpp"

#include <gtest/gtest.h>

namespace watchword::article {
namespace {

std::string day(std::optional<Moment> moment) {
    return moment ? to_rfc3339(moment->time).substr(0, 10) : "";
}
std::string instant(std::optional<Moment> moment) {
    return moment ? to_rfc3339(moment->time) : "";
}

TEST(MachineDate, IsReadWithItsOffset) {
    EXPECT_EQ(instant(machine_date("2018-04-17T09:12:44+02:00")), "2018-04-17T07:12:44Z");
    EXPECT_EQ(machine_date("2018-04-17T09:12:44-0530")->offset, std::chrono::minutes(-330));
    EXPECT_EQ(instant(machine_date("2018-04-17T09:12:44.123Z")), "2018-04-17T09:12:44Z");
    EXPECT_EQ(instant(machine_date("Tue, 17 Apr 2018 09:12:44 +0000")), "2018-04-17T09:12:44Z");
    EXPECT_EQ(day(machine_date("20180417")), "2018-04-17");
}

TEST(VisibleDate, IsReadInManyLanguages) {
    for (auto text : {"17 April 2018", "April 17th, 2018", "Dienstag, 17. April 2018, 9:12 Uhr", "17 avril 2018",
                      "17 de abril de 2018", "17 kwietnia 2018", "17 апреля 2018 г.", "17 квітня 2018",
                      "17 Απριλίου 2018", "17. dubna 2018", "2018年4月17日", "2018년 4월 17일", "17.04.2018",
                      "17/04/2018", "2018-04-17", "17 Nisan 2018", "2018. április 17."})
        EXPECT_EQ(day(visible_date(text, DateOrder::day_first)), "2018-04-17") << text;
}

TEST(VisibleDate, TheOrderDecidesWhereBothCouldBeTheMonth) {
    EXPECT_EQ(day(visible_date("04/05/2018", DateOrder::month_first)), "2018-04-05");
    EXPECT_EQ(day(visible_date("04/05/2018", DateOrder::day_first)), "2018-05-04");
    EXPECT_EQ(day(visible_date("04/17/2018", DateOrder::day_first)), "2018-04-17");
}

TEST(VisibleDate, WhatIsNoDateIsNone) {
    for (auto text : {"", "17", "31 February 2018", "in 2018 there were 17", "99/99/2018", "1.2.3", "99999999999999"})
        EXPECT_EQ(day(visible_date(text, DateOrder::day_first)), "") << text;
}

TEST(DateInUrl, IsFoundInPathsAndNames) {
    EXPECT_EQ(day(date_in_url("https://example.org/2018/04/17/ferry")), "2018-04-17");
    EXPECT_EQ(day(date_in_url("https://example.org/2018/apr/17/ferry")), "2018-04-17");
    EXPECT_EQ(day(date_in_url("https://example.org/news/20180417-ferry.html")), "2018-04-17");
    EXPECT_EQ(day(date_in_url("https://example.org/article/1234567")), "");
}

}  // namespace
}  // namespace watchword::article
