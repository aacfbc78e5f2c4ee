#include <random>
#include <string>

#include <gtest/gtest.h>
#include <pugixml.hpp>

#include "common/feed/document.hpp"
#include "common/feed/xml_repair.hpp"
#include "tests/unit/common/feed/parsed.hpp"

using namespace watchword;

namespace {

// A feed whose first item holds `markup`, with a sound second one behind it.
feed::Document two_items(const std::string& markup) {
    auto document = parsed("<rss version='2.0'><channel><title>News</title><item>" + markup +
                           "</item><item><title>Second</title><link>http://x.example/2</link></item></channel></rss>");
    EXPECT_EQ(document.entries.size(), 2u) << markup;
    if (document.entries.size() == 2) {
        EXPECT_EQ(document.entries[1].title, "Second") << markup;
        EXPECT_EQ(document.entries[1].url, "http://x.example/2") << markup;
    }
    document.entries.resize(2);
    return document;
}

}  // namespace

TEST(Repairs, ALoneLessThanSignIsText) {
    EXPECT_EQ(two_items("<title>Inflation < 2% for now</title>").entries[0].title, "Inflation < 2% for now");
}

TEST(Repairs, WhatCannotBeATagIsText) {
    auto document = two_items("<title>First</title><author>Ann <ann@x.example></author><guid>id-1</guid>");
    EXPECT_EQ(document.entries[0].authors.at(0), "Ann");
    EXPECT_EQ(document.entries[0].id, "id-1");
}

TEST(Repairs, ASectionMayBeMarkedInAnyCase) {
    EXPECT_EQ(two_items("<title><![cdata[Q & A]]></title>").entries[0].title, "Q & A");
}

TEST(Repairs, HtmlInADescriptionNeedNotBeXml) {
    auto document =
        two_items("<title>First</title><description>one<br>two <img src=\"a.gif\"> <b><i>x</b></i></description>");
    EXPECT_EQ(document.entries[0].title, "First");
    EXPECT_NE(document.entries[0].summary_html.find("two"), std::string::npos);
    EXPECT_FALSE(document.warnings.empty());
}

TEST(Repairs, AMissingEndTagEndsAtTheNextField) {
    auto document = two_items("<title>First<link>http://x.example/1</link>");
    EXPECT_EQ(document.entries[0].title, "First");
    EXPECT_EQ(document.entries[0].url, "http://x.example/1");
}

TEST(Repairs, AttributesWithoutQuotesKeepTheirValues) {
    EXPECT_EQ(two_items("<guid isPermaLink=false>id-1</guid>").entries[0].id, "id-1");
}

TEST(Repairs, AnItemEndsWhereTheNextBegins) {
    auto document = parsed("<rss><channel><item><title>First</title><item><title>Second</title></channel></rss>");
    ASSERT_EQ(document.entries.size(), 2u);
    EXPECT_EQ(document.entries[1].title, "Second");
}

TEST(Repairs, ACutDocumentKeepsWhatCame) {
    const std::string whole =
        "<rss><channel><title>News</title><item><title>First</title><link>http://x.example/1</link></item>"
        "<item><title>Sec&amp;ond</title><description><![CDATA[<p>text</p>]]></description></item></"
        "channel></rss>";
    for (std::size_t length = whole.find("</title>"); length < whole.size(); ++length) {
        auto document = parsed(whole.substr(0, length));
        EXPECT_EQ(document.title, "News") << length;
        if (length > whole.find("</item>")) {
            ASSERT_GE(document.entries.size(), 1u) << length;
            EXPECT_EQ(document.entries[0].url, "http://x.example/1") << length;
        }
    }
}

TEST(Repairs, JunkBeforeAndAfterTheFeedIsSkipped) {
    EXPECT_EQ(parsed("<br />\n<b>Warning</b>: failed <?xml "
                     "version='1.0'?><rss><channel><title>News</title></channel></rss> trailing <junk")
                  .title,
              "News");
    EXPECT_EQ(parsed("<!-- <rss> --><rss><channel><title>News</title></channel></rss>").title, "News");
}

TEST(Repairs, ADocumentThatEndsInTheMiddleIsToldFromOneThatIsWhole) {
    const std::string whole =
        "<rss><channel><item><title>One & more</title></item><item><title>Two</title></item></channel></rss>";
    EXPECT_FALSE(parsed(whole).cut_short);
    EXPECT_EQ(parsed(whole).shortfall, "");
    for (std::size_t length = whole.find("</title>"); length < whole.rfind("</rss>"); ++length) {
        auto document = parsed(whole.substr(0, length));
        EXPECT_TRUE(document.cut_short) << length;
        EXPECT_NE(document.shortfall, "") << length;
    }
    auto cut_after = [&](std::string_view mark) {
        return parsed(whole.substr(0, whole.rfind(mark) + mark.size())).last_entry_cut;
    };
    EXPECT_TRUE(cut_after("<item>"));
    EXPECT_TRUE(cut_after("Tw"));
    EXPECT_TRUE(cut_after("</title>"));
    EXPECT_FALSE(cut_after("</item>"));
    EXPECT_FALSE(cut_after("</channel>"));
    EXPECT_FALSE(parsed("<rss><channel><item><title>One</channel></rss>").last_entry_cut);
}

TEST(Repairs, TheOutcomeIsAlwaysBalanced) {
    const std::string alphabet[] = {"<item>", "</item>", "<title>", "</title>",  "<b",        ">",    "<",      "</",
                                    "/>",     "<!--",    "-->",     "<![CDATA[", "]]>",       " a=",  "\"",     "'",
                                    "text",   "&",       "<?",      "?>",        "<a b='c'>", "</a>", "<entry", "<br>"};
    std::mt19937 random(7);
    for (int round = 0; round < 3000; ++round) {
        std::string markup = "<rss>";
        for (unsigned i = random() % 30; i > 0; --i) markup += alphabet[random() % std::size(alphabet)];
        std::string repaired = feed::repaired_xml(markup).text;
        pugi::xml_document document;
        ASSERT_TRUE(document.load_string(repaired.c_str(), pugi::parse_default)) << markup << "\n" << repaired;
    }
}
