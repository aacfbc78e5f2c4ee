#include "common/article/article.hpp"

#include <gtest/gtest.h>

namespace watchword::article {
namespace {

constexpr std::string_view page_of_a_paper =
    R"(<!DOCTYPE html><html><head><title>Ferry returns | Harbour Post</title></head><body>
<nav><ul><li><a href="/a">News</a></li><li><a href="/b">Security</a></li></ul></nav>
<h1>Ferry returns</h1>
<div class="story"><p>The ferry to the northern islands sailed again on Monday, after a winter in the yard.</p>
<p>Passengers queued from six in the morning, and the first boat left with every seat taken.</p></div>
<footer><a href="/about">About us</a> <a href="/terms">Terms</a></footer></body></html>)";

TEST(Extract, TheParagraphsAreKeptAndTheMenusAreNot) {
    auto article = extract(
        {.bytes = page_of_a_paper, .url = "https://harbour.example/ferry", .content_type = "text/html"});
    EXPECT_EQ(article.title, "Ferry returns");
    EXPECT_EQ(article.text(),
              "The ferry to the northern islands sailed again on Monday, after a winter in the yard.\n"
              "Passengers queued from six in the morning, and the first boat left with every seat taken.");
}

TEST(Extract, NestingBeyondAllMeasureNeitherOverflowsNorStalls) {
    std::string page;
    for (int i = 0; i < 100'000; ++i) page += "<div>";
    page += "The end is near, said the ferryman to the last of his passengers.";
    EXPECT_EQ(extract({.bytes = page, .url = "", .content_type = ""}).paragraphs,
              std::vector<std::string>{"The end is near, said the ferryman to the last of his passengers."});
}

}  // namespace
}  // namespace watchword::article
