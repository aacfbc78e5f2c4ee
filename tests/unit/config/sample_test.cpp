#include "config/sample.hpp"

#include "tests/unit/config/fixture.hpp"

namespace watchword::config {
namespace {

TEST_F(Configuration, OfTheSampleLoadsAndWatchesNothing) {
    Config config = loaded(sample());
    EXPECT_THAT(config.feeds, IsEmpty());
    EXPECT_THAT(config.warnings, IsEmpty());
}

// The sample with its settings in force: every "# key = value" and "# [[table]]" without the "# ".
std::string uncommented() {
    std::string text, line;
    std::istringstream lines(sample());
    while (std::getline(lines, line)) {
        auto equals = line.find(" = ");
        bool key = line.starts_with("# ") && equals != std::string::npos && line.find(' ', 2) == equals;
        text += (key || line.starts_with("# [[") ? line.substr(2) : line) + '\n';
    }
    return text;
}

TEST_F(Configuration, OfTheSampleHoldsEveryKeyWithItsDefault) {
    file("/etc/credentials/newsroom.whsec", "whsec_" + std::string(32, 'A'));
    Config shown = loaded(uncommented());
    Config defaults = loaded("");
    EXPECT_EQ(shown.state, defaults.state);
    EXPECT_EQ(shown.log, defaults.log);
    EXPECT_EQ(shown.fetch, defaults.fetch);
    EXPECT_EQ(shown.poll, defaults.poll);
    EXPECT_EQ(shown.articles, defaults.articles);
    EXPECT_EQ(shown.smtp, defaults.smtp);
    EXPECT_EQ(shown.server, defaults.server);
    EXPECT_EQ(shown.operator_receivers, defaults.operator_receivers);

    const Feed& feed = shown.feeds.at(0);
    EXPECT_EQ(feed.backlog, Backlog());
    EXPECT_TRUE(feed.enabled);
    const Receiver& newsroom = shown.receivers.at(1);
    EXPECT_EQ(newsroom.style, Receiver().style);
    EXPECT_EQ(newsroom.timeout, Receiver().timeout);
    const Subscription& subscription = shown.subscriptions.at(0);
    EXPECT_EQ(subscription.events, Subscription().events);
    EXPECT_EQ(subscription.forms, Subscription().forms);
    EXPECT_EQ(subscription.fold, Subscription().fold);
    EXPECT_EQ(subscription.digest, Subscription().digest);
    EXPECT_EQ(subscription.digest_empty, Subscription().digest_empty);
    EXPECT_EQ(subscription.max_burst, Subscription().max_burst);
    EXPECT_EQ(subscription.time_zone, Subscription().time_zone);
    EXPECT_EQ(subscription.quiet, Subscription().quiet);
}

TEST_F(Configuration, OfTheSampleNamesEveryKeyThereIs) {
    auto text = sample();
    for (auto key : {"include",
                     "directory",
                     "keep",
                     "level",
                     "format",
                     "contact",
                     "timeout",
                     "body_max",
                     "redirects_max",
                     "connections",
                     "connections_per_host",
                     "delay_per_host",
                     "robots",
                     "proxy",
                     "ca_file",
                     "allow_networks",
                     "interval",
                     "interval_min",
                     "interval_max",
                     "adaptive",
                     "failing_after",
                     "silent_after",
                     "fetch",
                     "revisit",
                     "text",
                     "drop",
                     "url",
                     "starttls",
                     "username",
                     "password_file",
                     "from",
                     "listen",
                     "token_file",
                     "receivers",
                     "name",
                     "tags",
                     "language",
                     "backlog",
                     "enabled",
                     "email",
                     "webhook",
                     "secret_file",
                     "style",
                     "headers",
                     "query",
                     "feeds",
                     "languages",
                     "events",
                     "forms",
                     "fold",
                     "digest",
                     "digest_empty",
                     "max_burst",
                     "time_zone",
                     "quiet"})
        EXPECT_THAT(text, HasSubstr(std::string("\n# ") + key + " = ")) << key;
}

}  // namespace
}  // namespace watchword::config
