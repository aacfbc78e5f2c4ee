#include "daemon/cli/find_feeds.hpp"

#include <iostream>
#include <optional>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include "common/base/url.hpp"
#include "config/load.hpp"
#include "daemon/app/ways_out.hpp"
#include "daemon/cli/terminal.hpp"
#include "daemon/http/curl_client.hpp"
#include "daemon/trial/source.hpp"

namespace watchword::cli {

namespace {

using Sources = Result<std::vector<trial::Source>, trial::Refusal>;

Failure failure_of(const std::string& url, const trial::Refusal& refusal) {
    bool answered = refusal.kind == trial::Refusal::Kind::no_feed || refusal.kind == trial::Refusal::Kind::bad_address;
    return {answered ? bad_data : unavailable, url + ": " + refusal.message};
}

FoundFeed found_feed(const trial::Source& source) {
    const feed::Document& document = source.feed.document;
    return {source.asked, document.title, document.format, source.feed.entries.size(), document.warnings};
}

}  // namespace

std::string with_scheme(const std::string& address) {
    return address.find("://") == std::string::npos ? "https://" + address : address;
}

Result<std::vector<FoundFeed>, Failure> find_feeds(const Invocation& invocation, const std::string& address,
                                                   std::size_t most) {
    auto url = parse_url(with_scheme(address));
    if (!url) return Failure{bad_data, "`" + address + "` is no http:// or https:// address"};
    config::Fetch settings;
    if (auto config = config::load(invocation.config_file, config::process_environment())) settings = config->fetch;

    bool progress = is_terminal(2);
    trial::Search search;
    search.feeds = most;
    search.article = false;
    search.asking = [progress](const std::string& candidate) {
        if (progress) std::cerr << "\r\x1b[Klooking at " << candidate << std::flush;
    };
    asio::io_context loop(1);
    auto client = http::make_curl_client(loop.get_executor(), app::fetch_policy(settings));
    std::optional<Sources> answer;
    asio::co_spawn(loop, trial::find_sources(*client, settings, url->text, std::move(search)),
                   [&](std::exception_ptr error, Sources sources) {
                       if (!error) answer.emplace(std::move(sources));
                   });
    loop.run();
    if (progress) std::cerr << "\r\x1b[K" << std::flush;
    if (!answer) return Failure{unavailable, "the search was interrupted"};
    if (!*answer) return failure_of(url->text, answer->error());
    std::vector<FoundFeed> found;
    for (const trial::Source& source : **answer) found.push_back(found_feed(source));
    return found;
}

}  // namespace watchword::cli
