#pragma once

#include "daemon/poll/context.hpp"
#include "daemon/poll/reading.hpp"
#include "daemon/poll/robots_cache.hpp"
#include "daemon/runtime/slots.hpp"

namespace watchword::poll {

// Fetches article pages as their hosts' robots.txt allows. Leaves a part of the connections to the feeds.
class PageFetcher {
  public:
    explicit PageFetcher(Context& context);

    struct Page {
        Fetched fetched;
        Duration delay{};  // that robots.txt asks for between two requests
    };
    Awaitable<Page> fetch(store::ArticleRow row);

    // After the catalog was replaced.
    void follow_catalog();

  private:
    Context& context_;
    RobotsCache robots_;
    runtime::Slots slots_;
};

}  // namespace watchword::poll
