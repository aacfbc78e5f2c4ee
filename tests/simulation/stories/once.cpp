// One alert for one article, and none for what was there before (spec/product.md, promises 3 and 4).
#include "tests/simulation/stories/story.hpp"

namespace watchword::simulation {
namespace {

class OnceStory : public Story {
  protected:
    // A gazette that is known, and a piece about the Maidan that the desk was alerted of.
    Piece& told() {
        gazette = &outlet("gazette");
        configure(feeds() + desk() + maidan(R"(events = ["matched", "edited", "removed"])"));
        sim.start();
        sim.run_for(1h);
        Piece& piece = gazette->publish("The new Maidan", sim.clock.now());
        sim.run_for(1h);
        EXPECT_THAT(types(), ElementsAre("article.matched"));
        return piece;
    }

    Outlet* gazette = nullptr;
};

TEST_F(OnceStory, WhatANewFeedAlreadyListsIsABaselineAndWhatComesAfterIsNews) {
    Outlet& one = outlet("gazette");
    one.publish("The old Maidan", start - 48h);
    configure(feeds() + desk() + maidan());
    sim.start();
    sim.run_for(2h);
    EXPECT_THAT(types(), IsEmpty());

    one.publish("The new Maidan", sim.clock.now());
    sim.run_for(2h);
    ASSERT_THAT(types(), ElementsAre("article.matched"));
    EXPECT_THAT(at_the_desk().front().body, HasSubstr("The new Maidan"));
}

TEST_F(OnceStory, ABacklogOfAllAlertsOfWhatANewFeedLists) {
    Outlet& one = outlet("gazette");
    one.publish("The old Maidan", start - 480h);
    one.publish("The young Maidan", start - 2h);
    configure(feeds("backlog = \"all\"") + desk() + maidan());
    sim.start();
    sim.run_for(2h);
    EXPECT_THAT(types(), SizeIs(2));
}

TEST_F(OnceStory, ABacklogOfADayAlertsOfWhatIsYounger) {
    Outlet& one = outlet("gazette");
    one.publish("The old Maidan", start - 48h);
    one.publish("The young Maidan", start - 2h);
    configure(feeds("backlog = \"24h\"") + desk() + maidan());
    sim.start();
    sim.run_for(2h);
    ASSERT_THAT(types(), SizeIs(1));
    EXPECT_THAT(at_the_desk().front().body, HasSubstr("The young Maidan"));
}

TEST_F(OnceStory, AnArticleThatTenFeedsCarryAlertsOnce) {
    for (int i = 0; i < 10; ++i) outlet("gazette-" + std::to_string(i));
    configure(feeds() + desk() + maidan());
    sim.start();
    sim.run_for(1h);
    Piece& piece = outlets.front().publish("The new Maidan", sim.clock.now());
    for (std::size_t i = 1; i < outlets.size(); ++i)
        outlets[i].carry(piece, piece.link + "?utm_source=feed" + std::to_string(i), sim.clock.now());
    sim.run_for(4h);
    EXPECT_THAT(types(), ElementsAre("article.matched"));
}

TEST_F(OnceStory, GuidsThatChangeAtEachPollAlertNobodyAgain) {
    Piece& piece = told();
    for (int i = 0; i < 5; ++i) {
        piece.guid = "https://gazette.example/?p=" + std::to_string(1000 + i);
        sim.run_for(1h);
    }
    EXPECT_THAT(types(), ElementsAre("article.matched"));
}

TEST_F(OnceStory, TrackingParametersAndAnotherSchemeAlertNobodyAgain) {
    Piece& piece = told();
    auto link = piece.link;
    piece.link = link + "?utm_source=rss&utm_medium=feed&fbclid=abc";
    sim.run_for(1h);
    piece.link = "http" + link.substr(5) + "#comments";
    piece.guid = piece.link;
    sim.run_for(1h);
    EXPECT_THAT(types(), ElementsAre("article.matched"));
}

TEST_F(OnceStory, ADateThatMovesAlertsNobodyAgain) {
    Piece& piece = told();
    for (int i = 0; i < 5; ++i) {
        piece.published += 17min;
        sim.run_for(2h);
    }
    EXPECT_THAT(types(), ElementsAre("article.matched"));
}

TEST_F(OnceStory, AnEntryThatVanishesAndComesBackAlertsNobodyAgain) {
    told();
    gazette->window = 0;
    sim.run_for(5h);
    gazette->window = 20;
    sim.run_for(5h);
    EXPECT_THAT(types(), ElementsAre("article.matched"));
}

TEST_F(OnceStory, ARestartAlertsNobodyAgain) {
    told();
    sim.restart();
    sim.run_for(24h);
    sim.restart();
    sim.run_for(24h);
    EXPECT_THAT(types(), ElementsAre("article.matched"));
}

TEST_F(OnceStory, AChangedQueryDoesNotAlertOfThePast) {
    told();
    gazette->publish("Harvest festival in the valley", sim.clock.now());
    sim.run_for(1h);
    configure(feeds() + desk() + R"([[subscription]]
name = "Maidan talk"
query = "maidan OR harvest"
receivers = ["desk"]
events = ["matched", "edited", "removed"]
)");
    sim.run_for(48h);
    EXPECT_THAT(types(), ElementsAre("article.matched"));

    gazette->publish("Harvest is over", sim.clock.now());
    sim.run_for(2h);
    EXPECT_THAT(types(), ElementsAre("article.matched", "article.matched"));
}

TEST_F(OnceStory, APieceWithoutAPageIsToldFromItsFeed) {
    Outlet& one = outlet("gazette");
    one.has_pages = false;
    configure(feeds() + desk() + maidan());
    sim.start();
    sim.run_for(1h);
    one.publish("The new Maidan", sim.clock.now());
    sim.run_for(48h);
    EXPECT_THAT(types(), ElementsAre("article.matched"));
}

}  // namespace
}  // namespace watchword::simulation
