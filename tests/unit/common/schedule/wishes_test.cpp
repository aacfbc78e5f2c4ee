#include "common/schedule/wishes.hpp"

#include <gtest/gtest.h>

namespace watchword::schedule {
namespace {

using namespace std::chrono_literals;

constexpr Time asked_at = std::chrono::sys_days(std::chrono::year(2018) / 4 / 17) + 9h + 30min;  // a Tuesday

TEST(ServerWishes, MaxAgeSaysHowLongAnAnswerHolds) {
    struct Case {
        const char* cache_control;
        std::optional<Duration> fresh_for;
    };
    for (auto& [text, fresh_for] : {
             Case{"max-age=3600", 1h},
             Case{"public, Max-Age=\"300\" , must-revalidate", 5min},
             Case{"max-age=600, max-age=10", 10min},
             Case{"s-maxage=3600", std::nullopt},
             Case{"max-age=0", std::nullopt},
             Case{"no-cache, max-age=3600", std::nullopt},
             Case{"max-age=3600, no-store", std::nullopt},
             Case{"max-age=-5", std::nullopt},
             Case{"max-age", std::nullopt},
             Case{"max-age=soon", std::nullopt},
             Case{"max-age=99999999999999999999", std::chrono::seconds(1LL << 31)},
             Case{",,=,", std::nullopt},
         }) {
        EXPECT_EQ(wishes_of({.status = 200, .cache_control = text}, asked_at).fresh_for, fresh_for) << text;
        EXPECT_EQ(wishes_of({.status = 304, .cache_control = text}, asked_at).fresh_for, fresh_for) << text;
    }
}

TEST(ServerWishes, TheAgeOfAnAnswerCounts) {
    EXPECT_EQ(wishes_of({.status = 200, .cache_control = "max-age=3600", .age = "600"}, asked_at).fresh_for, 50min);
    EXPECT_EQ(wishes_of({.status = 200, .cache_control = "max-age=60", .age = "600"}, asked_at).fresh_for,
              std::nullopt);
}

TEST(ServerWishes, ExpiresCountsFromTheServersOwnDate) {
    AnswerHead head{.status = 200, .expires = "Tue, 17 Apr 2018 12:00:00 GMT", .date = "Tue, 17 Apr 2018 11:00:00 GMT"};
    EXPECT_EQ(wishes_of(head, asked_at).fresh_for, 1h);
    head.cache_control = "max-age=60";
    EXPECT_EQ(wishes_of(head, asked_at).fresh_for, 60s);
}

TEST(ServerWishes, ExpiresThatIsPastOrNonsenseIsNoWish) {
    for (auto text : {"Thu, 01 Jan 1970 00:00:00 GMT", "0", "-1", "soon"})
        EXPECT_EQ(wishes_of({.status = 200, .expires = text}, asked_at).fresh_for, std::nullopt) << text;
}

TEST(ServerWishes, RetryAfterIsReadInSecondsAndAsADate) {
    EXPECT_EQ(wishes_of({.status = 429, .retry_after = "120"}, asked_at).retry_after, 2min);
    EXPECT_EQ(wishes_of({.status = 503, .retry_after = "Tue, 17 Apr 2018 10:00:00 GMT"}, asked_at).retry_after, 30min);
    EXPECT_EQ(wishes_of({.status = 429, .retry_after = "99999999999999999999"}, asked_at).retry_after,
              std::chrono::seconds(1LL << 31));
    for (auto nonsense : {"", "-1", "soon", "1.5", "Thu, 01 Jan 1970 00:00:00 GMT"})
        EXPECT_EQ(wishes_of({.status = 429, .retry_after = nonsense}, asked_at).retry_after, std::nullopt) << nonsense;
}

TEST(ServerWishes, AFailureHoldsForNoTimeAndASuccessNeedsNoRetry) {
    EXPECT_EQ(wishes_of({.status = 500, .cache_control = "max-age=3600"}, asked_at).fresh_for, std::nullopt);
    EXPECT_EQ(wishes_of({.status = 200, .retry_after = "3600"}, asked_at).retry_after, std::nullopt);
}

TEST(FeedWishes, SkippedHoursEndAtTheNextFreeOne) {
    FeedWishes wishes;
    wishes.skip_hours = {9, 10};
    EXPECT_EQ(after_skipped(asked_at, wishes), asked_at + 90min);
    EXPECT_EQ(after_skipped(asked_at + 2h, wishes), asked_at + 2h);
}

TEST(FeedWishes, SkippedDaysEndAtMidnight) {
    FeedWishes wishes;
    wishes.skip_days = {2, 3};
    EXPECT_EQ(after_skipped(asked_at, wishes), std::chrono::sys_days(std::chrono::year(2018) / 4 / 19));
}

TEST(FeedWishes, ThatLeaveNoHourFreeAreIgnored) {
    FeedWishes wishes;
    wishes.skip_days = {0, 1, 2, 3, 4, 5, 6};
    EXPECT_EQ(after_skipped(asked_at, wishes), asked_at);
}

}  // namespace
}  // namespace watchword::schedule
