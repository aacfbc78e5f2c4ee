#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/base/time.hpp"

namespace watchword::schedule {

// What a host's robots.txt says to one crawler (RFC 9309).
class Robots {
  public:
    // Beyond this the file is not read; a crawler must read 500 KiB at least (2.5).
    static constexpr std::size_t bytes_max = 512'000;
    static constexpr std::size_t rules_max = 10'000;
    // A host that asks for longer pauses would see its pages read after they are news; so much it gets.
    static constexpr Duration delay_max = std::chrono::minutes(5);

    // Everything is allowed.
    Robots() = default;

    // The groups for `product` (a name such as "watchword"), or those for "*" when there are none.
    static Robots parse(std::string_view text, std::string_view product);

    // What the answer to the request for robots.txt means (2.3.1): 2xx is parsed, 3xx and 4xx allow
    // everything, 5xx and status 0, for a host that did not answer, allow nothing until it is asked again.
    static Robots from_answer(int status, std::string_view body, std::string_view product);

    struct Verdict {
        bool allowed = true;
        std::string why;  // for a person: "Disallow: /private/"; empty when no rule speaks of it
    };
    // `target` is a URL's path with its query, "/news?id=7". The longest rule decides; Allow wins among
    // equals.
    Verdict judge(std::string_view target) const;

    // Between two requests to the host; at most delay_max.
    std::optional<Duration> crawl_delay() const { return crawl_delay_; }

  private:
    struct Rule {
        bool allow = false;
        std::string pattern;  // normalised, with `*` and `$`
    };
    static bool matches(const Rule& rule, std::string_view target);

    std::vector<Rule> rules_;
    std::optional<Duration> crawl_delay_;
    int failed_with_ = -1;  // the status of an answer that forbids everything
};

}  // namespace watchword::schedule
