#include "common/feed/identity.hpp"

#include <algorithm>
#include <set>
#include <string>

#include <gtest/gtest.h>

using namespace watchword;

namespace {

feed::Entry entry(std::string id, std::string url, std::string title, std::string date = "2020-01-02T03:04:05Z") {
    feed::Entry made;
    made.id = std::move(id);
    made.url = std::move(url);
    made.title = std::move(title);
    made.published = from_rfc3339(date);
    return made;
}

// A feed's memory: how many of the entries of each poll are new.
class Memory {
  public:
    std::size_t new_entries(const std::vector<feed::Entry>& poll) {
        std::size_t count = 0;
        for (const feed::EntryKeys& keys : feed::keys_of(poll)) {
            bool known = seen_.contains(keys.primary) ||
                         std::ranges::any_of(keys.aliases, [&](const auto& key) { return seen_.contains(key); });
            count += !known;
            seen_.insert(keys.primary);
            seen_.insert(keys.aliases.begin(), keys.aliases.end());
        }
        return count;
    }

  private:
    std::set<std::string> seen_;
};

void expect_same(const feed::Entry& before, const feed::Entry& after) {
    Memory memory;
    EXPECT_EQ(memory.new_entries({before}), 1u);
    EXPECT_EQ(memory.new_entries({after}), 0u);
}

void expect_another(const feed::Entry& before, const feed::Entry& after) {
    Memory memory;
    EXPECT_EQ(memory.new_entries({before}), 1u);
    EXPECT_EQ(memory.new_entries({after}), 1u);
}

}  // namespace

TEST(Identity, AnEditedTitleAndAMovedDateAreNoNewEntry) {
    expect_same(entry("id-1", "https://x.example/1", "Old"),
                entry("id-1", "https://x.example/1", "New", "2021-01-01T00:00:00Z"));
    expect_same(entry("", "https://x.example/1", "Old"),
                entry("", "https://x.example/1", "New", "2021-01-01T00:00:00Z"));
}

TEST(Identity, AnIdThatChangesItsSchemeOrHostIsTheSameId) {
    expect_same(entry("http://x.example/?p=1", "http://x.example/a", "Old"),
                entry("https://www.x.example/?p=1", "https://www.x.example/a", "New"));
    expect_same(entry("http://x.example/?p=1", "http://x.example/a", "T"),
                entry("http://y.example/?p=1", "http://y.example/a", "T", "2021-01-01T00:00:00Z"));
}

// What happened to readers who asked why an article came twice, and what an alert must not make of it. The
// second entry is the first one, seen again.
TEST(Identity, ReportedDuplicatesAreOneEntry) {
    struct Case {
        std::string_view report;
        feed::Entry before, after;
    };
    const std::vector<Case> cases{
        {"feedbin/support 515: the scheme of an id that is no permalink",
         entry("http://longform.example/posts/8491", "https://longform.example/posts/8491", "Title"),
         entry("https://longform.example/posts/8491", "https://longform.example/posts/8491", "Edited title")},
        {"FreshRSS 5151: ids of WordPress switch between http and https",
         entry("https://blog.example/?p=812", "https://blog.example/2023/03/post/", "Title"),
         entry("http://blog.example/?p=812", "http://blog.example/2023/03/post/", "Title", "2023-03-13T00:00:00Z")},
        {"NetNewsWire 3835: the mail host takes turns with the site",
         entry("https://transvanilla.example/tobb-evnyi", "https://transvanilla.example/tobb-evnyi", "Title"),
         entry("https://mail.transvanilla.example/tobb-evnyi", "https://mail.transvanilla.example/tobb-evnyi", "Title",
               "2023-01-28T00:00:00Z")},
        {"miniflux 458: the publisher's host takes turns with a journal's",
         entry("https://library.example/doi/abs/10.1002/jbmr.3959?af=R",
               "https://library.example/doi/abs/10.1002/jbmr.3959?af=R", "Title"),
         entry("https://asbmr.library.example/doi/abs/10.1002/jbmr.3959?af=R",
               "https://asbmr.library.example/doi/abs/10.1002/jbmr.3959?af=R", "Title")},
        {"NetNewsWire 3286: a slip in the address, which is the id, was mended",
         entry("https://site.example/blog/build-a-your-own-shop/", "https://site.example/blog/build-a-your-own-shop/",
               "Build your own shop"),
         entry("https://site.example/blog/build-your-own-shop/", "https://site.example/blog/build-your-own-shop/",
               "Build your own shop")},
        {"lemon24/reader 79: the id lost scheme and host, the date an hour",
         entry("http://abstract.example/?p=2494", "http://abstract.example/xkcd/", "RE: xkcd", "2014-09-09T08:30:25Z"),
         entry("/?p=2494", "http://abstract.example/xkcd/", "RE: xkcd", "2014-09-09T07:30:25Z")},
        {"lemon24/reader 79: a slash more in a tag URI",
         entry("tag:eli.example,2018-07-13:2018/futexes/", "https://eli.example/2018/futexes/", "Basics of Futexes"),
         entry("tag:eli.example,2018-07-13:/2018/futexes/", "https://eli.example/2018/futexes/", "Basics of Futexes")},
        {"feedbin/support 287: every date moves with each poll",
         entry("https://pins.example/1", "https://y.example/1", "Title", "2013-07-17T00:00:00Z"),
         entry("https://pins.example/1", "https://y.example/1", "Title", "2013-07-18T00:00:00Z")},
        {"feedbin/support 415: the number of comments stands in the title",
         entry("deal-7", "https://deals.example/7", "A bargain (3 comments)"),
         entry("deal-7", "https://deals.example/7", "A bargain (41 comments)", "2020-01-02T05:00:00Z")},
        {"feedbin/support 416: no id at all", entry("", "https://wsj.example/article/SB1.html?mod=rss", "Title"),
         entry("", "https://wsj.example/article/SB1.html?mod=rss", "Title", "2020-01-02T05:00:00Z")},
        {"FreshRSS 1552: an id appears where there was none", entry("", "https://onzetaal.example/advies/1", "Title"),
         entry("advies-1", "https://onzetaal.example/advies/1", "Title")},
        {"tracking parameters in link and id", entry("https://x.example/story", "https://x.example/story", "Title"),
         entry("https://x.example/story?utm_source=rss&utm_medium=feed", "https://x.example/story?utm_source=rss",
               "Edited title", "2021-01-01T00:00:00Z")},
        {"a status page moves to another path and keeps its id (sentientwaffle/feed-read 7)",
         entry("inc-9", "https://status.example/a/9", "Outage"),
         entry("inc-9", "https://status.example/b/9", "Resolved")},
    };
    for (const Case& each : cases) {
        Memory memory;
        EXPECT_EQ(memory.new_entries({each.before}), 1u) << each.report;
        EXPECT_EQ(memory.new_entries({each.after}), 0u) << each.report;
        EXPECT_EQ(memory.new_entries({each.before}), 0u) << each.report;
    }
}

// Feeds whose ids or links tell nothing: their entries are several and stay known.
TEST(Identity, ReportedCollisionsStayApart) {
    const std::string edge = "http://blogs.example/edgedev/", shop = "https://shop.example/",
                      tools = "http://tools.example/#2d53";
    struct Case {
        std::string_view report;
        std::vector<feed::Entry> entries;
    };
    const std::vector<Case> cases{
        {"feedbin/support 573, miniflux 4197: one id for all",
         {entry(edge, edge + "a", "One"), entry(edge, edge + "b", "Two"), entry(edge, edge + "c", "Three")}},
        {"NetNewsWire 4540: no id, one link and one date for all",
         {entry("", shop, "Shirt"), entry("", shop, "Cap"), entry("", shop, "Mug")}},
        {"FreshRSS 5329: one link for all, some ids doubled",
         {entry(tools, "http://tools.example/", "1.2"), entry(tools, "http://tools.example/", "1.3"),
          entry("http://tools.example/#77aa", "http://tools.example/", "1.4")}},
        {"one title for all",
         {entry("1", "https://x.example/1", "Morning news", "2020-01-02T00:00:00Z"),
          entry("2", "https://x.example/2", "Morning news", "2020-01-03T00:00:00Z")}},
    };
    for (const Case& each : cases) {
        Memory memory;
        EXPECT_EQ(memory.new_entries(each.entries), each.entries.size()) << each.report;
        EXPECT_EQ(memory.new_entries(each.entries), 0u) << each.report;
    }
}

TEST(Identity, TrackingParametersMakeNoNewAddress) {
    expect_same(entry("", "https://x.example/1", "Old"),
                entry("", "https://x.example/1?utm_source=rss&fbclid=2#xtor=RSS-1", "New"));
}

TEST(Identity, AnIdThatChangesAtEachPollIsOverruledByLinkAndTitle) {
    expect_same(entry("a81f", "https://x.example/1", "T"),
                entry("77b2", "https://x.example/1", "T", "2021-01-01T00:00:00Z"));
    expect_same(entry("", "https://x.example/1", "T"), entry("77b2", "https://x.example/1", "T"));
}

TEST(Identity, WithoutIdAndLinkTitleAndDateTell) {
    expect_same(entry("", "", "T"), entry("", "", "T"));
    expect_another(entry("", "", "T"), entry("", "", "T", "2021-01-01T00:00:00Z"));
}

TEST(Identity, TheSameTextUnderTheSameTitleIsTheSameEntryWhateverElseChanged) {
    auto before = entry("a", "https://x.example/1", "T"),
         after = entry("b", "https://y.example/2", "T", "2021-01-01T00:00:00Z");
    for (int i = 0; i < 6; ++i) {
        before.content_html += "<p>A text that is long enough to be told from other texts.</p>";
        after.content_html += "<div>A text that is long enough\n to be told from other texts.</div>";
    }
    expect_same(before, after);
}

TEST(Identity, ATeaserThatReturnsUnderTheSameTitleIsAnotherPieceOfTheColumn) {
    auto before = entry("a", "https://x.example/1", "Letters to the editor"),
         after = entry("b", "https://x.example/2", "Letters to the editor", "2021-01-01T00:00:00Z");
    before.summary_html = after.summary_html =
        "<p>What our readers say about the news of the week, and what else moves them.</p>";
    expect_another(before, after);
}

TEST(Identity, AnIdThatAllEntriesShareTellsNothing) {
    Memory memory;
    EXPECT_EQ(memory.new_entries({entry("x", "https://x.example/1", "One"), entry("x", "https://x.example/2", "Two")}),
              2u);
    EXPECT_EQ(
        memory.new_entries({entry("x", "https://x.example/2", "Two"), entry("x", "https://x.example/3", "Three")}), 1u);
}

TEST(Identity, ALinkThatAllEntriesShareTellsNothing) {
    Memory memory;
    EXPECT_EQ(memory.new_entries({entry("", "https://x.example/", "One"), entry("", "https://x.example/", "Two")}), 2u);
    EXPECT_EQ(memory.new_entries({entry("", "https://x.example/", "Two"), entry("", "https://x.example/", "Three")}),
              1u);
}

TEST(Identity, EntriesThatReorderVanishAndComeBackStayKnown) {
    std::vector<feed::Entry> all;
    for (int i = 0; i < 20; ++i)
        all.push_back(
            entry("id-" + std::to_string(i), "https://x.example/" + std::to_string(i), "T" + std::to_string(i)));
    Memory memory;
    EXPECT_EQ(memory.new_entries(all), 20u);
    std::ranges::reverse(all);
    EXPECT_EQ(memory.new_entries(all), 0u);
    EXPECT_EQ(memory.new_entries({all[7]}), 0u);
}

TEST(Identity, DifferentEntriesThatAgreeInPartStayApart) {
    expect_another(entry("1", "https://x.example/1", "Morning news", "2020-01-02T00:00:00Z"),
                   entry("2", "https://x.example/2", "Morning news", "2020-01-03T00:00:00Z"));
    expect_another(entry("", "https://x.example/live#post-1", "One"),
                   entry("", "https://x.example/live#post-2", "Two"));
    Memory planet;
    EXPECT_EQ(planet.new_entries(
                  {entry("https://a.example/hello", "https://a.example/hello", "Hello", "2020-01-02T00:00:00Z"),
                   entry("https://b.example/hello", "https://b.example/hello", "Hello", "2020-02-02T00:00:00Z")}),
              2u);
}

TEST(Identity, EveryEntryHasAKey) {
    auto keys = feed::keys_of({feed::Entry{}, entry("", "", "")});
    ASSERT_EQ(keys.size(), 2u);
    EXPECT_FALSE(keys[0].primary.empty());
}

TEST(Identity, TheFingerprintChangesWithTheTextAndOnlyThen) {
    auto before = entry("1", "https://x.example/1", "T");
    before.summary_html = "<p>Some  text</p>";
    auto same = before;
    same.summary_html = "<div>Some\ntext</div> ";
    same.published = from_rfc3339("2021-01-01T00:00:00Z");
    same.url += "?utm_source=x";
    EXPECT_EQ(feed::content_fingerprint(before), feed::content_fingerprint(same));
    auto edited = before;
    edited.summary_html = "<p>Some other text</p>";
    EXPECT_NE(feed::content_fingerprint(before), feed::content_fingerprint(edited));
    auto updated = before;
    updated.updated = from_rfc3339("2021-01-01T00:00:00Z");
    EXPECT_NE(feed::content_fingerprint(before), feed::content_fingerprint(updated));
}
