#include "daemon/demo/press.hpp"

#include <gtest/gtest.h>

#include "common/feed/document.hpp"

namespace watchword::demo {
namespace {

using namespace std::chrono_literals;

constexpr std::string_view outlet = "http://steppe-courier.example";
const std::string farmers = std::string(outlet) + "/2026/03/03/farmers-fill-main-square";

TEST(Press, EveryFeedCanBeReadAndListsWhatIsOut) {
    for (const Outlet& each : outlets()) {
        auto address = "http://" + std::string(each.host) + std::string(each.feed_path);
        auto shown = look_up(outlets(), address, day + 9h);
        auto feed = feed::parse(shown.body, {address, shown.content_type});
        ASSERT_TRUE(feed) << feed.error().message;
        EXPECT_TRUE(feed->warnings.empty()) << feed->warnings.front();
        EXPECT_EQ(feed->entries.size(), each.pieces.size());
    }
}

TEST(Press, APieceIsThereFromItsPublicationOn) {
    EXPECT_EQ(look_up(outlets(), farmers, day + 8h).status, 404);
    EXPECT_EQ(look_up(outlets(), farmers, day + 9h).status, 200);
}

TEST(Press, AnEditChangesThePageAndNotTheFeed) {
    auto feed = std::string(outlet) + "/rss";
    EXPECT_NE(look_up(outlets(), farmers, day + 9h).body, look_up(outlets(), farmers, day + 11h).body);
    EXPECT_EQ(look_up(outlets(), feed, day + 9h).body, look_up(outlets(), feed, day + 11h).body);
}

TEST(Press, AWithdrawnPieceIsGone) {
    std::string rally = "http://vechirniy-kray.example/2026/03/03/viche";
    EXPECT_EQ(look_up(outlets(), rally, day + 12h).status, 200);
    EXPECT_EQ(look_up(outlets(), rally, day + 13h).status, 404);
}

TEST(Press, AnOutageEnds) {
    std::string feed = "http://harbour-gazette.example/rss";
    EXPECT_EQ(look_up(outlets(), feed, day + 14h).status, 503);
    EXPECT_EQ(look_up(outlets(), feed, day + 16h).status, 200);
}

}  // namespace
}  // namespace watchword::demo
