#include "common/article/dom.hpp"

#include <string>

#include <gtest/gtest.h>

#include "common/article/tame.hpp"

namespace watchword::article {
namespace {

std::string times(int count, std::string_view text) {
    std::string all;
    for (int i = 0; i < count; ++i) all += text;
    return all;
}

int depth_of(const Dom& dom) {
    int depth = 0;
    for (NodeIndex i = 0; i < dom.size(); ++i) depth = std::max<int>(depth, dom[i].depth);
    return depth;
}

TEST(Dom, ASubtreeIsTheRangeFromANodeToItsEnd) {
    auto dom = Dom::parse("<div id=a><p>one</p><p>two</p></div><p>three</p>");
    auto div = dom->find(Tag::div);
    std::string text;
    for (NodeIndex i = *div; i < (*dom)[*div].end; ++i)
        if ((*dom)[i].tag == Tag::text) text += (*dom)[i].text;
    EXPECT_EQ(text, "onetwo");
    EXPECT_EQ(dom->attribute(*div, "id"), "a");
    EXPECT_TRUE(dom->attribute(*div, "class").empty());
}

TEST(Dom, CharacterReferencesAreResolved) {
    auto dom = Dom::parse("<p title='a&amp;b'>x &lt; y</p>");
    auto paragraph = dom->find(Tag::p);
    EXPECT_EQ((*dom)[*paragraph + 1].text, "x < y");
    EXPECT_EQ(dom->attribute(*paragraph, "title"), "a&b");
}

TEST(Dom, NestingIsBoundedWhateverClosesInBetween) {
    for (auto unit : {"<div>", "<b>", "<div></b>", "<table><div></table><section>", "<svg><td>", "<span><div></span>",
                      "<ul><li>", "<div><table></div></table>", "<a href=x><div>"})
        EXPECT_LT(depth_of(*Dom::parse(times(20'000, unit))), 4000) << unit;
}

TEST(Dom, FormattingThatIsNeverClosedIsNotMultiplied) {
    auto open = Dom::parse(times(1'000, "<b id=x><font size=1>") + times(5'000, "<p>word"));
    ASSERT_TRUE(open.has_value());
    EXPECT_LT(open->size(), 200'000U);
}

TEST(Tame, AnOrdinaryPageIsLeftAsItIs) {
    std::string storage;
    std::string_view page = "<div class='a'><script>if (a<b) x('</div>')</script><p>text</div><!-- <div> -->";
    EXPECT_EQ(tame(page, storage), page);
    EXPECT_TRUE(storage.empty());
}

TEST(Tame, AttributesBeyondTheBoundAreLeftOut) {
    std::string storage;
    EXPECT_EQ(tame("<p a=1 b='2>' c=3>text", storage, {.attributes = 2}), "<p a=1 b='2>' >text");
}

TEST(Tame, TagsBeyondTheDepthAreLeftOutAndTheirTextStays) {
    std::string storage;
    EXPECT_EQ(tame("<div><div><div>text</div>", storage, {.depth = 2}), "<div><div>text</div>");
}

TEST(Tame, TagsBeyondTheBoundAreLeftOutAndSoAreEndTagsThatWouldMakeElements) {
    std::string storage;
    EXPECT_EQ(tame("<p>a</p><p>b</p><div>c</div>", storage, {.tags = 3}), "<p>a</p><p>bc");
    EXPECT_EQ(tame("<div></p></p></p></div>text", storage, {.tags = 2}), "<div></p></div>text");
}

}  // namespace
}  // namespace watchword::article
