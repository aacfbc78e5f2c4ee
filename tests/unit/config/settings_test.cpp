#include "tests/unit/config/fixture.hpp"

// The sections that say how the daemon works: a test for each rule.
namespace watchword::config {
namespace {

using namespace std::chrono_literals;

TEST_F(Configuration, TakesItsStateDirectoryFromTheServiceOrTheUser) {
    EXPECT_EQ(loaded("").state.directory, "/var/lib/watchword");
    variable("STATE_DIRECTORY", "/var/lib/a:/var/lib/b");
    EXPECT_EQ(loaded("").state.directory, "/var/lib/a");
    no_variables();
    variable("HOME", "/home/u");
    EXPECT_EQ(loaded("").state.directory, "/home/u/.local/state/watchword");
    variable("XDG_STATE_HOME", "/home/u/state");
    EXPECT_EQ(loaded("").state.directory, "/home/u/state/watchword");
    EXPECT_EQ(loaded("[state]\ndirectory = \"/srv/w\"").state.directory, "/srv/w");
}

TEST_F(Configuration, OfTheServiceHasTheServicesStateForWhoeverReadsIt) {
    no_variables();
    variable("HOME", "/home/u");
    file(system_file, "");
    auto config = config::load(system_file, environment_);
    ASSERT_TRUE(config);
    EXPECT_EQ(config->state.directory, "/var/lib/watchword");
}

TEST_F(Configuration, NeedsSomewhereToKeepItsState) {
    no_variables();
    EXPECT_THAT(said(""), ElementsAre("/etc/w.toml:1:1: no place to keep the state: set `directory` in [state]"));
    EXPECT_THAT(said("[state]\ndirectory = \"w\""), ElementsAre(HasSubstr("must be an absolute path")));
}

TEST_F(Configuration, KeepsForADurationOrForEver) {
    EXPECT_EQ(loaded("[state]\nkeep = \"30d\"").state.keep, Duration(30 * 24h));
    EXPECT_EQ(loaded("[state]\nkeep = \"forever\"").state.keep, std::nullopt);
    EXPECT_THAT(said("[state]\nkeep = \"1h\""), ElementsAre(HasSubstr("2:8: `keep`")));
}

TEST_F(Configuration, ReadsDurationsAndSizes) {
    Config config = loaded("[fetch]\ntimeout = \"1m30s\"\nbody_max = \"64KiB\"\nredirects_max = 0");
    EXPECT_EQ(config.fetch.timeout, 90s);
    EXPECT_EQ(config.fetch.body_max, 64u << 10);
    EXPECT_EQ(config.fetch.redirects_max, 0u);
}

TEST_F(Configuration, SaysWhatWasExpectedOfAValueThatIsWrong) {
    EXPECT_THAT(said("[fetch]\ntimeout = \"90\"\nbody_max = 8\nconnections = 0\nrobots = "
                     "\"articels\"\n[poll]\nadaptive = \"yes\""),
                ElementsAre(R"(/etc/w.toml:2:11: `timeout`: "90" is not a duration such as "90s", "15m" or "1h30m")",
                            HasSubstr(R"(3:12: `body_max` must be a size such as "10MiB")"),
                            "/etc/w.toml:4:15: `connections` must be a whole number from 1 to 10000, not 0",
                            HasSubstr("did you mean `articles`?"),
                            "/etc/w.toml:7:12: `adaptive` must be true or false, not a string"));
}

TEST_F(Configuration, AcceptsContactsThatAreAPageOrAnAddress) {
    EXPECT_EQ(loaded("[fetch]\ncontact = \"https://example.org/bot\"").fetch.contact, "https://example.org/bot");
    EXPECT_EQ(loaded("[fetch]\ncontact = \"bot@example.org\"").fetch.contact, "bot@example.org");
    for (auto wrong : {"nobody", "https://example.org/\\r\\nX: 1)", "https://example.org/(x)"})
        EXPECT_THAT(said(std::string("[fetch]\ncontact = \"") + wrong + "\""), ElementsAre(HasSubstr("2:11: ")))
            << wrong;
}

TEST_F(Configuration, RefusesAProxyWithAPassword) {
    EXPECT_EQ(loaded("[fetch]\nproxy = \"socks5h://127.0.0.1:1080\"").fetch.proxy, "socks5h://127.0.0.1:1080");
    EXPECT_THAT(said("[fetch]\nproxy = \"http://u:p@proxy:3128\""), ElementsAre(HasSubstr("without a password")));
}

TEST_F(Configuration, AllowsNetworksInCidrOnly) {
    EXPECT_THAT(loaded("[fetch]\nallow_networks = [\"10.1.0.0/16\", \"fd00::/8\"]").fetch.allow_networks,
                ElementsAre("10.1.0.0/16", "fd00::/8"));
    for (auto wrong : {"10.1.0.0", "10.1.0.0/33", "example.org/8", "10.1/16", "fd00::/129", "10.1.0.0/-1"})
        EXPECT_THAT(said(std::string("[fetch]\nallow_networks = [\"") + wrong + "\"]"),
                    ElementsAre(HasSubstr("2:19: ")))
            << wrong;
}

TEST_F(Configuration, ReadsTheCertificatesFileBesideItself) {
    file("/etc/ca.pem", "-----BEGIN CERTIFICATE-----");
    EXPECT_EQ(loaded("[fetch]\nca_file = \"ca.pem\"").fetch.ca_file, "/etc/ca.pem");
    EXPECT_THAT(said("[fetch]\nca_file = \"none.pem\""), ElementsAre(HasSubstr("/etc/none.pem: No such file")));
}

TEST_F(Configuration, KeepsTheIntervalBetweenItsBounds) {
    EXPECT_THAT(
        said("[poll]\ninterval = \"1m\""),
        ElementsAre(HasSubstr("2:12: `interval` 1m must lie between `interval_min` 5m and `interval_max` 12h")));
    EXPECT_THAT(said("[poll]\ninterval_min = \"20m\""), ElementsAre(HasSubstr("2:16: ")));
    EXPECT_EQ(loaded("[poll]\ninterval = \"1m\"\ninterval_min = \"1m\"").poll.interval, 1min);
}

TEST_F(Configuration, KnowsSilenceAsADurationOrAWord) {
    using Kind = Poll::Silence::Kind;
    EXPECT_EQ(loaded("[poll]\nsilent_after = \"never\"").poll.silent_after.kind, Kind::never);
    EXPECT_EQ(loaded("[poll]\nsilent_after = \"7d\"").poll.silent_after.after, Duration(7 * 24h));
    EXPECT_THAT(said("[poll]\nsilent_after = \"later\""), ElementsAre(HasSubstr("2:16: ")));
}

TEST_F(Configuration, WantsTheRevisitLadderToAscend) {
    EXPECT_THAT(loaded("[articles]\nrevisit = [\"10m\", \"1h\"]").articles.revisit, ElementsAre(10min, 1h));
    EXPECT_THAT(loaded("[articles]\nrevisit = []").articles.revisit, IsEmpty());
    EXPECT_THAT(said("[articles]\nrevisit = [\"1h\", \"10m\"]"),
                ElementsAre(HasSubstr("each longer than the one before")));
    EXPECT_THAT(said("[articles]\nrevisit = [\"1h\", 10]"),
                ElementsAre(HasSubstr("2:18: `revisit` must hold strings only")));
}

TEST_F(Configuration, ReadsTheSelectorsOfASiteThatDefeatsTheExtractor) {
    auto articles = loaded("[articles]\ntext = \"div.story > p\"\ndrop = [\".related\", \"aside\"]").articles;
    ASSERT_TRUE(articles.text);
    EXPECT_EQ(articles.text->text(), "div.story > p");
    EXPECT_EQ(articles.drop.size(), 2U);
    EXPECT_FALSE(loaded("[articles]\ntext = \"\"").articles.text);
    EXPECT_THAT(said("[articles]\ntext = \"p:first-child\""),
                ElementsAre(HasSubstr("2:8: `text`: \"p:first-child\" is no selector that can be used: ")));
    EXPECT_THAT(said("[articles]\ndrop = [\"aside\", \".\"]"), ElementsAre(HasSubstr("2:18: `drop`: \".\"")));
}

TEST_F(Configuration, ReadsTheMailServerAndTheSender) {
    file("/etc/credentials/smtp", "hunter2\n");
    Config config = loaded(R"([smtp]
url = "smtps://mail.example.org:465"
starttls = "require"
username = "w"
password_file = "smtp"
from = "Newsroom monitor <w@example.org>"
)");
    EXPECT_EQ(config.smtp.url, "smtps://mail.example.org:465");
    EXPECT_EQ(config.smtp.password.reveal(), "hunter2");
    EXPECT_EQ(config.smtp.from_name, "Newsroom monitor");
    EXPECT_EQ(config.smtp.from_address, "w@example.org");
    EXPECT_THAT(said("[smtp]\nurl = \"http://x\""), ElementsAre(HasSubstr("2:7: ")));
    EXPECT_THAT(said("[smtp]\nurl = \"smtp://u:p@x\""), ElementsAre(HasSubstr("2:7: ")));
    EXPECT_THAT(said("[smtp]\nusername = \"w\""), ElementsAre(HasSubstr("`username` needs a `password_file`")));
    EXPECT_THAT(said("[smtp]\nfrom = \"w\\r\\nBcc: x <w@example.org>\""), ElementsAre(HasSubstr("2:8: ")));
}

TEST_F(Configuration, OfAListenerThatIsNotLoopbackNeedsAToken) {
    EXPECT_THAT(loaded("[server]\nlisten = [\"127.0.0.1:8380\", \"[::1]:8380\"]").server.listen,
                ElementsAre("127.0.0.1:8380", "[::1]:8380"));
    EXPECT_THAT(said("[server]\nlisten = [\"0.0.0.0:8380\"]"), ElementsAre(HasSubstr("needs a `token_file`")));
    file("/etc/token", "0123456789abcdef0123");
    EXPECT_EQ(loaded("[server]\nlisten = [\"0.0.0.0:8380\"]\ntoken_file = \"./token\"").server.token.reveal(),
              "0123456789abcdef0123");
    for (auto wrong : {"8380", "localhost:8380", "127.0.0.1:", "127.0.0.1:99999", "::1:80", "[127.0.0.1]:80"})
        EXPECT_THAT(said(std::string("[server]\nlisten = [\"") + wrong + "\"]"), ElementsAre(HasSubstr("2:11: ")))
            << wrong;
}

TEST_F(Configuration, OfAPublicAddressIsHttpsAndMayBePutInFrontOfAPath) {
    EXPECT_EQ(loaded("[server]\npublic_url = \"https://Watch.example.org/\"").server.public_url,
              "https://watch.example.org");
    EXPECT_EQ(loaded("[server]\npublic_url = \"https://example.org/watch/\"").server.public_url,
              "https://example.org/watch");
    EXPECT_THAT(said("[server]\npublic_url = \"https://example.org\""),
                ElementsAre(testing::AllOf(HasSubstr("2:14: "), HasSubstr("`listen` has none"))));
    EXPECT_THAT(said("[server]\nlisten = [\"127.0.0.1:8380\"]\npublic_url = \"https://example.org\""), IsEmpty());
    auto too_long = "https://example.org/" + std::string(500, 'a');  // for a header of a mail
    for (const std::string& wrong :
         {std::string("http://example.org"), std::string("example.org"), std::string("https://"),
          std::string("https://u:p@example.org"), std::string("https://example.org/?a=b"), too_long})
        EXPECT_THAT(said("[server]\npublic_url = \"" + wrong + '"'), ElementsAre(HasSubstr("2:14: "))) << wrong;
}

TEST_F(Configuration, WarnsOfASecretThatEverybodyCanRead) {
    file("/etc/token", "0123456789abcdef", true);
    EXPECT_THAT(said("[server]\ntoken_file = \"./token\""),
                ElementsAre("/etc/w.toml:2:14: warning: /etc/token can be read by every user: chmod 640 it"));
}

TEST_F(Configuration, NeverShowsASecret) {
    file("/etc/token", "two lines\nof secret", true);
    for (auto& text : said("[server]\ntoken_file = \"./token\""))
        EXPECT_THAT(text, testing::Not(HasSubstr("lines\nof")));
    EXPECT_EQ(to_text(Secret("hunter2")), "<secret>");
    EXPECT_EQ(testing::PrintToString(Secret("hunter2")), "<secret>");
}

TEST_F(Configuration, SaysWhatCannotChangeWhileTheDaemonRuns) {
    Config old = loaded("[state]\ndirectory = \"/a\""),
           now = loaded(
               "[state]\ndirectory = \"/b\"\n[log]\nlevel = \"debug\"\nformat = \"json\"\n"
               "[server]\nlisten = [\"127.0.0.1:8380\"]");
    EXPECT_THAT(needs_restart(old, now),
                ElementsAre(HasSubstr("/a until the next start"), HasSubstr("listen"), HasSubstr("format")));
    EXPECT_THAT(needs_restart(old, old), IsEmpty());
}

}  // namespace
}  // namespace watchword::config
