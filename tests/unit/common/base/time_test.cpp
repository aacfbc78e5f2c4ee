#include "common/base/time.hpp"

#include <gtest/gtest.h>

namespace watchword {
namespace {

using namespace std::chrono_literals;

constexpr Time noon = std::chrono::sys_days(std::chrono::year(2018) / 4 / 17) + 9h + 12min + 44s;

TEST(Rfc3339, IsWrittenInUtcWithWholeSeconds) {
    EXPECT_EQ(to_rfc3339(noon + 999ms), "2018-04-17T09:12:44Z");
}

TEST(Rfc3339, IsReadWithAnyOffsetAndFraction) {
    EXPECT_EQ(from_rfc3339("2018-04-17T09:12:44Z"), noon);
    EXPECT_EQ(from_rfc3339("2018-04-17T15:12:44+06:00"), noon);
    EXPECT_EQ(from_rfc3339("2018-04-17T09:12:44.250Z"), noon + 250ms);
}

TEST(Rfc3339, RefusesWhatIsNoDate) {
    for (auto text : {"", "2018-04-17", "2018-02-30T00:00:00Z", "2018-04-17T25:00:00Z", "2018-04-17T09:12:44",
                      "2018-04-17T09:12:44Zx", "2018-04-17T09:12:44.Z"})
        EXPECT_EQ(from_rfc3339(text), std::nullopt) << text;
}

TEST(HttpDate, IsReadInAllThreeForms) {
    constexpr Time expected = std::chrono::sys_days(std::chrono::year(1994) / 11 / 6) + 8h + 49min + 37s;
    EXPECT_EQ(from_http_date("Sun, 06 Nov 1994 08:49:37 GMT"), expected);
    EXPECT_EQ(from_http_date("Sunday, 06-Nov-94 08:49:37 GMT"), expected);
    EXPECT_EQ(from_http_date("Sun Nov  6 08:49:37 1994"), expected);
    EXPECT_EQ(to_http_date(expected), "Sun, 06 Nov 1994 08:49:37 GMT");
    EXPECT_EQ(from_http_date("soon"), std::nullopt);
}

TEST(Durations, AreReadAsPeopleWriteThem) {
    EXPECT_EQ(parse_duration("90s"), 90s);
    EXPECT_EQ(parse_duration("1h30m"), 90min);
    EXPECT_EQ(parse_duration("7d"), 168h);
    EXPECT_EQ(parse_duration("250ms"), 250ms);
    EXPECT_EQ(parse_duration("0s"), 0s);
}

TEST(Durations, RefuseWhatIsAmbiguousOrOutOfRange) {
    for (auto text : {"", "15", "m", "-5m", "5 m", "5x", "30m1h", "5m5m", "99999999999999d"})
        EXPECT_EQ(parse_duration(text), std::nullopt) << text;
}

TEST(Durations, AreWrittenAsTheyAreRead) {
    for (auto text : {"90ms", "1h30m", "7d", "1d12h", "0s"}) EXPECT_EQ(to_text(*parse_duration(text)), text);
    EXPECT_EQ(to_text(Duration(90s)), "1m30s");
}

}  // namespace
}  // namespace watchword
