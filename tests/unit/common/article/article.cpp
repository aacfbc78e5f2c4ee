#include "common/article/article.hpp"

#include <random>
#include <sstream>

#include <boost/json.hpp>
#include <gtest/gtest.h>

#include "common/article/earlier.hpp"
#include "common/article/host_memory.hpp"
#include "common/article/inspect.hpp"

namespace watchword::article {
namespace {

constexpr std::string_view story = R"(
<p>The ferry to the northern islands sailed again on Monday, after a winter in the yard, and nobody on the quay wanted to miss it.</p>
<p>Passengers queued from six in the morning, and the first boat left with every seat taken, the company said.</p>
<p>“We have waited for this since October,” said the harbour master, who had brought his whole family along to see it.</p>
<p>A second boat is to follow in summer, if the money can be found, and the council will talk about that next week.</p>)";

// A page of a paper as they are made, around `middle`.
std::string page(std::string_view middle, std::string_view head = "") {
    std::string html =
        "<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'><title>Ferry returns to the islands | "
        "Harbour Post</title>";
    html += head;
    html +=
        R"(</head><body><nav class="menu"><ul><li><a href="/a">News</a></li><li><a href="/b">Security Council</a></li></ul></nav>
<article class="article"><h1>Ferry returns to the islands</h1>
<div class="article-body">)";
    html += middle;
    html += R"(</div></article>
<aside class="related"><h3>Read also</h3><ul><li><a href="/1">Protests on the Maidan</a></li><li><a href="/2">Bridge closed for repairs</a></li></ul></aside>
<section class="comments" id="comments"><h3>Comments (1)</h3><div class="comment"><p>The Maidan was never like this, if you ask me.</p></div></section>
<footer class="footer"><a href="/about">About us</a> <a href="/terms">Terms</a> © Harbour Post. All rights reserved.</footer></body></html>)";
    return html;
}

Article read(const std::string& html, const Options& options = {}) {
    return extract(
        {.bytes = html, .url = "https://harbour.example/news/ferry", .content_type = "text/html; charset=utf-8"},
        options);
}

TEST(Extract, BylineAndDateAboveTheTextAreNoPartOfIt) {
    auto article =
        read(page(R"(<time datetime="2026-03-02T08:00:00Z">2 March 2026</time><p class="byline">By Ann Lee</p>)" +
                  std::string(story)));
    EXPECT_TRUE(article.text().starts_with("The ferry to the northern islands")) << article.text();
    EXPECT_EQ(article.authors, std::vector<std::string>{"Ann Lee"});
    EXPECT_TRUE(article.published);
}

TEST(Extract, TheParagraphsAreKeptAndMenusTeasersAndCommentsAreNot) {
    auto article = read(page(story));
    EXPECT_EQ(article.title, "Ferry returns to the islands");
    EXPECT_EQ(article.absence, Absence::none);
    EXPECT_EQ(article.paragraphs.size() + !article.standfirst.empty(), 4U) << article.text();
    for (auto word : {"Security", "Maidan", "Terms", "Read also"})
        EXPECT_EQ(article.text().find(word), std::string::npos) << word;
    EXPECT_EQ(article.language, "en");
    EXPECT_GT(article.confidence, 0.5);
}

TEST(Extract, TheHeadTellsDateAuthorsTagsAndSite) {
    auto article = read(page(
        story,
        R"(<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"WebSite","name":"Harbour Post"},
{"@type":["NewsArticle"],"headline":"Ferry returns to the islands","datePublished":"2018-04-17T09:12:44+02:00","dateModified":"2018-04-18T10:00:00Z",
"author":[{"@type":"Person","name":"Ann Lee"},{"@type":"Organization","name":"Harbour Post"},{"@type":"Person","name":"Bob Fox"}],
"keywords":"ferry, islands","publisher":{"@type":"Organization","name":"Harbour Post"},}]}</script><link rel="canonical" href="/news/ferry">)"));
    EXPECT_EQ(article.authors, (std::vector<std::string>{"Ann Lee", "Bob Fox"}));
    ASSERT_TRUE(article.published.has_value());
    EXPECT_EQ(to_rfc3339(*article.published), "2018-04-17T07:12:44Z");
    EXPECT_EQ(article.published_offset, std::chrono::hours(2));
    EXPECT_EQ(to_rfc3339(*article.modified), "2018-04-18T10:00:00Z");
    EXPECT_EQ(article.tags, (std::vector<std::string>{"ferry", "islands"}));
    EXPECT_EQ(article.site, "Harbour Post");
    EXPECT_EQ(article.canonical_url, "https://harbour.example/news/ferry");
}

TEST(Extract, ADateAfterTheFetchIsNotBelieved) {
    auto html = page(story, "<meta property='article:published_time' content='2031-01-01T00:00:00Z'>");
    EXPECT_TRUE(read(html).published.has_value());
    EXPECT_FALSE(read(html, {.fetched = *from_rfc3339("2026-01-01T00:00:00Z")}).published.has_value());
}

TEST(Extract, ADayToldByAMachineIsThatOfThePublishersClock) {
    auto day_of = [](const char* time, const char* url) {
        auto html = page(story, std::string("<meta property='article:published_time' content='") + time + "'>");
        auto article = extract({.bytes = html, .url = url, .content_type = "text/html"});
        return to_rfc3339(*article.published + article.published_offset).substr(0, 10);
    };
    EXPECT_EQ(day_of("2018-04-18T02:18:11Z", "https://harbour.example/2018/04/17/ferry"), "2018-04-17");
    EXPECT_EQ(day_of("2018-04-16T22:00:00Z", "https://harbour.example/ferry"), "2018-04-17");
    EXPECT_EQ(day_of("2018-04-18T02:18:11Z", "https://harbour.example/ferry"), "2018-04-18");
    EXPECT_EQ(day_of("2018-04-18T02:18:11Z", "https://harbour.example/2017/01/01/ferry"), "2018-04-18");
}

TEST(Extract, HiddenWordsAreNotInTheText) {
    auto text = read(page(std::string(story) +
                          "<p hidden>Maidan one, hidden from all readers of this page.</p><p style='display: "
                          "none'>Maidan two, hidden "
                          "from all readers.</p><p aria-hidden='true'>Maidan three, hidden.</p><noscript><p>Maidan "
                          "four.</p></noscript>"
                          "<template><p>Maidan five.</p></template><script>var x = '<p>Maidan six.</p>';</script>"))
                    .text();
    EXPECT_EQ(text.find("Maidan"), std::string::npos) << text;
}

TEST(Extract, TheSameArticleAmongOtherBoxesGivesTheSameText) {
    auto other = page(story);
    other.replace(other.find("Protests on the Maidan"), 22, "A new mayor for the town");
    EXPECT_EQ(read(page(story)).text(), read(other).text());
}

TEST(Extract, ABoxBetweenTheParagraphsThatAsksOrLeadsElsewhereIsNoneOfThem) {
    const std::string paragraphs(story);
    for (std::string box :
         {"<div class='newsletter-signup'><h4>Sign up for our newsletter</h4><p>Get the most important stories of the "
          "day delivered to your inbox every morning.</p><form><input type='email'><button>Go</button></form></div>",
          "<div class='cookie-banner'><p>We use cookies to improve your experience on our site and to show you "
          "relevant "
          "advertising.</p><button>Accept</button></div>",
          "<p><a href='/3'>Council votes on a second bridge over the harbour</a></p>"}) {
        auto with_box = paragraphs;
        with_box.insert(paragraphs.find("<p>“We have"), box);
        EXPECT_EQ(read(page(with_box)).text(), read(page(story)).text()) << box;
    }
}

TEST(Extract, ACorrectionAmongTheParagraphsIsPartOfTheText) {
    const std::string note = "<p class='comments'>Correction: the first boat was named wrongly.</p>";
    auto before = read(page(story));
    Earlier earlier{before.standfirst, before.paragraphs};
    for (const Earlier* known : {static_cast<const Earlier*>(nullptr), static_cast<const Earlier*>(&earlier)})
        EXPECT_NE(read(page(std::string(story) + note), {.earlier = known}).text().find("named wrongly"),
                  std::string::npos);
    EXPECT_EQ(read(page(std::string(story) + "<div class='comments'><div>" + note + "</div></div>")).text(),
              read(page(story)).text());
}

TEST(Extract, AWholeArticleInAnElementNamedAfterAnOfferIsRead) {
    auto html = page("<div class='subscription premium'>" + std::string(story) + "<button>Listen</button></div>");
    EXPECT_EQ(read(html).text(), read(page(story)).text());
}

TEST(Extract, ADoubtfulLineThatStillStandsThereStaysIn) {
    const std::string line = "The company has three boats.";
    auto html = page(std::string(story) + "<div class='widget'><p>" + line + "</p></div>");
    ASSERT_EQ(read(html).text().find(line), std::string::npos);
    auto before = read(page(story));
    Earlier earlier{before.standfirst, before.paragraphs};
    EXPECT_EQ(read(html, {.earlier = &earlier}).text(), before.text());
    earlier.paragraphs.push_back(line);
    EXPECT_EQ(read(html, {.earlier = &earlier}).text(), before.text() + '\n' + line);
    EXPECT_EQ(read(page(story), {.earlier = &earlier}).text(), before.text());
}

TEST(Extract, AnotherArticleAtTheAddressIsReadByItself) {
    const std::string line = "The company has three boats.";
    auto html = page(std::string(story) + "<div class='widget'><p>" + line + "</p></div>");
    Earlier earlier{"", {line, "The town had a mayor once who kept bees, and his bees are still there on the roof."}};
    EXPECT_EQ(read(html, {.earlier = &earlier}).text(), read(html).text());
}

TEST(Extract, TheStandfirstStaysTheStandfirstWhenItIsEdited) {
    const std::string head =
        "<meta name='description' content='The ferry to the northern islands sailed again on Monday, "
        "after a winter in the yard, and nobody on the quay wanted to miss it.'>";
    auto before = read(page(story, head));
    ASSERT_FALSE(before.standfirst.empty());
    std::string edited(story);
    edited.replace(edited.find("Monday"), 6, "Sunday");
    Earlier earlier{before.standfirst, before.paragraphs};
    auto after = read(page(edited, head), {.earlier = &earlier});
    EXPECT_NE(after.standfirst.find("Sunday"), std::string::npos);
    EXPECT_EQ(after.paragraphs, before.paragraphs);

    // Nor does a paragraph become one because a description has come to say it.
    auto plain = read(page(story));
    earlier = {plain.standfirst, plain.paragraphs};
    EXPECT_EQ(read(page(story, head), {.earlier = &earlier}).paragraphs, plain.paragraphs);
}

// A page whose metadata say "Ferry returns to the islands", with these headings.
std::string titled(const std::string& headings, const std::string& head = "") {
    auto html = page(story, head);
    const std::string usual = "<h1>Ferry returns to the islands</h1>";
    return html.replace(html.find(usual), usual.size(), headings);
}

TEST(Extract, TheHeadlineIsTheOneThatReadersSee) {
    const std::string old_title = "<meta property='og:title' content='Ferry returns to the islands'>";
    for (std::string seen : {"Ferry returns to 3 islands", "Nobody wanted to miss the first boat"}) {
        EXPECT_EQ(read(titled("<h1>" + seen + "</h1>")).title, seen);
        EXPECT_EQ(read(titled("<h1>" + seen + "</h1>", old_title)).title, seen);
        EXPECT_EQ(read(titled("<h1>News</h1><h1>" + seen + "</h1><h2>Ferry</h2>", old_title)).title, seen);
    }
    // Of several the one that is much like the title.
    EXPECT_EQ(read(titled("<h1>What the weather will be</h1><h1>Ferry returns to 3 islands</h1>")).title,
              "Ferry returns to 3 islands");
    // A section that the title names too is no headline.
    EXPECT_EQ(read(titled("<h2>Returns to</h2><h1>Nobody wanted to miss the first boat</h1>")).title,
              "Nobody wanted to miss the first boat");
}

TEST(Extract, AHeadingThatNamesSomethingElseIsNoHeadline) {
    const std::string title = "Ferry returns to the islands";
    const std::string site = "<meta property='og:site_name' content='The Harbour Post and Courier'>";
    EXPECT_EQ(read(titled("<h1>All the news</h1>")).title, title);
    EXPECT_EQ(read(titled("<h1>Harbour Post and Courier</h1>", site)).title, title);
    EXPECT_EQ(read(titled("<h1>What the weather will be</h1><h1>Most read stories today</h1>")).title, title);
    EXPECT_EQ(read(titled("<h1>Unnoticed islands boat</h1><h1>Most read stories today</h1>")).title, title);
}

TEST(Extract, LegacyEncodingsAreDecoded) {
    std::string html =
        "<html><head><meta http-equiv='Content-Type' content='text/html; "
        "charset=windows-1251'></head><body><h1>\xcf\xf0\xe8\xe2\xe5\xf2</h1></body></html>";
    EXPECT_EQ(extract({html, "", "text/html"}).title, "Привет");
}

TEST(Extract, SelectorsOverruleTheJudge) {
    auto html = page(std::string("<div class='box'><p>Tickets: 5 to 9</p></div>") + std::string(story));
    Options options;
    options.text = *Selector::parse("article .box");
    EXPECT_EQ(read(html, options).text(), "Tickets: 5 to 9");
    options = {.drop = {*Selector::parse(".article-body > p")}};
    EXPECT_EQ(read(html, options).text().find("Passengers"), std::string::npos);
    options = {.text = *Selector::parse(".nothing")};
    EXPECT_FALSE(read(html, options).warnings.empty());
    EXPECT_NE(read(html, options).text().find("Passengers"), std::string::npos);
}

TEST(Extract, LinesThatRecurOnTheHostAreCut) {
    HostMemory memory;
    for (int i = 0; i < 3; ++i)
        memory.learn({"Another story, of its own words, longer than the line that recurs: the number is " +
                          std::to_string(i) + " and nobody has ever told it before in this harbour.",
                      "A second boat is to follow in summer, if the money can be found, "
                      "and the council will talk about that next week."});
    EXPECT_EQ(read(page(story), {.memory = &memory}).text().find("A second boat"), std::string::npos);
}

TEST(Extract, ATextThatStandsOnlyInDataIsFoundAndSaidSo) {
    std::string body;
    for (int i = 0; i < 6; ++i)
        body +=
            "The ferry to the northern islands sailed again on Monday, after a winter in the yard, with "
            "flags. ";
    auto article = read(
        "<html><head><title>Ferry</title><script "
        "type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"Ferry "
        "returns\",\"articleBody\":\"" +
        body + "\"}</script></head><body><div id=app></div></body></html>");
    EXPECT_NE(article.text().find("northern islands"), std::string::npos);
    EXPECT_FALSE(article.warnings.empty());
    article = read("<html><body><div id=app></div><script>self.data=\"{\\\"html\\\":\\\"\\u003cp\\u003e" + body +
                   "\\u003c/p\\u003e\\\"}\"</script></body></html>");
    EXPECT_NE(article.text().find("northern islands"), std::string::npos);
}

TEST(Extract, SaysWhyThereIsNoArticle) {
    EXPECT_EQ(extract({"%PDF-1.4", "https://a.example/x", ""}).absence, Absence::not_html);
    EXPECT_EQ(extract({"x", "https://a.example/x", "image/png"}).absence, Absence::not_html);
    EXPECT_EQ(read("<html><body></body></html>").absence, Absence::no_text);
    EXPECT_EQ(read("<title>404 Page not found</title><h1>Page not found</h1><p>The page you requested could "
                   "not be found.</p>")
                  .absence,
              Absence::not_found);
    EXPECT_EQ(read("<title>Before you continue</title><p>We use cookies. Please give your consent.</p>").absence,
              Absence::consent_wall);
    auto gone = read("<title>404 Page not found</title>");
    EXPECT_TRUE(gone.text().empty());
    EXPECT_FALSE(gone.warnings.empty());
}

TEST(Extract, BinaryDataIsNoArticleWhateverItCallsItself) {
    std::string bytes;
    std::minstd_rand random(7);
    for (int i = 0; i < 100'000; ++i) bytes += static_cast<char>(random() >> 16);
    auto article = extract({.bytes = bytes, .url = "", .content_type = "text/html"}, {});
    EXPECT_EQ(article.absence, Absence::not_html);
    EXPECT_TRUE(article.text().empty());
}

TEST(Extract, HostilePagesEnd) {
    std::string nested, attributes = "<p", plain(2'000'000, 'x');
    for (int i = 0; i < 100'000; ++i) nested += "<div>";
    for (int i = 0; i < 200'000; ++i) attributes += " a" + std::to_string(i) + "=1";
    nested += "<p>The end is near, said the ferryman to the last of his passengers.</p>";
    EXPECT_EQ(read(nested).text(), "The end is near, said the ferryman to the last of his passengers.");
    read(attributes + ">x</p>");
    read(plain);
    for (auto page : {"<plaintext>text", "<!-- never closed", "<script>never closed", "<title>never closed",
                      "<p a='never closed", "</p></body></html>text", "<", "\xff\xfe\xff"})
        read(page);
}

TEST(Inspect, PrintsOneObjectAndExplainsOnDemand) {
    auto html = page(story);
    Page fetched{.bytes = html, .url = "https://harbour.example/news/ferry", .content_type = ""};
    auto plain = inspect(fetched);
    EXPECT_EQ(plain.find('\n'), std::string::npos);
    for (auto key : {"\"url\"", "\"canonical_url\":null", "\"title\"", "\"standfirst\"", "\"paragraphs\"",
                     "\"confidence\"", "\"warnings\""})
        EXPECT_NE(plain.find(key), std::string::npos) << key;
    EXPECT_EQ(plain.find("\"explain\""), std::string::npos);
    auto explained = inspect(fetched, {}, Detail::explained);
    EXPECT_EQ(explained.find('\n'), std::string::npos);
    EXPECT_NE(explained.find(R"("where":"article.article > div.article-body")"), std::string::npos) << explained;
    EXPECT_TRUE(inspect_in_batch("7", fetched).starts_with("{\"id\":7,\"article\":{"));
}

TEST(Inspect, LaysTheLinesOfThePageOutForAPerson) {
    auto html = page(story);
    auto text = inspect({.bytes = html, .url = "", .content_type = ""}, {}, Detail::laid_out);
    std::istringstream lines(text);
    std::string line, found;
    while (std::getline(lines, line))
        if (line.find("Protests on the Maidan") != std::string::npos) found = line;
    EXPECT_TRUE(found.starts_with("    {\"kept\":false,\"percent\":")) << found;
    EXPECT_EQ(boost::json::serialize(boost::json::parse(text)),
              inspect({.bytes = html, .url = "", .content_type = ""}, {}, Detail::explained));
}

}  // namespace
}  // namespace watchword::article
