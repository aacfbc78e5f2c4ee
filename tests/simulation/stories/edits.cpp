// What readers are told of published articles (spec/product.md, promises 1 and 5; spec/alerts.md, "Edits").
#include <boost/json.hpp>

#include "tests/simulation/stories/story.hpp"

namespace watchword::simulation {
namespace {

class EditStory : public Story {
  protected:
    EditStory() {
        configure_all();
        sim.start();
        sim.run_for(1h);
        piece = &gazette.publish("Talks on the Maidan", sim.clock.now());
        bystander = &gazette.publish("Quiet day in the valley", sim.clock.now());
        sim.run_for(8min);
        // The poll that finds them comes within the interval.
        sim.run_for(12min);
        EXPECT_THAT(types(), ElementsAre("article.matched"));
    }

    void configure_all() {
        configure(feeds() + desk() + maidan(R"(events = ["matched", "edited", "removed", "restored"])"));
    }

    boost::json::object newest() const {
        return boost::json::parse(at_the_desk().back().body).as_object().at("data").as_object();
    }
    // "kind grade" of each change in the newest message.
    std::vector<std::string> changes() const {
        std::vector<std::string> found;
        const auto data = newest();
        for (const auto& change : data.at("changes").as_array())
            found.push_back(std::string(change.at("kind").as_string()) + ' ' +
                            std::string(change.at("grade").as_string()));
        return found;
    }

    Outlet& gazette = outlet("gazette");
    Piece* piece = nullptr;
    Piece* bystander = nullptr;
};

TEST_F(EditStory, ASilentEditIsFoundOnTheLadderAndToldOnce) {
    piece->paragraphs[1] += " The minister said 12 people were hurt.";
    sim.run_for(3h);
    ASSERT_THAT(types(), ElementsAre("article.matched", "article.edited"));
    EXPECT_THAT(changes(), testing::Not(IsEmpty()));
    EXPECT_EQ(newest().at("grade"), "substantive");
    sim.run_for(8 * 24h);
    EXPECT_THAT(types(), SizeIs(2));
}

TEST_F(EditStory, AnotherHeadlineIsMajor) {
    piece->headline = "Talks on the Maidan collapse";
    sim.run_for(3h);
    ASSERT_THAT(types(), ElementsAre("article.matched", "article.edited"));
    EXPECT_THAT(changes(), testing::Contains("headline major"));
    EXPECT_EQ(newest().at("grade"), "major");
}

TEST_F(EditStory, AHeadlineThatChangesForReadersAloneIsTold) {
    piece->title_elsewhere = piece->headline;
    for (std::string headline : {"Talks on the Maidan collapse", "Nobody expects a deal before winter any longer"}) {
        piece->headline = headline;
        sim.run_for(12h);
        EXPECT_THAT(changes(), ElementsAre("headline major"));
        EXPECT_EQ(std::string(newest().at("article").at("title").as_string()), headline);
    }
    sim.run_for(8 * 24h);
    EXPECT_THAT(types(), ElementsAre("article.matched", "article.edited", "article.edited"));
}

TEST_F(EditStory, ANumberThatChangesIsSubstantive) {
    piece->paragraphs[2] = "The hall holds 300 seats. " + piece->paragraphs[2];
    sim.run_for(3h);
    piece->paragraphs[2].replace(piece->paragraphs[2].find("300"), 3, "340");
    sim.run_for(12h);
    ASSERT_THAT(types(), ElementsAre("article.matched", "article.edited", "article.edited"));
    EXPECT_THAT(changes(), ElementsAre("number substantive"));
}

TEST_F(EditStory, TypographyIsNoEdit) {
    std::string& text = piece->paragraphs[0];
    for (auto at = text.find(' '); at != std::string::npos; at = text.find(' ', at + 12))
        text.replace(at, 1, "\u00a0 ");
    sim.run_for(48h);
    EXPECT_THAT(types(), ElementsAre("article.matched"));
}

TEST_F(EditStory, APageThatIsAnotherAtEachReadingIsNotToldOfWithoutEnd) {
    for (int i = 0; i < 7 * 24 * 12; ++i) {
        piece->paragraphs[1] = "Visitor number " + std::to_string(1'000'000 + i * 7919) + " has come to the Maidan.";
        sim.run_for(5min);
    }
    EXPECT_GT(types().size(), 24u);
    EXPECT_LT(types().size(), 90u);
}

TEST_F(EditStory, AnEditOfAPieceThatAlertedNobodyAlertsNobody) {
    bystander->headline = "Loud day in the valley";
    sim.run_for(48h);
    EXPECT_THAT(types(), ElementsAre("article.matched"));
}

TEST_F(EditStory, AnEditThatMakesAPieceMatchIsAMatch) {
    bystander->paragraphs[0] += " They will meet on the Maidan tomorrow.";
    sim.run_for(48h);
    EXPECT_THAT(types(), ElementsAre("article.matched", "article.matched"));
}

TEST_F(EditStory, AnEditThatTakesTheWordAwayIsTold) {
    piece->headline = "Talks in the square";
    sim.run_for(48h);
    EXPECT_THAT(types(), ElementsAre("article.matched", "article.edited"));
}

TEST_F(EditStory, HeadlinesInTurnAreTriedOnReadersAndNoEdits) {
    sim.run_for(10min);
    const std::string one = piece->headline, other = "The Maidan is talking";
    for (int i = 0; i < 60; ++i) {
        piece->headline = i % 2 == 0 ? other : one;
        sim.run_for(25min);
    }
    // The second headline is new once; after that both are known.
    EXPECT_THAT(types(), ElementsAre("article.matched", "article.edited"));
}

TEST_F(EditStory, WhatStandsAroundTheTextIsNoEditAndNoHit) {
    gazette.noisy = true;
    gazette.publish("Another quiet day", sim.clock.now());
    sim.run_for(8 * 24h);
    EXPECT_THAT(types(), ElementsAre("article.matched"));
}

// Two sections of a paper carry the same piece behind a wall, each with a lead of its own.
TEST_F(EditStory, WhatAnotherFeedSaysOfAPieceIsNoEditAndAnEditOfTheSameFeedIs) {
    Outlet& herald = outlet("herald");
    configure_all();
    sim.run_for(1h);
    auto told = types().size();
    Piece& walled = gazette.publish("Maidan talks behind a wall", sim.clock.now());
    walled.status = 403;
    walled.standfirst =
        "The delegations met for three hours in the old library and went home without a word to anybody.";
    sim.run_for(1h);
    ASSERT_THAT(types(), SizeIs(told + 1));

    Piece& carried = herald.carry(walled, walled.link, sim.clock.now());
    carried.standfirst =
        "Who pays for the water? Readers ask, and our man in the valley has looked for answers since March.";
    sim.run_for(2h);
    carried.standfirst =
        "Who pays for the water? Readers ask, and our man in the valley has looked for answers since May.";
    sim.run_for(2h);
    EXPECT_THAT(changes(), SizeIs(1)) << "the month alone";
    walled.standfirst =
        "The delegations met for four hours in the old library and went home without a word to anybody.";
    sim.run_for(48h);
    auto all = types();
    EXPECT_THAT(std::vector(all.begin() + static_cast<std::ptrdiff_t>(told), all.end()),
                ElementsAre("article.matched", "article.edited"));
}

TEST_F(EditStory, APieceThatLeadsToTheFrontPageIsGone) {
    sim.web.serve("https://gazette.example/", [](const http::Request&) {
        std::string html = "<!doctype html><html><head><title>gazette</title></head><body><h1>gazette</h1><ul>";
        for (int i = 0; i < 40; ++i)
            html += "<li><a href=\"/story-" + std::to_string(i) + "\">A headline of the day number " +
                    std::to_string(i) + "</a></li>";
        return respond(200, "text/html", html + "</ul></body></html>");
    });
    piece->moved_to = "https://gazette.example/";
    sim.run_for(24h);
    EXPECT_THAT(types(), ElementsAre("article.matched", "article.removed"));
}

TEST_F(EditStory, AConsentWallIsNoEdit) {
    piece->instead =
        "<!doctype html><html><head><title>Before you continue</title></head><body><h1>We value your privacy</h1><p>We "
        "and "
        "our 842 partners store and access information on your device, such as cookies. Please give your consent to "
        "continue.</p><button>Accept all</button><button>Reject all</button></body></html>";
    sim.run_for(24h);
    EXPECT_THAT(types(), ElementsAre("article.matched"));
    piece->instead.clear();
    sim.run_for(24h);
    EXPECT_THAT(types(), ElementsAre("article.matched"));
}

TEST_F(EditStory, WhatTheFeedAloneSaysOfAPieceIsNotMissedOnItsPage) {
    gazette.noisy = true;  // so that the page is read anew each time
    Piece& unsigned_piece = gazette.publish("A second day on the Maidan", sim.clock.now());
    unsigned_piece.author.clear();
    unsigned_piece.creator = "Oksana Bilyk";
    unsigned_piece.dated = false;
    sim.run_for(48h);
    ASSERT_THAT(types(), ElementsAre("article.matched", "article.matched"));
    EXPECT_THAT(at_the_desk().back().body, HasSubstr("Oksana Bilyk"));
    unsigned_piece.paragraphs[1] += " The minister said 12 people were hurt.";
    sim.run_for(48h);
    ASSERT_THAT(types(), ElementsAre("article.matched", "article.matched", "article.edited"));
    EXPECT_THAT(changes(), testing::Each(testing::Not(testing::StartsWith("date"))));
}

TEST_F(EditStory, APageThatBreaksOffIsNoEdit) {
    auto whole = gazette.page(*piece).body;
    piece->instead = whole.substr(0, whole.find(piece->paragraphs[2]) + 30);
    sim.run_for(24h);
    EXPECT_THAT(types(), ElementsAre("article.matched"));
    piece->instead.clear();
    sim.run_for(24h);
    EXPECT_THAT(types(), ElementsAre("article.matched"));
}

TEST_F(EditStory, ALineThatLooksLessLikeTheArticleThanBeforeWasNotTakenOut) {
    const auto whole = gazette.page(*piece).body;
    const auto end = whole.find("</div></article>");
    auto ending_in = [&](std::string_view line) { return std::string(whole).insert(end, line); };
    piece->instead = ending_in("<p>The company has three boats, and more are to come.</p>");
    sim.run_for(3h);
    ASSERT_THAT(types(), ElementsAre("article.matched", "article.edited"));
    piece->instead = ending_in("<div class='widget'><p>The company has three boats, and more are to come.</p></div>");
    sim.run_for(12h);
    EXPECT_THAT(types(), SizeIs(2));
    piece->instead = ending_in("<div class='widget'><p>The company has nine boats, and more are to come.</p></div>");
    sim.run_for(36h);
    ASSERT_THAT(types(), SizeIs(3));
    EXPECT_THAT(changes(), ElementsAre("number substantive"));
    piece->instead = whole;
    sim.run_for(72h);
    EXPECT_THAT(types(), SizeIs(4));
}

TEST_F(EditStory, APieceThatIsGoneIsToldAfterThreeReadingsOverAnHour) {
    piece->status = 404;
    auto since = sim.clock.now();
    sim.run_for(24h);
    ASSERT_THAT(types(), ElementsAre("article.matched", "article.removed"));
    EXPECT_GE(at_the_desk().back().time - since, 1h);
    EXPECT_LE(from_rfc3339(newest().at("present_at").as_string()), since);
    EXPECT_GE(from_rfc3339(newest().at("absent_at").as_string()), since + 1h);
    EXPECT_EQ(newest().at("absence"), "404 Not Found");
    unsigned missed = 0;
    for (const auto& visit : sim.web.visits(gazette.url_of(*piece)))
        if (visit.status == 404 && visit.time <= at_the_desk().back().time) ++missed;
    EXPECT_GE(missed, 3u);

    piece->status = 200;
    sim.run_for(10 * 24h);
    EXPECT_THAT(types(), ElementsAre("article.matched", "article.removed", "article.restored"));
    sim.run_for(8 * 24h);
    EXPECT_THAT(types(), SizeIs(3));
}

TEST_F(EditStory, APieceThatIsMissedForHalfAnHourIsNotGone) {
    piece->status = 404;
    sim.run_for(30min);
    piece->status = 200;
    sim.run_for(48h);
    EXPECT_THAT(types(), ElementsAre("article.matched"));
}

TEST_F(EditStory, AServerThatIsDownHasTakenNothingAway) {
    piece->status = 503;
    sim.run_for(72h);
    piece->status = 200;
    sim.run_for(72h);
    EXPECT_THAT(types(), ElementsAre("article.matched"));
}

TEST_F(EditStory, APieceThatLeadsToAnotherPieceIsGone) {
    Piece& live = gazette.publish("Live: everything at once", sim.clock.now());
    piece->moved_to = gazette.url_of(live);
    sim.run_for(24h);
    EXPECT_THAT(types(), ElementsAre("article.matched", "article.removed"));
}

TEST_F(EditStory, APieceThatMovesWithinItsSiteIsStillThere) {
    auto copy = *piece;
    piece->moved_to = "https://gazette.example/archive" + piece->path;
    Outlet& desk_of_the_archive = gazette;
    sim.web.serve(piece->moved_to,
                  [&desk_of_the_archive, copy](const http::Request&) { return desk_of_the_archive.page(copy); });
    sim.run_for(8 * 24h);
    EXPECT_THAT(types(), ElementsAre("article.matched"));
}

TEST_F(EditStory, AHeadlineThatIsTakenBackIsToldWithinTwoDays) {
    const std::string one = piece->headline;
    piece->headline = "The Maidan is talking";
    sim.run_for(3h);
    piece->headline = one;
    sim.run_for(4 * 24h);
    EXPECT_THAT(types(), ElementsAre("article.matched", "article.edited", "article.edited"));
}

TEST_F(EditStory, EditsAreFoundOverARestart) {
    sim.restart();
    piece->paragraphs[1] += " The minister said 12 people were hurt.";
    sim.run_for(20min);
    sim.restart();
    sim.run_for(48h);
    EXPECT_THAT(types(), ElementsAre("article.matched", "article.edited"));
}

}  // namespace
}  // namespace watchword::simulation
