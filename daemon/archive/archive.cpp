#include "daemon/archive/archive.hpp"

#include <array>
#include <optional>

#include "daemon/archive/answers.hpp"
#include "daemon/archive/path_pattern.hpp"

namespace watchword::archive {

namespace {

// A path; "*" stands for a name.
struct Route {
    std::string_view path;
    Answer (*answer)(const Asked&);
};
constexpr std::array routes{
    Route{"/alerts", list_alerts},
    Route{"/alerts/*", show_alert},
    Route{"/articles", list_articles},
    Route{"/articles/*", show_article},
    Route{"/articles/*/diff", compare_revisions},
    Route{"/deliveries", list_deliveries},
    Route{"/opml", list_outlines},
    Route{"/query/test", test_query},
    Route{"/feeds", list_feeds},
    Route{"/feeds/*", show_feed},
    Route{"/status", show_status},
    Route{"/subscriptions", list_subscriptions},
    Route{"/subscriptions/*", show_subscription},
};

}  // namespace

Answer answer(store::Connection& connection, const catalog::Catalog& catalog, Time now, const Question& question) {
    for (auto route = routes.rbegin(); route != routes.rend(); ++route) {
        auto name = match(route->path, question.path);
        if (!name) continue;
        Parameters parameters(question, now);
        try {
            return route->answer({connection, catalog, now, *name, parameters});
        } catch (const store::SqliteError& error) {
            return Refusal{Refusal::Kind::failed, std::string("the database cannot be read: ") + error.what() +
                                                      "; `watchword doctor` looks into it"};
        }
    }
    return Refusal{Refusal::Kind::unknown, "there is nothing at " + question.path};
}

}  // namespace watchword::archive
