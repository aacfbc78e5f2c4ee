#include <boost/json.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/revision/compare.hpp"
#include "common/revision/render_html.hpp"
#include "common/revision/render_json.hpp"
#include "common/revision/render_text.hpp"

namespace watchword::revision {
namespace {

using testing::HasSubstr;
using testing::Not;

Diff diff_of(std::string before, std::string after) {
    Revision a, b;
    a.paragraphs = {std::move(before)};
    b.paragraphs = {std::move(after)};
    return compare(a, b, "en");
}

TEST(RenderText, MarksWordsWithinTheirSentence) {
    EXPECT_EQ(render_text(diff_of("It cost 40 dollars at the fair.", "It cost 50 dollars at the fair.")),
              "Paragraph 1: number (substantive)\nIt cost [-40-]{+50+} dollars at the fair.\n");
}

TEST(RenderText, SaysWhenThereIsNothingToTell) {
    EXPECT_EQ(render_text(Diff{}), "The two revisions are the same.\n");
    EXPECT_THAT(render_text(diff_of("“Yes”", "\"Yes\"")), HasSubstr("nothing but typography"));
}

TEST(RenderText, CutsLongStretchesThatWereKept) {
    std::string filler;
    for (int i = 0; i < 200; ++i) filler += "word" + std::to_string(i) + " ";
    auto text = render_text(diff_of(filler + "ends in May.", filler + "ends in June."));
    EXPECT_LT(text.size(), 250U);
    EXPECT_THAT(text, HasSubstr("… word"));
}

TEST(RenderTerminal, LetsNoPageSteerTheTerminal) {
    auto text = render_terminal(diff_of("Prices \x1b[2J fell.", "Prices \x1b[2J rose."));
    EXPECT_THAT(text, Not(HasSubstr("\x1b[2J")));
    EXPECT_THAT(text, HasSubstr("\x1b[31;9mfell\x1b[0m\x1b[32;4mrose\x1b[0m"));
}

TEST(RenderHtml, EscapesWhateverThePageSays) {
    auto html =
        render_html(diff_of("See <script>alert(1)</script> & fall.", "See <script>alert(2)</script> & \"rise\"."));
    EXPECT_THAT(html, Not(HasSubstr("<script")));
    EXPECT_THAT(html, HasSubstr("&lt;script&gt;"));
    EXPECT_THAT(html, HasSubstr("&amp; "));
    EXPECT_THAT(html, HasSubstr(">1</del>"));
    EXPECT_THAT(html, HasSubstr(">2</ins>"));
}

TEST(RenderHtml, SetsOldAndNewSideBySide) {
    auto html = render_html_side_by_side(diff_of("Prices fell.", "Prices rose."));
    auto left = html.find(">fell</del>");
    auto right = html.find(">rose</ins>");
    ASSERT_NE(left, std::string::npos);
    ASSERT_NE(right, std::string::npos);
    EXPECT_LT(left, html.find("</td>"));
    EXPECT_GT(right, html.find("</td>"));
}

TEST(RenderJson, HasTheWebhooksNames) {
    auto diff = diff_of("He said \"never\" twice.", "He said \"always\" twice.");
    auto value = boost::json::parse(render_json(diff));
    EXPECT_EQ(value.at("grade"), "substantive");
    const auto& change = value.at("changes").at(0);
    EXPECT_EQ(change.at("kind"), "quotation");
    EXPECT_EQ(change.at("before"), "He said \"never\" twice.");
    EXPECT_EQ(change.at("after"), "He said \"always\" twice.");
    EXPECT_EQ(change.at("paragraph"), 0);
    EXPECT_EQ(change.at("words").at(1), (boost::json::array{"remove", "never"}));
}

}  // namespace
}  // namespace watchword::revision
