#include "daemon/cli/fetch_once.hpp"

#include <optional>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>

#include "config/load.hpp"
#include "daemon/app/ways_out.hpp"
#include "daemon/http/curl_client.hpp"

namespace watchword::cli {

Result<http::Response, std::string> fetch_once(const Invocation& invocation, const std::string& url) {
    config::Fetch settings;
    if (auto config = config::load(invocation.config_file, config::process_environment())) settings = config->fetch;
    asio::io_context loop(1);
    auto client = http::make_curl_client(loop.get_executor(), app::fetch_policy(settings));
    http::Request request;
    request.url = url;
    request.timeout = settings.timeout;
    request.body_bytes_max = settings.body_max;
    request.redirects_max = settings.redirects_max;
    std::optional<Result<http::Response, http::Error>> answer;
    asio::co_spawn(loop, client->send(std::move(request)),
                   [&](std::exception_ptr error, Result<http::Response, http::Error> result) {
                       if (!error) answer.emplace(std::move(result));
                   });
    loop.run();
    if (!answer) return std::string("the request was interrupted");
    if (!*answer) return answer->error().message;
    if ((*answer)->status != 200) return "the server answered " + std::to_string((*answer)->status);
    return std::move(**answer);
}

}  // namespace watchword::cli
