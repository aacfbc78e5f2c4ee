#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include <boost/asio/any_io_executor.hpp>

#include "common/query/hit.hpp"
#include "common/query/query.hpp"
#include "config/config.hpp"
#include "daemon/http/client.hpp"
#include "daemon/runtime/clock.hpp"
#include "daemon/runtime/random.hpp"
#include "daemon/trial/source.hpp"

// One query tried once on what stands at an address: the daemon's own reading and judging, without its
// schedule, and without anything that stays.
namespace watchword::trial {

struct Order {
    std::string address;
    query::Query query;
    std::size_t limit;  // articles to be read at most, the newest
};

// What one article came to.
struct Outcome {
    std::string url;
    std::string title;
    std::string language;
    std::optional<Time> published;
    enum class Text { page, feed, none } text = Text::none;  // where it was read
    std::string trouble;                                     // why its page could not be read; for a person
    bool matches = false;
    std::vector<query::Hit> hits;
};

// Hears how it goes. Loop thread.
struct Audience {
    std::function<void(const Source& source, std::size_t to_read)> found;
    std::function<void(std::size_t number, std::size_t of, const std::string& url)> reading;
    std::function<void(const Outcome& outcome)> read;
};

struct World {
    runtime::Clock& clock;
    runtime::Random& random;
    http::Client& http;
    asio::any_io_executor loop;
};

// Reads one article after the other, with the pauses that [fetch] and each robots.txt ask for. Of the
// configuration it takes [fetch] and [articles]. The error says why nothing could be tried.
Awaitable<std::optional<Refusal>> run(World world, config::Config config, Order order, Audience audience);

}  // namespace watchword::trial
