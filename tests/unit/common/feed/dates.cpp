#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "common/feed/date.hpp"

using namespace watchword;

namespace {

std::string read(std::string_view text) {
    auto date = feed::parse_date(text);
    return date ? to_rfc3339(*date) : "";
}

struct Case {
    std::string text;
    std::string expected;
};

void expect_all(const std::vector<Case>& cases) {
    for (const Case& each : cases) EXPECT_EQ(read(each.text), each.expected) << each.text;
}

}  // namespace

TEST(Dates, Rfc822InAllItsAbuses) {
    expect_all({
        {"Tue, 03 Jun 2003 09:39:21 GMT", "2003-06-03T09:39:21Z"},
        {"Tue, 3 Jun 03 09:39 EST", "2003-06-03T14:39:00Z"},
        {"3 June 2003 09:39:21 +0200", "2003-06-03T07:39:21Z"},
        {"Tues, 03 Jun. 2003 09:39:21 -04:30", "2003-06-03T14:09:21Z"},
        {"Tue Jun  3 09:39:21 2003", "2003-06-03T09:39:21Z"},
        {"Tue Jun 03 2003 09:39:21 GMT+0100 (CET)", "2003-06-03T08:39:21Z"},
        {"03-Jun-2003 09:39:21", "2003-06-03T09:39:21Z"},
        {"Tue, 03 Jun 97 09:39:21 UT", "1997-06-03T09:39:21Z"},
        {"Tue, 03 Jun 2003 24:00:00 GMT", "2003-06-04T00:00:00Z"},
        {"Tue, 03 Jun 2003 23:59:60 GMT", "2003-06-03T23:59:59Z"},
    });
}

TEST(Dates, Iso8601WithAnythingLeftOut) {
    expect_all({
        {"2003-12-31T10:14:55Z", "2003-12-31T10:14:55Z"},
        {"2003-12-31T10:14:55.125+02:00", "2003-12-31T08:14:55Z"},
        {"2003-12-31 10:14", "2003-12-31T10:14:00Z"},
        {"2003-12-31", "2003-12-31T00:00:00Z"},
        {"2003-12", "2003-12-01T00:00:00Z"},
        {"2003", "2003-01-01T00:00:00Z"},
        {"20031231T101455Z", "2003-12-31T10:14:55Z"},
        {"20031231101455", "2003-12-31T10:14:55Z"},
        {"2003-365", "2003-12-31T00:00:00Z"},
        {"2020-11-08T16:20:00-05:00Z", "2020-11-08T21:20:00Z"},
        {"2016/6/29", "2016-06-29T00:00:00Z"},
    });
}

TEST(Dates, DayAndMonthAreToldApartBySeparatorRangeAndWeekday) {
    expect_all({
        {"03/30/2020", "2020-03-30T00:00:00Z"},
        {"30/03/2020", "2020-03-30T00:00:00Z"},
        {"04/05/2020", "2020-04-05T00:00:00Z"},
        {"04.05.2020", "2020-05-04T00:00:00Z"},
        {"Mon, 04/05/2020", "2020-05-04T00:00:00Z"},
        {"Sat, 11 04 2020 08:51:49 +0100", "2020-04-11T07:51:49Z"},
    });
}

TEST(Dates, MonthsInOtherLanguages) {
    expect_all({
        {"Do, 29 Mär 2018 00:00:00 +0200", "2018-03-28T22:00:00Z"},
        {"mar., 31 mars 2020 10:00 +0200", "2020-03-31T08:00:00Z"},
        {"15 août 2021", "2021-08-15T00:00:00Z"},
        {"1 de enero de 2021", "2021-01-01T00:00:00Z"},
        {"пт, 5 июня 2020 12:30:00 +0300", "2020-06-05T09:30:00Z"},
        {"24 серпня 2021, 9:00", "2021-08-24T09:00:00Z"},
        {"śr., 3 paź 2018", "2018-10-03T00:00:00Z"},
        {"Κυρ, 11 Ιούλ 2004 12:00:00 EST", "2004-07-11T17:00:00Z"},
        {"2004-július-13T9:15-05:00", "2004-07-13T14:15:00Z"},
        {"29 Ekim 2020", "2020-10-29T00:00:00Z"},
        {"2020年6月5日 14時30分", "2020-06-05T14:30:00Z"},
        {"2004년 05월 28일  01:31:15", "2004-05-27T16:31:15Z"},
    });
}

TEST(Dates, HalvesOfTheDay) {
    expect_all({
        {"Nov. 16, 2020, 10:57 a.m.", "2020-11-16T10:57:00Z"},
        {"Mon, November 16, 2020, 11:12 PM EST", "2020-11-17T04:12:00Z"},
        {"Friday, December 22, 2017 - 3:09pm", "2017-12-22T15:09:00Z"},
        {"09/15/2014 12:20 am PST", "2014-09-15T08:20:00Z"},
        {"2004-05-25 오후 11:23:17", "2004-05-25T14:23:17Z"},
    });
}

TEST(Dates, ZonesByNameAndByPlace) {
    expect_all({
        {"Fri, 31 Mar 2023 20:19:00 America/Los_Angeles", "2023-04-01T03:19:00Z"},
        {"Thu, 25 Feb 2016 00:00:00 Europe/Brussels", "2016-02-24T23:00:00Z"},
        {"Thu, 30 Apr 2015 08:57:00 MEST", "2015-04-30T06:57:00Z"},
        {"Thu, 30 Apr 2015 08:57:00 JST", "2015-04-29T23:57:00Z"},
        {"Thu, 30 Apr 2015 08:57:00 Nowhere/City", "2015-04-30T08:57:00Z"},
    });
}

TEST(Dates, SecondsSinceTheEpoch) {
    expect_all({{"1262347200", "2010-01-01T12:00:00Z"}, {"1262347200000", "2010-01-01T12:00:00Z"}});
}

TEST(Dates, WhatIsNoDateOrNoRealDayIsUnknown) {
    for (std::string text :
         {"", "yesterday", "Sun, 99 Jun 2009 12:00:00", "2003-02-30", "Sun, 16 zzz 2012 11:47:32 GMT",
          "1:2:3:4", "Sun, 16 Dec 2012 1:2:3:4 GMT", "Sun, 16 Dec 2012 11:47:32 +00:zz",
          "Tue, 03 Jun 2003 25:00:00 GMT", "Tue, 03 Jun 2003 09:39:21 +9999", "0000-00-00T00:00:00",
          "9999-12-31T23:59:59Z", "1970-01-01T00:00:00Z", "99999999999999999999999999", "--------", "+", "T",
          "12:"})
        EXPECT_EQ(read(text), "") << text;
    EXPECT_EQ(read(std::string(100'000, '1')), "");
}
