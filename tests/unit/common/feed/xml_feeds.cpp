#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "common/feed/document.hpp"
#include "common/feed/limits.hpp"
#include "tests/unit/common/feed/parsed.hpp"

using namespace watchword;
using testing::ElementsAre;

namespace {

// The entry of an RSS channel with one item of that markup.
feed::Entry item(const std::string& markup, std::string_view url = "") {
    auto document =
        parsed("<rss version='2.0'><channel><title>News</title><item>" + markup + "</item></channel></rss>", url);
    EXPECT_EQ(document.entries.size(), 1u);
    return document.entries.empty() ? feed::Entry{} : document.entries[0];
}

feed::Entry atom_entry(const std::string& markup, std::string_view url = "") {
    auto document = parsed("<feed xmlns='http://www.w3.org/2005/Atom'><entry>" + markup + "</entry></feed>", url);
    EXPECT_EQ(document.entries.size(), 1u);
    return document.entries.empty() ? feed::Entry{} : document.entries[0];
}

std::string day(const std::optional<Time>& time) {
    return time ? to_rfc3339(*time) : "none";
}

}  // namespace

TEST(XmlFeeds, AnRssDocumentIsReadInFull) {
    auto document = parsed(R"(<?xml version="1.0"?>
        <rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">
        <channel><title>Daily &amp; News</title><link>https://news.example/</link><language>uk</language>
          <atom:link rel="self" href="https://news.example/rss"/><atom:link rel="hub" href="https://hub.example/"/>
          <ttl>30</ttl><sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency>
          <skipHours><hour>3</hour><hour>24</hour></skipHours><skipDays><day>Sunday</day></skipDays>
          <item><title>One</title><link>https://news.example/1</link><guid isPermaLink="false">id-1</guid>
            <author>ann@news.example (Ann Lee)</author><category>Politics</category><pubDate>Tue, 03 Jun 2003 09:39:21 GMT</pubDate>
            <description>&lt;p&gt;Text&lt;/p&gt;</description><enclosure url="https://news.example/1.mp3" type="audio/mpeg" length="42"/></item>
        </channel></rss>)");
    EXPECT_EQ(document.format, "rss 2.0");
    EXPECT_EQ(document.title, "Daily & News");
    EXPECT_EQ(document.home_url, "https://news.example/");
    EXPECT_EQ(document.self_url, "https://news.example/rss");
    EXPECT_EQ(document.hub_url, "https://hub.example/");
    EXPECT_EQ(document.language, "uk");
    EXPECT_EQ(document.poll_hints.ttl, std::chrono::minutes(30));
    EXPECT_EQ(document.poll_hints.update_period, std::chrono::hours(12));
    EXPECT_THAT(document.poll_hints.skip_hours, ElementsAre(3, 0));
    EXPECT_THAT(document.poll_hints.skip_days, ElementsAre(0));
    ASSERT_EQ(document.entries.size(), 1u);
    const feed::Entry& entry = document.entries[0];
    EXPECT_EQ(entry.id, "id-1");
    EXPECT_EQ(entry.url, "https://news.example/1");
    EXPECT_EQ(entry.title, "One");
    EXPECT_EQ(entry.summary_html, "<p>Text</p>");
    EXPECT_THAT(entry.authors, ElementsAre("Ann Lee"));
    EXPECT_THAT(entry.tags, ElementsAre("Politics"));
    EXPECT_EQ(day(entry.published), "2003-06-03T09:39:21Z");
    ASSERT_EQ(entry.enclosures.size(), 1u);
    EXPECT_EQ(entry.enclosures[0].url, "https://news.example/1.mp3");
    EXPECT_EQ(entry.enclosures[0].length, 42u);
    EXPECT_TRUE(document.warnings.empty());
}

TEST(XmlFeeds, AnAtomEntryIsReadInFull) {
    auto entry = atom_entry(R"(<id>tag:x,1</id><title type="html">A &amp;amp; B</title>
        <link rel="self" href="http://x.example/self"/><link rel="alternate" href="http://x.example/plain"/>
        <link rel="alternate" type="text/html" href="http://x.example/page"/>
        <link rel="enclosure" href="http://x.example/a.mp3" type="audio/mpeg"/>
        <author><name>Ann</name></author><author><email>bob@x.example</email></author>
        <category term="pol" label="Politics"/><published>2020-01-02T03:04:05Z</published><updated>2020-01-03T03:04:05Z</updated>
        <summary>a &lt; b</summary><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Body<br/></p></div></content>)");
    EXPECT_EQ(entry.id, "tag:x,1");
    EXPECT_EQ(entry.title, "A & B");
    EXPECT_EQ(entry.url, "http://x.example/page");
    EXPECT_THAT(entry.authors, ElementsAre("Ann", "bob@x.example"));
    EXPECT_THAT(entry.tags, ElementsAre("pol", "Politics"));
    EXPECT_EQ(day(entry.published), "2020-01-02T03:04:05Z");
    EXPECT_EQ(day(entry.updated), "2020-01-03T03:04:05Z");
    EXPECT_EQ(entry.summary_html, "a &lt; b");
    EXPECT_EQ(entry.content_html, "<div><p>Body<br></p></div>");
    EXPECT_EQ(entry.enclosures.size(), 1u);
}

TEST(XmlFeeds, ItemsMayStandBesideTheChannelOrWithoutOne) {
    EXPECT_EQ(parsed("<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' "
                     "xmlns='http://purl.org/rss/1.0/'>"
                     "<channel><title>T</title></channel><item rdf:about='http://x.example/1'/></rdf:RDF>")
                  .entries[0]
                  .url,
              "http://x.example/1");
    EXPECT_EQ(parsed("<rss><item><title>One</title></item></rss>").entries[0].title, "One");
    auto listed = parsed(
        "<Channel "
        "xmlns='http://purl.org/net/rss1.1#'><title>T</title><items><item><title>One</title></item></items>"
        "</Channel>");
    EXPECT_EQ(listed.format, "rss 1.1");
    EXPECT_EQ(listed.entries.at(0).title, "One");
}

TEST(XmlFeeds, PrefixesMeanWhatTheyAreBoundToAndElseWhatTheyUsuallyMean) {
    auto bound = parsed(
        "<rss xmlns:d='http://purl.org/dc/elements/1.1/' "
        "xmlns:full='http://purl.org/rss/1.0/modules/content/'><channel>"
        "<item><d:creator>Ann</d:creator><full:encoded>Full</full:encoded></item></channel></rss>");
    EXPECT_THAT(bound.entries[0].authors, ElementsAre("Ann"));
    EXPECT_EQ(bound.entries[0].content_html, "Full");
    EXPECT_THAT(item("<dc:creator>Ann</dc:creator>").authors, ElementsAre("Ann"));
}

TEST(XmlFeeds, ElementsOfOthersNeverOverwriteTheEntrysOwn) {
    auto entry = item(
        "<image><title>Logo</title></image><title>Real</title><media:content url='http://x.example/a.jpg'>"
        "<media:title>Photo</media:title></media:content><source url='http://y.example/'>Other</source>");
    EXPECT_EQ(entry.title, "Real");
    EXPECT_EQ(item("<media:title>Photo</media:title>").title, "Photo");
}

TEST(XmlFeeds, TitlesArePlainText) {
    EXPECT_EQ(item("<title><![CDATA[<b>Breaking</b>: Q&amp;A &#8211; live]]></title>").title, "Breaking: Q&A – live");
    EXPECT_EQ(item("<title>&lt;i&gt;Live&lt;/i&gt; &amp;quot;x&amp;quot;</title>").title, "Live \"x\"");
    EXPECT_EQ(item("<title>Talks <b>collapse</b> again</title>").title, "Talks collapse again");
    EXPECT_EQ(item("<title>AT&T & List<String></title>").title.substr(0, 4), "AT&T");
    EXPECT_EQ(item("<title>Prime&nbsp;Minister &hellip;</title>").title, "Prime Minister …");
    EXPECT_EQ(atom_entry("<title type='text'>&lt;title&gt;</title>").title, "<title>");
}

TEST(XmlFeeds, WhiteSpaceBetweenTheElementsOfATextStays) {
    EXPECT_EQ(item("<title><b>One</b> <i>two</i>\n<u>three</u></title>").title, "One two three");
    EXPECT_EQ(item("<title><b>O</b><i>ne</i></title>").title, "One");
    EXPECT_EQ(item("<description> <p>a <b>b</b> <i>c</i></p>\n<p>d</p> </description>").summary_html,
              "<p>a <b>b</b> <i>c</i></p> <p>d</p>");
    EXPECT_EQ(atom_entry("<summary type='xhtml'><div><b>a</b> <i>b</i></div></summary>").summary_html,
              "<div><b>a</b> <i>b</i></div>");
}

TEST(XmlFeeds, NamespacesMayBeBoundAgainBelowTheRoot) {
    auto document = parsed(
        "<rss xmlns:m='http://search.yahoo.com/mrss/'><channel><item xmlns:m='http://search.yahoo.com/mrss/'>"
        "<m:title>One</m:title></item><item "
        "xmlns:m='http://purl.org/dc/elements/1.1/'><m:creator>Ann</m:creator>"
        "</item></channel></rss>");
    EXPECT_EQ(document.entries.at(0).title, "One");
    EXPECT_THAT(document.entries.at(1).authors, ElementsAre("Ann"));
}

TEST(XmlFeeds, ALinkMissingIsFoundElsewhere) {
    EXPECT_EQ(item("<guid>http://x.example/1</guid>").url, "http://x.example/1");
    EXPECT_EQ(item("<guid isPermaLink='false'>http://x.example/1</guid>").url, "");
    EXPECT_EQ(item("<link/><atom:link href='http://x.example/2'/>").url, "http://x.example/2");
    EXPECT_EQ(item("<enclosure url='http://x.example/3.mp3'/>").url, "http://x.example/3.mp3");
    EXPECT_EQ(item("<title>No link</title>", "http://x.example/feed").url, "");
}

TEST(XmlFeeds, RelativeAddressesAreResolved) {
    auto document = parsed(
        "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='http://cdn.example/a/'><entry xml:base='b/'>"
        "<link href='c.html'/><content type='html'>&lt;a "
        "href=\"d.html\"&gt;x&lt;/a&gt;</content></entry></feed>",
        "http://x.example/feed");
    EXPECT_EQ(document.entries[0].url, "http://cdn.example/a/b/c.html");
    EXPECT_EQ(document.entries[0].content_html, "<a href=\"http://cdn.example/a/b/d.html\">x</a>");
    EXPECT_EQ(item("<link>//cdn.example/1</link>", "https://x.example/rss").url, "https://cdn.example/1");
    auto link_of = [](std::string home, std::string_view url) {
        return parsed("<rss><channel><link>" + home + "</link><item><link>1.html</link></item></channel></rss>", url)
            .entries.at(0)
            .url;
    };
    EXPECT_EQ(link_of("http://x.example/", "http://x.example/news/rss"), "http://x.example/news/1.html");
    EXPECT_EQ(link_of("http://x.example/", "http://copies.example/x/rss"), "http://x.example/1.html");
    EXPECT_EQ(item("<link>http://x.example/a story.html#part</link>").url, "http://x.example/a%20story.html#part");
}

TEST(XmlFeeds, AddressesABrowserWouldRunAreDropped) {
    for (std::string link : {"javascript:alert(1)", " JavaScript:alert(1)", "java\nscript:alert(1)", "data:text/html,x",
                             "file:///etc/passwd"})
        EXPECT_EQ(item("<link>" + link + "</link>").url, "") << link;
}

TEST(XmlFeeds, AnUnreadableDateDoesNotHideAReadableOne) {
    EXPECT_EQ(day(item("<pubDate>yesterday</pubDate><dc:date>2004-01-01T00:00:00Z</dc:date>").published),
              "2004-01-01T00:00:00Z");
    EXPECT_EQ(day(item("<pubdate>Tue, 03 Jun 2003 09:39:21 GMT</pubdate>").published), "2003-06-03T09:39:21Z");
}

TEST(XmlFeeds, EntriesWithoutAuthorsTakeThoseOfTheFeed) {
    auto document = parsed(
        "<feed xmlns='http://www.w3.org/2005/Atom'><author><name>Ann</name></author>"
        "<entry><author><name></name><uri>http://x.example/</uri></author></entry>"
        "<entry><source><author><name>Bob</name></author></source></entry></feed>");
    EXPECT_THAT(document.entries[0].authors, ElementsAre("Ann"));
    EXPECT_THAT(document.entries[1].authors, ElementsAre("Bob"));
}

TEST(XmlFeeds, DeclaredEntitiesAreExpandedOnceAndNoBombGoesOff) {
    auto document = parsed(
        "<!DOCTYPE rss [<!ENTITY corp \"Example Corp\"><!ENTITY lol \"&corp;&corp;\">]>"
        "<rss><channel><title>By &corp;</title><description>&lol;</description></channel></rss>");
    EXPECT_EQ(document.title, "By Example Corp");

    std::string bomb =
        "<!DOCTYPE rss [<!ENTITY a \"" + std::string(999, 'a') + "\">]><rss><channel><item><description>";
    for (int i = 0; i < 100'000; ++i) bomb += "&a;";
    auto exploded = parsed(bomb + "</description></item></channel></rss>");
    EXPECT_LT(exploded.entries.at(0).summary_html.size(), 70'000u);
}

TEST(XmlFeeds, WhatIsNoFeedIsNamed) {
    auto message = [](std::string_view bytes) { return feed::parse(bytes, {}).error().message; };
    EXPECT_THAT(message("<!DOCTYPE html><html><body>Log in</body></html>"), testing::HasSubstr("HTML page"));
    EXPECT_THAT(message(""), testing::HasSubstr("empty"));
    EXPECT_THAT(message(" \n "), testing::HasSubstr("empty"));
    EXPECT_THAT(message("<opml><body/></opml>"), testing::HasSubstr("OPML"));
    EXPECT_THAT(message("<urlset/>"), testing::HasSubstr("sitemap"));
    EXPECT_THAT(message("%PDF-1.4"), testing::HasSubstr("PDF"));
}

TEST(XmlFeeds, EntriesAndListsStayWithinTheirLimits) {
    std::string many = "<rss><channel>";
    for (int i = 0; i < 1500; ++i) many += "<item><title>" + std::to_string(i) + "</title></item>";
    auto document = parsed(many + "</channel></rss>");
    EXPECT_EQ(document.entries.size(), feed::limits::entries);
    EXPECT_EQ(document.entries.back().title, "999");
    EXPECT_FALSE(document.warnings.empty());

    std::string tags;
    for (int i = 0; i < 5000; ++i) tags += "<category>" + std::to_string(i) + "</category>";
    auto entry = item("<title>" + std::string(100'000, 't') + "</title>" + tags + "<link>http://x.example/" +
                      std::string(100'000, 'l') + "</link>");
    EXPECT_EQ(entry.tags.size(), feed::limits::tags);
    EXPECT_EQ(entry.title.size(), feed::limits::title_characters);
    EXPECT_EQ(entry.url, "");
}

TEST(XmlFeeds, ATextIsNoLongerThanAnyArticle) {
    auto entry = item("<description>" + std::string(3 * feed::limits::text_bytes, 'x') + "</description>");
    EXPECT_EQ(entry.summary_html.size(), feed::limits::text_bytes);
    std::string letters;
    for (std::size_t i = 0; i < feed::limits::text_bytes; ++i) letters += "\xD0\x96";
    auto cut = item("<description>a" + letters + "</description>").summary_html;
    EXPECT_EQ(cut.size(), feed::limits::text_bytes - 1);
}

TEST(XmlFeeds, DepthAndSizeOfTheTreeAreBounded) {
    std::string deep;
    for (int i = 0; i < 2'000'000; ++i) deep += "<b>";
    auto document = parsed("<rss><channel><item><title>First</title></item><item><description>" + deep);
    ASSERT_GE(document.entries.size(), 1u);
    EXPECT_EQ(document.entries[0].title, "First");
    EXPECT_FALSE(document.warnings.empty());
}

TEST(XmlFeeds, EncodingsAreReadWhateverTheLabelSays) {
    EXPECT_EQ(parsed("<?xml version='1.0' "
                     "encoding='windows-1251'?><rss><channel><title>\xCA\xE8\xBF\xE2</title></channel></rss>")
                  .title,
              "Київ");
    EXPECT_EQ(
        parsed("<?xml version='1.0' encoding='windows-1251'?><rss><channel><title>Київ</title></channel></rss>").title,
        "Київ");
    EXPECT_EQ(
        parsed("<rss><channel><title>\xEB\xC9\xA7\xD7</title></channel></rss>", "", "text/xml; charset=koi8-u").title,
        "Київ");
    std::string wide;
    for (char16_t c :
         std::u16string_view(u"<rss><channel><title>Київська влада про нові санкції</title></channel></rss>"))
        wide += {static_cast<char>(c & 0xFF), static_cast<char>(c >> 8)};
    EXPECT_EQ(parsed(wide).title, "Київська влада про нові санкції");
    EXPECT_EQ(parsed("\xEF\xBB\xBF\n\xEF\xBB\xBF<rss><channel><title>Ki\x08\x0B\x01yv</title></channel></rss>").title,
              "Kiyv");
}
