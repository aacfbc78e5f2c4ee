#pragma once

#include <map>
#include <memory>
#include <string>

#include "common/base/url.hpp"
#include "common/schedule/robots.hpp"
#include "daemon/poll/context.hpp"

namespace watchword::poll {

// robots.txt of each origin, asked for once a day (RFC 9309, 2.4) and remembered over restarts.
class RobotsCache {
  public:
    explicit RobotsCache(Context& context) : context_(context) {}

    struct Answer {
        bool allowed = true;
        Duration delay{};  // that the host asks for between two requests
        std::string why;   // when not allowed, for a person
    };
    Awaitable<Answer> ask(Url url);

  private:
    struct Known {
        schedule::Robots rules;
        Time expires;
    };
    Awaitable<Known> find(Url url);
    Awaitable<Known> fetch(Url url);

    Context& context_;
    std::map<std::string, Known> known_;  // by origin; the newest thousands
};

}  // namespace watchword::poll
