#include "tests/unit/config/fixture.hpp"

namespace watchword::config {
namespace {

constexpr auto one_feed = "[[feed]]\nurl = \"https://example.org/";

TEST_F(Configuration, AddsUpTheListsOfTheFilesItIncludes) {
    file("/etc/conf.d/b.toml", std::string(one_feed) + "b\"");
    file("/etc/conf.d/a.toml", std::string(one_feed) + "a\"\n[poll]\nfailing_after = 9");
    file("/etc/conf.d/.hidden.toml", "nonsense");
    file("/etc/conf.d/a.toml~", "nonsense");
    Config config = loaded("include = [\"conf.d/*.toml\"]\n" + std::string(one_feed) + "main\"");
    ASSERT_EQ(config.feeds.size(), 3u);
    EXPECT_EQ(config.feeds[1].url, "https://example.org/a");
    EXPECT_EQ(config.feeds[2].url, "https://example.org/b");
    EXPECT_EQ(config.feeds[0].poll.failing_after, 9u);
    EXPECT_EQ(config.files.size(), 3u);
}

TEST_F(Configuration, NamesTheIncludedFileInItsFaults) {
    file("/etc/conf.d/a.toml", "[poll]\nintervall = \"1h\"");
    file("/etc/conf.d/b.toml", "[poll\n");
    EXPECT_THAT(said("include = [\"conf.d/*.toml\"]"),
                ElementsAre(StartsWith("/etc/conf.d/a.toml:2:1: unknown key"), StartsWith("/etc/conf.d/b.toml:1:")));
}

TEST_F(Configuration, LetsAScalarStandOnceOverAllFiles) {
    file("/etc/a.toml", "[poll]\ninterval = \"1h\"");
    EXPECT_THAT(
        said("include = [\"a.toml\"]\n[poll]\ninterval = \"2h\""),
        ElementsAre("/etc/a.toml:2:1: `interval` of [poll] stands already at /etc/w.toml:3; it may stand once"));
}

TEST_F(Configuration, RefusesToIncludeItself) {
    file("/etc/a.toml", "include = [\"b.toml\"]");
    file("/etc/b.toml", "include = [\"./a.toml\"]");
    EXPECT_THAT(said("include = [\"a.toml\"]"),
                ElementsAre(StartsWith("/etc/b.toml:1:12: /etc/a.toml includes itself")));
    EXPECT_THAT(said("include = [\"w.toml\"]"),
                ElementsAre(StartsWith("/etc/w.toml:1:12: /etc/w.toml includes itself")));
}

TEST_F(Configuration, MissesAnIncludedFileThatIsNamedButNotAnEmptyDirectory) {
    EXPECT_THAT(said("include = [\"a.toml\"]"), ElementsAre("/etc/w.toml:1:12: /etc/a.toml does not exist"));
    EXPECT_THAT(said("include = [\"conf.d/*.toml\"]"), IsEmpty());
    EXPECT_THAT(said("include = [\"*/a.toml\"]"), ElementsAre(HasSubstr("only the last part")));
}

TEST_F(Configuration, ReadsAFileOnceThoughTwoPatternsMatchIt) {
    file("/etc/conf.d/a.toml", std::string(one_feed) + "a\"");
    EXPECT_EQ(loaded("include = [\"conf.d/*.toml\", \"conf.d/a.toml\"]").feeds.size(), 1u);
}

TEST_F(Configuration, TellsASectionWithTheWrongBracketsAndUnknownOnes) {
    EXPECT_THAT(said("[feed]\nurl = \"https://example.org/\"\n[[poll]]\n[fetsh]\ninclude = 1"),
                testing::AllOf(Contains(HasSubstr("`feed` must be written as the section [[feed]]")),
                               Contains(HasSubstr("`poll` must be written as the section [poll]")),
                               Contains(HasSubstr("unknown section or key `fetsh`: did you mean `fetch`?"))));
}

}  // namespace
}  // namespace watchword::config
