#include "common/article/authors.hpp"

#include <gtest/gtest.h>

#include "common/article/article.hpp"

namespace watchword::article {
namespace {

using Names = std::vector<std::string>;

Names authors_on(const std::string& head, const std::string& byline = "") {
    std::string html =
        "<html><head><title>The ferry returns | Harbour Post</title>"
        "<meta property=og:site_name content='Harbour Post'>" +
        head + "</head><body><article><h1>The ferry returns</h1>" + byline +
        "<p>The ferry to the northern islands sailed again on Monday, after a winter in the yard.</p>"
        "<p>Passengers queued from six in the morning, and every seat was taken, the company said.</p>"
        "</article></body></html>";
    return extract({.bytes = html, .url = "https://harbour.example/ferry", .content_type = "text/html"}).authors;
}

TEST(Names, ABylineIsTakenApart) {
    EXPECT_EQ(names_in("By Ann Lee and Bob Fox"), (Names{"Ann Lee", "Bob Fox"}));
    EXPECT_EQ(names_in("Von Jörg Maier und Ute Kurz"), (Names{"Jörg Maier", "Ute Kurz"}));
    EXPECT_EQ(names_in("Lee, Ann"), (Names{"Ann Lee"}));
}

TEST(Authors, ThoseThatJsonLdRefersToAreFound) {
    EXPECT_EQ(authors_on(R"(<script type="application/ld+json">{"@graph":[
        {"@type":"Article","headline":"The ferry returns","author":{"@id":"#ann"}},
        {"@type":"Person","@id":"#ann","name":"Ann Lee"}]}</script>)"),
              Names{"Ann Lee"});
}

TEST(Authors, TheSiteAndWhoOwnsItAreNone) {
    EXPECT_EQ(authors_on("<meta name=author content='Harbour Post'>"), Names{});
    EXPECT_EQ(authors_on("<meta name=author content='Isle Media'><meta name=copyright content='(c) Isle Media 2018'>"),
              Names{});
    EXPECT_EQ(authors_on("<meta name=author content='harbour.example, Newport, Wales'>"), Names{});
}

TEST(Authors, AFirstNameIsCompletedFromTheByline) {
    EXPECT_EQ(authors_on("<meta name=author content='Ann'>", "<p class='byline'>By Ann Lee</p>"), Names{"Ann Lee"});
}

TEST(Authors, ANewsroomSignsWhereNoPersonDoes) {
    EXPECT_EQ(authors_on("<meta name=author content='Sports Desk'>"), Names{"Sports Desk"});
    EXPECT_EQ(authors_on("<meta name=author content='Sports Desk'>", "<p class='byline'>By Ann Lee</p>"),
              Names{"Ann Lee"});
}

}  // namespace
}  // namespace watchword::article
