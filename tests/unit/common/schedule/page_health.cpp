#include "common/schedule/page_health.hpp"

#include <gtest/gtest.h>

namespace watchword::schedule {
namespace {

using namespace std::chrono_literals;

// A feed whose pages are read one after the other, an hour apart; collects what the operator hears.
struct Site {
    PageHealth health;
    Time now = Time(std::chrono::sys_days(std::chrono::year(2018) / 4 / 17));
    std::vector<HealthNotice> heard;

    void articles(int count, std::size_t words, const std::string& trouble = "") {
        for (int i = 0; i < count; ++i) {
            now += 1h;
            // As a daemon that is restarted after each.
            auto observed = observe(page_health_from_json(to_json(health)), {words, trouble}, now);
            health = observed.health;
            if (observed.notice) heard.push_back(*observed.notice);
        }
    }
};

TEST(PageHealth, PagesThatSuddenlyGiveNothingAreToldOnce) {
    Site site;
    site.articles(25, 500);
    site.articles(4, 0, "paywall");
    EXPECT_TRUE(site.heard.empty());
    site.articles(20, 0, "paywall");
    ASSERT_EQ(site.heard.size(), 1U);
    EXPECT_EQ(site.heard[0].kind, HealthNotice::Kind::failing);
    EXPECT_NE(site.heard[0].reason.find("5 in a row (paywall)"), std::string::npos) << site.heard[0].reason;
}

TEST(PageHealth, AndSoIsTheirRecovery) {
    Site site;
    site.articles(25, 500);
    site.articles(6, 0, "paywall");
    site.articles(6, 480);
    ASSERT_EQ(site.heard.size(), 2U);
    EXPECT_EQ(site.heard[1].kind, HealthNotice::Kind::recovered);
    EXPECT_EQ(site.heard[1].since, site.heard[0].since);
}

TEST(PageHealth, HalfOfTheTextIsTroubleToo) {
    Site site;
    site.articles(25, 600);
    site.articles(12, 200);
    ASSERT_EQ(site.heard.size(), 1U);
    EXPECT_NE(site.heard[0].reason.find("instead of 600"), std::string::npos) << site.heard[0].reason;
}

TEST(PageHealth, AShortArticleOrAWallNowAndThenIsNone) {
    Site site;
    for (int i = 0; i < 40; ++i) {
        site.articles(3, 600);
        site.articles(1, 80);
        site.articles(2, 0, "paywall");
    }
    EXPECT_TRUE(site.heard.empty());
}

TEST(PageHealth, WhatIsUsualIsNotKnownFromAFewArticles) {
    Site site;
    site.articles(10, 600);
    site.articles(10, 0, "paywall");
    EXPECT_TRUE(site.heard.empty());
    EXPECT_EQ(page_health_from_json("{}"), PageHealth());
    EXPECT_EQ(page_health_from_json("damaged"), PageHealth());
}

}  // namespace
}  // namespace watchword::schedule
