#include "common/feed/identity.hpp"

#include <algorithm>
#include <set>
#include <string>

#include <gtest/gtest.h>

using namespace watchword;

namespace {

feed::Entry entry(std::string id, std::string url, std::string title,
                  std::string date = "2020-01-02T03:04:05Z") {
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
            bool known =
                seen_.contains(keys.primary) ||
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
    before.content_html = "<p>A text that is long enough to be told from other texts.</p>";
    after.content_html = "<div>A text that is long enough\n to be told from other texts.</div>";
    expect_same(before, after);
}

TEST(Identity, AnIdThatAllEntriesShareTellsNothing) {
    Memory memory;
    EXPECT_EQ(memory.new_entries(
                  {entry("x", "https://x.example/1", "One"), entry("x", "https://x.example/2", "Two")}),
              2u);
    EXPECT_EQ(memory.new_entries(
                  {entry("x", "https://x.example/2", "Two"), entry("x", "https://x.example/3", "Three")}),
              1u);
}

TEST(Identity, ALinkThatAllEntriesShareTellsNothing) {
    Memory memory;
    EXPECT_EQ(
        memory.new_entries({entry("", "https://x.example/", "One"), entry("", "https://x.example/", "Two")}),
        2u);
    EXPECT_EQ(memory.new_entries(
                  {entry("", "https://x.example/", "Two"), entry("", "https://x.example/", "Three")}),
              1u);
}

TEST(Identity, EntriesThatReorderVanishAndComeBackStayKnown) {
    std::vector<feed::Entry> all;
    for (int i = 0; i < 20; ++i)
        all.push_back(entry("id-" + std::to_string(i), "https://x.example/" + std::to_string(i),
                            "T" + std::to_string(i)));
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
    EXPECT_EQ(
        planet.new_entries(
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
