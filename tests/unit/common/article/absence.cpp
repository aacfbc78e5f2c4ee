#include "common/article/absence.hpp"

#include <gtest/gtest.h>

namespace watchword::article {
namespace {

// A page of a paper with its menus around `middle`.
Absence absence_on(const std::string& middle, const std::string& title = "Harbour Post", const std::string& head = "") {
    std::string html = "<html lang=en><head><title>" + title + "</title>" + head + "</head><body><nav>";
    for (int i = 0; i < 40; ++i)
        html += "<li><a href='/s'>Section of the paper number " + std::to_string(i) + "</a></li>";
    html += "</nav><main>" + middle +
            "</main><footer><a href='/c'>Cookies</a> <a href='/p'>Privacy policy</a> © Harbour Post. All "
            "rights reserved.</footer>";
    return extract({.bytes = html, .url = "https://harbour.example/2018/ferry", .content_type = "text/html"}).absence;
}

TEST(Absence, APageThatSaysThereIsNothingIsNotFound) {
    EXPECT_EQ(absence_on("<h1>404</h1><p>The page you are looking for may have moved.</p>", "Page not found"),
              Absence::not_found);
    EXPECT_EQ(absence_on("<h1>This article is no longer available</h1><p>It was removed from our website.</p>"),
              Absence::not_found);
    EXPECT_EQ(
        absence_on("<h1>Something went wrong here</h1><p>Please try again later.</p>", "Page not found - Harbour Post"),
        Absence::not_found);
    EXPECT_EQ(absence_on("<h1>Страница не найдена</h1><p>Страница удалена.</p>", "Ошибка"), Absence::not_found);
}

TEST(Absence, AConsentWallIsOneHoweverMuchItSays) {
    EXPECT_EQ(absence_on("<h2>We value your privacy</h2><p>We and our 842 partners store and access information on a "
                         "device, such as cookies, and process personal data, such as unique identifiers, to provide "
                         "personalised ads and content.</p>"),
              Absence::consent_wall);
    EXPECT_EQ(absence_on("<h1>Mit Werbung weiterlesen</h1><p>Besuchen Sie uns wie gewohnt mit Werbung und Tracking. "
                         "Details finden Sie in der Datenschutzerklärung.</p><p>Ihre Zustimmung ist jederzeit "
                         "widerrufbar. PUR-Abo: werbefrei für 4,99 Euro im Monat.</p>"),
              Absence::consent_wall);
}

TEST(Absence, AStubBeforeAPaywallIsNoArticle) {
    EXPECT_EQ(
        absence_on("<h1>Council votes for the ferry</h1><p>The council voted on Monday for the new ferry.</p>"
                   "<div class=paywall><h3>To continue reading, subscribe now</h3></div>",
                   "Council votes for the ferry",
                   "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"headline\":\"Council votes for "
                   "the ferry\",\"isAccessibleForFree\":false}</script>"),
        Absence::paywall);
}

TEST(Absence, TeasersOneAfterTheOtherAreAnIndexPage) {
    std::string teasers;
    for (int i = 0; i < 20; ++i)
        teasers +=
            "<article><h2><a href='/a'>Council votes for ferry number " + std::to_string(i) +
            "</a></h2><p>The council voted on Monday for the new ferry to the northern islands, after a debate that "
            "nobody had wanted, said the mayor.</p></article>";
    EXPECT_EQ(absence_on(teasers, "Articles about the ferry"), Absence::index_page);
}

TEST(Absence, APageOfMenusAloneHasNoText) {
    EXPECT_EQ(absence_on(""), Absence::no_text);
}

TEST(Absence, AnArticleAboutCookiesIsAnArticle) {
    std::string story;
    for (int i = 0; i < 6; ++i)
        story +=
            "<p>The court ruled on Monday that consent to cookies must be given freely, and that a wall which asks "
            "for tracking or money breaks the law on personal data, said judge number " +
            std::to_string(i) + ".</p>";
    EXPECT_EQ(absence_on("<article><h1>Court rules on cookies</h1>" + story + "</article>", "Court rules on cookies"),
              Absence::none);
}

}  // namespace
}  // namespace watchword::article
