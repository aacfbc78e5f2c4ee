#include "common/article/selector.hpp"

#include <gtest/gtest.h>

namespace watchword::article {
namespace {

int matches(std::string_view selector, std::string_view html) {
    auto parsed = Selector::parse(selector);
    if (!parsed) return -1;
    auto dom = Dom::parse(html);
    int count = 0;
    for (NodeIndex i = 0; i < dom->size(); ++i) count += parsed->matches(*dom, i);
    return count;
}

constexpr std::string_view markup =
    "<div id=main class='story wide'><p>a</p><section><p class=note>b</p></section></div><p data-kind='end "
    "of it'>c</p>";

TEST(Selector, NamesElementsByTagIdClassAndAttribute) {
    EXPECT_EQ(matches("p", markup), 3);
    EXPECT_EQ(matches("#main", markup), 1);
    EXPECT_EQ(matches("div.story.wide", markup), 1);
    EXPECT_EQ(matches(".sto", markup), 0);
    EXPECT_EQ(matches("[data-kind]", markup), 1);
    EXPECT_EQ(matches("p[data-kind='end of it']", markup), 1);
}

TEST(Selector, KnowsDescendantsChildrenAndLists) {
    EXPECT_EQ(matches("div p", markup), 2);
    EXPECT_EQ(matches("div > p", markup), 1);
    EXPECT_EQ(matches("div > section > p.note, #main", markup), 2);
}

TEST(Selector, SaysWhatItDoesNotUnderstand) {
    for (auto text : {"", "p:first-child", "p +", "> p", "p >", "a,", ".", "[x", "p ~ p"})
        EXPECT_EQ(matches(text, markup), -1) << text;
    EXPECT_NE(Selector::parse("p:hover").error().message.find("\":\""), std::string::npos);
}

}  // namespace
}  // namespace watchword::article
