// What the pages of a site have in common, and what becomes of those that cannot be read (spec/product.md, promises 1
// and 6).
#include "tests/simulation/stories/story.hpp"

namespace watchword::simulation {
namespace {

class PageStory : public Story {
  protected:
    void begin(const std::string& more = {}) {
        configure("[operator]\nreceivers = [\"desk\"]\n" + feeds(more) + desk() + maidan());
        sim.start();
        sim.run_for(1h);
    }

    // An hour and a piece after the other; `change` is done to each before anybody reads it.
    template <class Change>
    void publish(int count, Change change) {
        for (int i = 0; i < count; ++i) {
            change(gazette.publish("Report number " + std::to_string(++reports), sim.clock.now()));
            sim.run_for(1h);
        }
    }
    void publish(int count) {
        publish(count, [](Piece&) {});
    }

    Outlet& gazette = outlet("gazette");
    int reports = 0;
};

const std::string wall =
    "<html><head><title>Gazette</title></head><body><h1>Members only</h1>"
    "<p>Subscribe to continue reading. Already a subscriber? Sign in.</p></body></html>";

TEST_F(PageStory, PagesThatSuddenlyGiveNothingAreToldToTheOperatorOnce) {
    begin();
    publish(22);
    EXPECT_THAT(types(), IsEmpty());
    publish(9, [](Piece& piece) { piece.instead = wall; });
    EXPECT_THAT(types(), ElementsAre("feed.failing"));
    EXPECT_THAT(at_the_desk().back().body, HasSubstr("paywall"));
    publish(9);
    EXPECT_THAT(types(), ElementsAre("feed.failing", "feed.recovered"));
}

TEST_F(PageStory, ALineThatRecursOnTheSiteIsNoPartOfItsArticles) {
    begin();
    auto appeal = [](Piece& piece) {
        piece.paragraphs.push_back("The Maidan fund of the Gazette thanks its readers for their help.");
    };
    publish(3, appeal);
    auto told = types().size();
    publish(6, appeal);
    EXPECT_EQ(types().size(), told);  // neither a match of the later ones nor an edit of the earlier
}

TEST_F(PageStory, TheOperatorsSelectorsAreObeyed) {
    begin("drop = [\"div.article-body\"]");
    publish(1, [](Piece& piece) { piece.paragraphs[1] += " They will meet on the Maidan tomorrow."; });
    EXPECT_THAT(types(), IsEmpty());
}

TEST_F(PageStory, AWalledPageIsToldFromItsFeed) {
    begin();
    publish(1, [](Piece& piece) {
        piece.standfirst = "The crowd on the Maidan waits for an answer.";
        piece.instead = wall;
    });
    EXPECT_THAT(types(), ElementsAre("article.matched"));
}

}  // namespace
}  // namespace watchword::simulation
