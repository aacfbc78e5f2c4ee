#include "config/load.hpp"

#include "tests/unit/config/fixture.hpp"

namespace watchword::config {
namespace {

using namespace std::chrono_literals;

constexpr auto complete = R"(
[[feed]]
url = "https://eurasianet.org/rss"

[[receiver]]
name = "desk"
email = ["desk@example.org"]

[[subscription]]
name = "Maidan talk"
query = 'maidan OR "security council"'
receivers = ["desk"]
)";

TEST_F(Configuration, OfOneFeedOneReceiverAndOneSubscriptionIsComplete) {
    Config config = loaded(complete);
    ASSERT_EQ(config.feeds.size(), 1u);
    EXPECT_EQ(config.feeds[0].url, "https://eurasianet.org/rss");
    EXPECT_EQ(config.feeds[0].poll.interval, 15min);
    EXPECT_EQ(config.feeds[0].articles.revisit.size(), 11u);
    EXPECT_EQ(config.receivers.at(0).email, std::vector<std::string>{"desk@example.org"});
    ASSERT_EQ(config.subscriptions.size(), 1u);
    EXPECT_TRUE(config.subscriptions[0].query.has_value());
    EXPECT_EQ(config.state.directory, "/var/lib/watchword");
    EXPECT_THAT(config.warnings, IsEmpty());
}

TEST_F(Configuration, IsCompleteWhenEmpty) {
    Config config = loaded("");
    EXPECT_THAT(config.feeds, IsEmpty());
    EXPECT_EQ(config.smtp.from_address, "watchword@localhost");
}

TEST_F(Configuration, ReportsEveryFaultAtOnceWithItsPlace) {
    EXPECT_THAT(
        said(R"([poll]
intervall = "15m"
interval = 15
[log]
level = "verbose"
[[subscription]]
name = "a"
query = "maidan * b"
receivers = ["nobody"]
)"),
        ElementsAre(
            "/etc/w.toml:2:1: unknown key `intervall` in [poll]: did you mean `interval`?",
            R"(/etc/w.toml:3:12: `interval` must be a duration such as "90s", "15m" or "1h30m", not an integer)",
            HasSubstr(R"(/etc/w.toml:5:9: `level` must be "trace", "debug", "info", "warning" or "error")"),
            StartsWith("/etc/w.toml:8:17: "), R"(/etc/w.toml:9:14: there is no receiver "nobody")"));
}

TEST_F(Configuration, ThatIsMissingTellsOfInit) {
    auto config = config::load("/etc/w.toml", environment_);
    ASSERT_FALSE(config);
    EXPECT_THAT(config.error().at(0).text(), HasSubstr("`watchword init`"));
}

TEST_F(Configuration, OfTenMegabytesIsRefused) {
    EXPECT_THAT(said(std::string(10 << 20, '#')),
                ElementsAre("/etc/w.toml:1:1: cannot be read: is larger than 8388608 bytes"));
}

TEST_F(Configuration, ThatIsNotUtf8IsRefusedAtItsLine) {
    EXPECT_THAT(said("[log]\nlevel = \"\xff\""), ElementsAre(StartsWith("/etc/w.toml:2:9: ")));
}

}  // namespace
}  // namespace watchword::config
