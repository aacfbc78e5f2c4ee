#include "tests/unit/daemon/archive/archived.hpp"

namespace watchword::archive {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

struct ArticleList : Archived {
    ArticleList() {
        old = add("https://press.example/old", at("2018-03-01T00:00:00Z"), {text("Old")});
        edited = add("https://press.example/edited", at("2018-04-16T00:00:00Z"), {text("First"), text("Edited")},
                     {press, wire});
        add("https://wire.example/unread", at("2018-04-17T11:00:00Z"), {}, {wire});
    }
    ArticleId old, edited;
};

TEST_F(ArticleList, HasTheNewestFirst) {
    EXPECT_THAT(titles(*ask("/articles")), ElementsAre("", "Edited", "Old"));
}

TEST_F(ArticleList, SaysWhatIsKnownOfEach) {
    auto list = ask("/articles", {{"edited", "true"}});
    EXPECT_EQ(
        json::serialize(list->as_array().at(0)),
        R"({"id":")" + edited.text() +
            R"(","url":"https://press.example/edited","title":"Edited",)"
            R"("source":"press.example","authors":[],"published":null,"language":"en","feeds":["The Press","Wire"],)"
            R"("first_seen":"2018-04-16T00:00:00Z","changed":"2018-04-16T01:00:00Z","revision":2,"edits":1,)"
            R"("state":"present"})");
}

TEST_F(ArticleList, IsCutByTimeFeedStateAndLimit) {
    EXPECT_THAT(titles(*ask("/articles", {{"since", "7d"}})), ElementsAre("", "Edited"));
    EXPECT_THAT(titles(*ask("/articles", {{"until", "2018-04-16"}})), ElementsAre("Old"));
    EXPECT_THAT(titles(*ask("/articles", {{"feed", "The Press"}})), ElementsAre("Edited", "Old"));
    EXPECT_THAT(titles(*ask("/articles", {{"feed", "Wire"}, {"state", "present"}})), ElementsAre("Edited"));
    EXPECT_THAT(titles(*ask("/articles", {{"state", "unread"}})), ElementsAre(""));
    EXPECT_THAT(titles(*ask("/articles", {{"state", "removed"}})), IsEmpty());
    EXPECT_THAT(titles(*ask("/articles", {{"limit", "1"}})), ElementsAre(""));
}

TEST_F(ArticleList, RefusesWhatItDoesNotKnowAndSaysWhatItDoes) {
    auto message = [&](std::pair<std::string, std::string> parameter) {
        auto answer = ask("/articles", {std::move(parameter)});
        return answer ? "" : answer.error().message;
    };
    EXPECT_THAT(message({"since", "yesterday"}), HasSubstr("`yesterday` is no time: since takes"));
    EXPECT_THAT(message({"limit", "0"}), HasSubstr("limit takes a number from 1 to 1000, not `0`"));
    EXPECT_THAT(message({"state", "lost"}), HasSubstr("there are: unread, present, missing, removed"));
    EXPECT_THAT(message({"feed", "Press"}), HasSubstr("there is no feed `Press`; there are: The Press"));
    EXPECT_THAT(message({"colour", "red"}), HasSubstr("there is no parameter `colour` for /articles"));
}

TEST_F(ArticleList, WithAQueryIsASearchThatShowsItsHits) {
    add("https://press.example/kurultai", at("2018-04-17T00:00:00Z"),
        {text("Kurultai", {"Nobody spoke of a maidan.", "Of Maidans."})});
    add("https://press.example/other", at("2018-04-17T01:00:00Z"), {text("Other", {"Maidanek"})});
    auto found = ask("/articles", {{"query", "maidan"}});
    ASSERT_THAT(titles(*found), ElementsAre("Kurultai"));
    EXPECT_EQ(json::serialize(found->as_array()[0].as_object().at("hits").as_array()[0]),
              R"({"part":"maidan","field":"body","start":18,"end":24,"text":"maidan",)"
              R"("excerpt":"Nobody spoke of a maidan."})");
    auto refused = ask("/articles", {{"query", "maidan AND"}});
    ASSERT_FALSE(refused);
    EXPECT_THAT(refused.error().message, HasSubstr("the query has faults:\nquery:1:"));
}

// Whatever the index rules out, no query would have matched.
TEST_F(ArticleList, ASearchFindsWordsInEveryScriptAndSpelling) {
    add("https://press.example/1", at("2018-04-17T00:00:00Z"),
        {text("\u041c\u0430\u0439\u0434\u0430\u043d\u0443",
              {"so\u00adft hyphen, \uff26\uff35\uff2c\uff2c width, cafe\u0301, \u6771\u4eac\u90fd, stra\u00dfe, "
               "O\u2019Neill"})},
        {press}, "uk");
    for (const char* query : {"\u043c\u0430\u0439\u0434\u0430\u043d", "soft", "full", "caf\u00e9", "\u6771\u4eac",
                              "STRASSE", "o'neill", "straSS*", "\"soft hyphen\"", "case:FULL OR lang:de",
                              "caf\u00e9 NEAR/3 \u90fd", "-nothing width", "source:press.example width"})
        EXPECT_THAT(titles(*ask("/articles", {{"query", query}})),
                    ElementsAre("\u041c\u0430\u0439\u0434\u0430\u043d\u0443"))
            << query;
}

TEST_F(ArticleList, ASearchKnowsOnlyTheNewestRevisionUnlessItWatchesEdits) {
    EXPECT_THAT(titles(*ask("/articles", {{"query", "title:first"}})), IsEmpty());
    EXPECT_THAT(titles(*ask("/articles", {{"query", "removed:first"}})), ElementsAre("Edited"));
    EXPECT_THAT(titles(*ask("/articles", {{"query", "appeared:edited"}})), ElementsAre("Edited"));
}

TEST_F(ArticleList, AnArticleIsFoundByIdBeginningAndAddress) {
    for (const std::string& name :
         {edited.text(), edited.text().substr(0, 8), std::string("http://www.press.example/edited?utm_source=x")})
        EXPECT_EQ(ask("/articles/" + name)->as_object().at("id").as_string(), edited.text()) << name;
    EXPECT_EQ(ask("/articles/ar_zzzz").error().kind, Refusal::Kind::bad);
    EXPECT_EQ(ask("/articles/ar_0000").error().kind, Refusal::Kind::not_found);
    EXPECT_EQ(ask("/articles/https://press.example/none").error().kind, Refusal::Kind::not_found);
    EXPECT_THAT(ask("/articles/Edited").error().message, HasSubstr("give its id (ar_...)"));
}

TEST_F(ArticleList, AnArticleIsShownWithItsRevisionsPresenceAndNextReading) {
    auto row = *store::find_article(*connection, edited);
    row.next_reading = at("2018-04-17T13:00:00Z");
    row.why = "3h after the last change, step 5 of 11";
    row.presence = revision::serialise(revision::Presence{.last = revision::Sighting::gone,
                                                          .present_at = at("2018-04-17T10:00:00Z"),
                                                          .absent_since = at("2018-04-17T11:00:00Z"),
                                                          .absences = 1});
    store::save_article(*connection, row);
    auto shown = ask("/articles/" + edited.text())->as_object();
    EXPECT_EQ(shown.at("state").as_string(), "missing");
    EXPECT_EQ(json::serialize(shown.at("revisions")),
              R"([{"number":1,"seen":"2018-04-16T00:00:00Z","grade":null,"origin":"page"},)"
              R"({"number":2,"seen":"2018-04-16T01:00:00Z","grade":"substantive","origin":"page"}])");
    EXPECT_EQ(
        json::serialize(shown.at("presence")),
        R"({"last":"gone","present_at":"2018-04-17T10:00:00Z","absent_since":"2018-04-17T11:00:00Z","absences":1})");
    EXPECT_EQ(json::serialize(shown.at("next_reading")),
              R"({"time":"2018-04-17T13:00:00Z","why":"3h after the last change, step 5 of 11"})");
}

TEST_F(ArticleList, TwoRevisionsAreToldApart) {
    auto diff = ask("/articles/" + edited.text() + "/diff", {{"render", "text"}})->as_object();
    EXPECT_EQ(diff.at("grade").as_string(), "major");
    EXPECT_EQ(diff.at("from").at("number"), 1);
    EXPECT_EQ(diff.at("to").at("number"), 2);
    EXPECT_EQ(std::string(diff.at("rendered").as_string()), "Headline (major)\n[-First-]{+Edited+}\n");
    auto back = ask("/articles/" + edited.text() + "/diff", {{"from", "2"}, {"to", "1"}})->as_object();
    EXPECT_EQ(back.at("changes").as_array()[0].at("after").as_string(), "First");
    EXPECT_THAT(
        std::string(ask("/articles/" + edited.text() + "/diff", {{"render", "html"}})->at("rendered").as_string()),
        HasSubstr("<title>Edited</title>"));
    EXPECT_THAT(ask("/articles/" + old.text() + "/diff").error().message, HasSubstr("no edit was seen"));
    EXPECT_THAT(ask("/articles/" + edited.text() + "/diff", {{"from", "7"}}).error().message,
                HasSubstr("there is no revision 7; the newest is 2"));
}

TEST_F(ArticleList, OfMoreThanAReadAtATimeMissesNone) {
    for (int i = 0; i < 1'500; ++i)
        add("https://press.example/" + std::to_string(i), at("2018-04-10T00:00:00Z") + i / 3 * 1s, {});
    std::size_t visited = 0;
    Time last = Time::max();
    store::visit_articles(*connection, {}, [&](const store::ArticleRow& row) {
        EXPECT_LE(row.first_seen, last);
        last = row.first_seen;
        ++visited;
        return true;
    });
    EXPECT_EQ(visited, 1'503U);
}

TEST_F(Archived, APathThatIsNoneIsRefused) {
    auto answer = ask("/nothing");
    ASSERT_FALSE(answer);
    EXPECT_EQ(answer.error().kind, Refusal::Kind::unknown);
}

}  // namespace
}  // namespace watchword::archive
