#include "common/revision/storage.hpp"

#include <gtest/gtest.h>

namespace watchword::revision {
namespace {

using namespace std::chrono_literals;

TEST(StoredRevision, IsReadBackAsItWas) {
    Revision revision;
    revision.headline = "Курултай \"перенесли\"";
    revision.standfirst = "Line\nbreak and \\ backslash";
    revision.byline = {"Almaz Kumenov", "A, B"};
    revision.published = Time(std::chrono::milliseconds(1523956364123));
    revision.tags = {"Kazakhstan", ""};
    revision.paragraphs = {"", "二", std::string("nul \0 inside", 12)};
    revision.from_feed = {.headline = false, .byline = true, .tags = true};
    auto back = deserialise(serialise(revision));
    ASSERT_TRUE(back);
    EXPECT_EQ(*back, revision);
    EXPECT_EQ(*deserialise(serialise(Revision{})), Revision{});
}

TEST(StoredRevision, IsTheSameBytesForTheSameRevision) {
    Revision revision{
        .headline = "H", .standfirst = {}, .byline = {"B"}, .published = {}, .tags = {}, .paragraphs = {"P"}};
    EXPECT_EQ(serialise(revision), R"({"headline":"H","byline":["B"],"paragraphs":["P"]})");
}

TEST(StoredRevision, BrokenBytesAreAnErrorThatSaysWhy) {
    for (auto bytes : {"", "{", "[]", R"({"headline":7})", R"({"paragraphs":[null]})", R"({"published":"today"})"}) {
        auto revision = deserialise(bytes);
        ASSERT_FALSE(revision) << bytes;
        EXPECT_TRUE(revision.error().message.starts_with("not a stored revision: ")) << revision.error().message;
    }
}

TEST(StoredPresence, IsReadBackAsItWas) {
    Presence presence{.last = Sighting::gone,
                      .present_at = Time(1523956364123ms),
                      .absent_since = Time(1523960000000ms),
                      .absences = 3,
                      .removed = true};
    EXPECT_EQ(deserialise_presence(serialise(presence)), presence);
    EXPECT_EQ(deserialise_presence(serialise(Presence{})), Presence{});
}

TEST(StoredPresence, DamagedPartsReadAsIfNothingWereKnown) {
    for (auto bytes : {"", "{", "[]", "{}", R"({"last":"beyond","absences":"many","removed":1})"})
        EXPECT_EQ(deserialise_presence(bytes), Presence{}) << bytes;
}

}  // namespace
}  // namespace watchword::revision
