#include "tests/unit/config/fixture.hpp"

// Feeds, receivers and subscriptions: a test for each rule.
namespace watchword::config {
namespace {

using namespace std::chrono_literals;

std::string feed(const std::string& more) {
    return "[[feed]]\nurl = \"https://example.org/rss\"\n" + more + "\n";
}
std::string desk(const std::string& more = "") {
    return "[[receiver]]\nname = \"desk\"\nemail = [\"desk@example.org\"]\n" + more + "\n";
}
std::string hook(const std::string& more) {
    return "[[receiver]]\nname = \"hook\"\nwebhook = \"https://hooks.example.org/w\"\n" + more + "\n";
}
std::string subscription(const std::string& more) {
    return desk() + "[[subscription]]\nname = \"s\"\nreceivers = [\"desk\"]\n" + more + "\n";
}

TEST_F(Configuration, OfAFeedMaySayAnyKeyOfPollAndArticlesAgain) {
    Config config =
        loaded("[poll]\nfailing_after = 7\n" +
               feed("interval = \"10m\"\nfetch = \"always\"\nrevisit = [\"1h\"]\nsilent_after = \"never\""));
    EXPECT_EQ(config.feeds.at(0).poll.interval, 10min);
    EXPECT_EQ(config.feeds[0].poll.failing_after, 7u);
    EXPECT_EQ(config.feeds[0].articles.fetch, FetchPages::always);
    EXPECT_THAT(config.feeds[0].articles.revisit, ElementsAre(1h));
    EXPECT_EQ(config.poll.interval, 15min);
}

TEST_F(Configuration, OfAFeedNeedsAnHttpUrl) {
    EXPECT_THAT(said("[[feed]]\nname = \"x\""), ElementsAre(HasSubstr("1:1: `url` is missing")));
    for (auto wrong : {"file:///etc/passwd", "ftp://example.org/", "example.org", "https://", "https://exa mple.org/"})
        EXPECT_THAT(said(std::string("[[feed]]\nurl = \"") + wrong + "\""),
                    ElementsAre(HasSubstr("2:7: `url` must be")))
            << wrong;
}

TEST_F(Configuration, TakesAFeedsUserAndPasswordOutOfItsUrl) {
    Config config = loaded("[[feed]]\nurl = \"https://user:p%40ss@example.org/rss\"");
    EXPECT_EQ(config.feeds.at(0).url, "https://example.org/rss");
    EXPECT_EQ(config.feeds[0].credentials.reveal(), "user:p@ss");
}

TEST_F(Configuration, KnowsBacklogAsNoneSomeOrAll) {
    EXPECT_EQ(loaded(feed("backlog = \"24h\"")).feeds.at(0).backlog.age, 24h);
    EXPECT_EQ(loaded(feed("backlog = \"all\"")).feeds.at(0).backlog.kind, Backlog::Kind::all);
    EXPECT_THAT(said(feed("backlog = \"some\"")), ElementsAre(HasSubstr("3:11: ")));
}

TEST_F(Configuration, RefusesDuplicateNamesAndUrls) {
    EXPECT_THAT(
        said(feed("") + feed("")),
        ElementsAre(HasSubstr("4:1: a feed with the URL \"https://example.org/rss\" stands already at /etc/w.toml:1")));
    EXPECT_THAT(said(desk() + desk()), ElementsAre(HasSubstr("a receiver named \"desk\" stands already")));
}

TEST_F(Configuration, RefusesReferencesToNothing) {
    auto faults =
        said("[operator]\nreceivers = [\"boss\"]\n" + feed("name = \"Example\"\ntags = [\"a\"]") +
             subscription("query = \"x\"\nfeeds = [\"Exampel\", \"tag:a\", \"tag:b\", \"https://example.org/rss\"]"));
    EXPECT_THAT(faults, ElementsAre(HasSubstr("2:14: there is no receiver \"boss\""),
                                    HasSubstr(":10: there is no feed \"Exampel\": did you mean `Example`?"),
                                    HasSubstr(":30: no feed has the tag \"tag:b\""),
                                    HasSubstr("there is no feed \"https://example.org/rss\"")));
}

TEST_F(Configuration, RefersToAFeedWithoutANameByItsUrl) {
    EXPECT_EQ(
        loaded(feed("") + subscription("query = \"x\"\nfeeds = [\"https://example.org/rss\"]")).subscriptions.size(),
        1u);
}

TEST_F(Configuration, RefusesAddressesThatCouldInject) {
    for (auto wrong : {"desk", "desk@", "@example.org", "a b@example.org", "a@example.org\\r\\nBcc: x@example.org",
                       "a@exa_mple.org", "<a@b.org>", "a@b@c.org", "a..b@example.org", "a@-", "a@.org",
                       "\\\"a b\\\"@example.org", "a@example.org,b@example.org"})
        EXPECT_THAT(said(std::string("[[receiver]]\nname = \"d\"\nemail = [\"") + wrong + "\"]"),
                    Contains(HasSubstr("3:10: ")))
            << wrong;
}

TEST_F(Configuration, WritesInternationalDomainsAsTheyGoOverTheWire) {
    EXPECT_THAT(loaded("[[receiver]]\nname = \"d\"\nemail = [\"a@bücher.example\"]").receivers.at(0).email,
                ElementsAre("a@xn--bcher-kva.example"));
}

TEST_F(Configuration, OfAReceiverHasEitherMailOrAWebhook) {
    EXPECT_THAT(said("[[receiver]]\nname = \"x\""), ElementsAre(HasSubstr("a receiver needs `email = ")));
    EXPECT_THAT(said(desk("webhook = \"https://example.org/\"")),
                ElementsAre(HasSubstr("either `email` or `webhook`")));
    EXPECT_THAT(said(desk("style = \"slack\"")), ElementsAre(HasSubstr("`style` is for webhooks")));
}

TEST_F(Configuration, ReadsSigningSecretsTheNewestFirst) {
    file("/etc/hook.whsec", "whsec_" + std::string(32, 'A') + "\nwhsec_" + std::string(32, 'B') + "\n");
    EXPECT_EQ(loaded(hook("secret_file = \"./hook.whsec\"")).receivers.at(0).secrets.size(), 2u);
    EXPECT_EQ(loaded(hook("secret_file = \"./hook.whsec\"")).receivers.at(0).secrets[0].reveal(),
              std::string(24, '\0'));
}

TEST_F(Configuration, RefusesASigningSecretWithoutShowingIt) {
    file("/etc/hook.whsec", "whsec_!!!hunter2");
    auto faults = said(hook("secret_file = \"./hook.whsec\""));
    EXPECT_THAT(faults, ElementsAre(HasSubstr("4:15: /etc/hook.whsec:1: ")));
    EXPECT_THAT(faults, testing::Not(Contains(HasSubstr("hunter2"))));
}

TEST_F(Configuration, KnowsStylesByNameAndTemplatesByTheirFile) {
    EXPECT_EQ(loaded(hook("style = \"teams\"")).receivers.at(0).style, Style::teams);
    EXPECT_THAT(said(hook("style = \"slak\"")), ElementsAre(HasSubstr("did you mean `slack`?")));
    file("/etc/own.mustache", "{\"x\": 1}");
    Config config = loaded(hook("style = \"own.mustache\""));
    EXPECT_EQ(config.receivers.at(0).style, Style::template_file);
    EXPECT_EQ(config.receivers[0].template_text, "{\"x\": 1}");
}

TEST_F(Configuration, RefusesHeadersThatAreReservedOrBroken) {
    EXPECT_THAT(loaded(hook("headers = { \"X-Team\" = \"press\" }")).receivers.at(0).headers,
                ElementsAre(testing::Pair("X-Team", "press")));
    for (auto wrong :
         {"\"Webhook-Id\" = \"1\"", "\"Content-Length\" = \"1\"", "\"X Y\" = \"1\"", "X = \"a\\r\\nY: b\"", "X = 1"})
        EXPECT_THAT(said(hook(std::string("headers = { ") + wrong + " }")), ElementsAre(HasSubstr("/etc/w.toml:4:")))
            << wrong;
}

TEST_F(Configuration, OfASubscriptionNeedsNameQueryAndReceivers) {
    EXPECT_THAT(said("[[subscription]]"), ElementsAre(HasSubstr("`name` is missing"), HasSubstr("`query` is missing"),
                                                      HasSubstr("`receivers` is missing")));
}

TEST_F(Configuration, ShowsAFaultOfAQueryAtItsPlaceInTheFile) {
    EXPECT_THAT(said(subscription("query = 'maidan AND *'")), ElementsAre(HasSubstr("/etc/w.toml:8:21: ")));
    EXPECT_THAT(said(subscription("query = '''\nmaidan AND\n  *'''")), ElementsAre(HasSubstr("/etc/w.toml:10:3: ")));
    EXPECT_THAT(said(subscription("query = \"\\\"майдан\\\" AND \\u002A\"")),
                ElementsAre(HasSubstr("/etc/w.toml:8:25: ")));
    EXPECT_THAT(said(subscription("query = \"\"\"maidan \\\n   AND *\"\"\"")),
                ElementsAre(HasSubstr("/etc/w.toml:9:8: ")));
}

TEST_F(Configuration, PassesTheWarningsOfAQueryOn) {
    EXPECT_THAT(said(subscription("query = 'maidan and council'")),
                ElementsAre(HasSubstr("/etc/w.toml:8:17: warning: ")));
}

TEST_F(Configuration, ShowsAFaultOfAListWhereItIsWritten) {
    EXPECT_EQ(loaded("[lists]\nleaders = 'nazarbayev OR tokayev'\n" + subscription("query = '@leaders'")).lists.size(),
              1u);
    EXPECT_THAT(said("[lists]\na = '@b'\nb = '@a'"),
                testing::AllOf(Contains(HasSubstr("/etc/w.toml:2:")), Contains(HasSubstr("/etc/w.toml:3:"))));
    EXPECT_THAT(said(subscription("query = '@nobody'")), ElementsAre(HasSubstr("/etc/w.toml:8:10: ")));
}

TEST_F(Configuration, KnowsDigestsByPeriodDayAndWeek) {
    using Kind = schedule::Digest::Kind;
    auto digest = [&](const std::string& text) {
        return loaded(subscription("query = 'x'\ndigest = \"" + text + "\"")).subscriptions.at(0).digest;
    };
    EXPECT_EQ(digest("off").kind, Kind::off);
    EXPECT_EQ(digest("1h").every, 1h);
    EXPECT_EQ(digest("daily 08:00").at, 8h);
    EXPECT_EQ(digest("weekly mon 08:30"),
              (schedule::Digest{.kind = Kind::weekly, .at = 510min, .weekday = std::chrono::Monday}));
    for (auto wrong : {"", "daily", "daily 8:00", "daily 24:00", "weekly 08:00", "weekly someday 08:00", "2d", "10s"})
        EXPECT_THAT(said(subscription(std::string("query = 'x'\ndigest = \"") + wrong + "\"")),
                    ElementsAre(HasSubstr("9:10: ")))
            << wrong;
}

TEST_F(Configuration, ReadsQuietHoursAndTimeZones) {
    auto read =
        loaded(subscription("query = 'x'\nquiet = [\"22:00-07:00\"]\ntime_zone = \"Asia/Almaty\"")).subscriptions.at(0);
    EXPECT_EQ(read.quiet.at(0), (schedule::QuietHours{.from = 22h, .until = 7h}));
    EXPECT_EQ(read.time_zone, "Asia/Almaty");
    EXPECT_THAT(said(subscription("query = 'x'\nquiet = [\"22-7\", \"25:00-07:00\", \"08:00-08:00\"]")).size(), 3u);
    EXPECT_THAT(said(subscription("query = 'x'\ntime_zone = \"Mars/Olympus\"")), ElementsAre(HasSubstr("9:13: ")));
}

TEST_F(Configuration, NamesEventsAndLanguagesThatExist) {
    auto read = loaded(subscription("query = 'x'\nevents = [\"matched\", \"removed\"]\nlanguages = [\"uk\"]"))
                    .subscriptions.at(0);
    EXPECT_THAT(read.events, ElementsAre(alert::Event::article_matched, alert::Event::article_removed));
    EXPECT_THAT(said(subscription("query = 'x'\nevents = [\"changed\"]\nlanguages = [\"English\"]")).size(), 2u);
    EXPECT_THAT(said(subscription("query = 'x'\nevents = []")), ElementsAre(HasSubstr("nothing would ever be sent")));
}

}  // namespace
}  // namespace watchword::config
