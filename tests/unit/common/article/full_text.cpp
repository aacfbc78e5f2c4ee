#include "common/article/full_text.hpp"

#include <gtest/gtest.h>

namespace watchword::article {
namespace {

std::vector<std::string> paragraphs_of_text(int paragraphs) {
    std::vector<std::string> lines;
    for (int i = 0; i < paragraphs; ++i)
        lines.push_back("Paragraph " + std::to_string(i) +
                        " tells how the ferry sailed again after a long winter in the yard, with every seat "
                        "taken, and how the islanders "
                        "greeted it with flags, a brass band and the first fresh bread in many weeks.");
    return lines;
}

TEST(ParagraphsFromHtml, GivesEachBlockALineWithoutTheFeedsAdditions) {
    EXPECT_EQ(
        paragraphs_from_html("<p>One &amp; two.</p><p>Three.<br><br>Four.</p><p><a href='/x'>Continue reading</a></p>"
                             "<p>The post <a href='/x'>Ferry</a> appeared first on <a href='/'>Harbour Post</a>.</p>"),
        (std::vector<std::string>{"One & two.", "Three.", "Four."}));
}

TEST(IsFullText, ASummaryOrABrokenOffTextIsNone) {
    EXPECT_TRUE(is_full_text(paragraphs_of_text(8)));
    EXPECT_FALSE(is_full_text(paragraphs_of_text(1)));
    auto broken = paragraphs_of_text(8);
    broken.back() += " And then…";
    EXPECT_FALSE(is_full_text(broken));
    EXPECT_FALSE(is_full_text({}));
}

TEST(BetterText, ThePageWinsWhenItIsLongerAndAgrees) {
    Article page;
    page.paragraphs = paragraphs_of_text(9);
    EXPECT_EQ(better_text(paragraphs_of_text(8), page), TextSource::page);
    page.paragraphs = paragraphs_of_text(2);
    EXPECT_EQ(better_text(paragraphs_of_text(8), page), TextSource::feed);
    page.paragraphs.assign(
        20, "Something else entirely: cookies, partners and legitimate interests of our vendors in detail.");
    EXPECT_EQ(better_text(paragraphs_of_text(8), page), TextSource::feed);
}

TEST(BetterText, APageWithoutAnArticleLosesToWhateverTheFeedSays) {
    Article page;
    page.absence = Absence::consent_wall;
    EXPECT_EQ(better_text({"A line."}, page), TextSource::feed);
    EXPECT_EQ(better_text({}, page), TextSource::page);
}

}  // namespace
}  // namespace watchword::article
