#include "tests/simulation/sim_web.hpp"

#include <algorithm>

#include "common/base/id.hpp"

namespace watchword::simulation {

namespace {

using namespace std::chrono_literals;

constexpr Duration slowest_page = 400ms;
constexpr Duration slowest_answer = 50ms;  // on its way back

std::string_view header(const http::Request& request, std::string_view name) {
    for (const auto& [key, value] : request.headers)
        if (key == name) return value;
    return {};
}

}  // namespace

http::Response respond(int status, std::string content_type, std::string body) {
    http::Response response;
    response.status = status;
    if (!content_type.empty()) response.headers.emplace_back("content-type", std::move(content_type));
    response.body = std::move(body);
    return response;
}

http::Response redirect_to(const std::string& url, int status) {
    auto response = respond(status);
    response.headers.emplace_back("location", url);
    return response;
}

std::string entity_tag(std::string_view body) {
    return '"' + base32(digest_of({body})) + '"';
}

bool is_known(const http::Request& request, std::string_view tag) {
    return header(request, "If-None-Match") == tag;
}

http::Response not_modified(const std::string& tag) {
    auto response = respond(304);
    response.headers.emplace_back("etag", tag);
    return response;
}

std::vector<SimWeb::Visit> SimWeb::visits(const std::string& url) const {
    std::vector<Visit> found;
    std::copy_if(visits_.begin(), visits_.end(), std::back_inserter(found),
                 [&](const Visit& visit) { return visit.url == url; });
    return found;
}

http::Response SimWeb::answer(const http::Request& request) const {
    auto page = pages_.find(request.url);
    if (page == pages_.end()) return respond(404, "text/html", "<title>Not found</title>");
    auto response = page->second(request);
    if (response.status != 200 || response.header("etag")) return response;
    auto tag = entity_tag(response.body);
    if (is_known(request, tag)) return not_modified(tag);
    response.headers.emplace_back("etag", tag);
    return response;
}

Awaitable<Result<http::Response, http::Error>> SimWeb::send(http::Request request) {
    std::vector<http::Redirect> redirects;
    while (true) {
        co_await clock_.sleep_for(1ms + random_.up_to(slowest_page));
        if (cut_) co_return http::Error{http::Error::Kind::unreachable, "no power"};
        Visit visit{clock_.now(), request.url, 0, !header(request, "If-None-Match").empty()};
        if (trouble_)
            if (auto error = trouble_(request)) {
                visits_.push_back(std::move(visit));
                co_return *error;
            }
        auto response = answer(request);
        visit.status = response.status;
        visits_.push_back(std::move(visit));
        co_await clock_.sleep_for(1ms + random_.up_to(slowest_answer));
        if (cut_) co_return http::Error{http::Error::Kind::unreachable, "no power"};
        auto location = response.header("location");
        if (!location || redirects.size() >= request.redirects_max) {
            response.url = request.url;
            response.redirects = std::move(redirects);
            co_return response;
        }
        redirects.push_back({response.status, request.url, std::string(*location)});
        request.url = std::string(*location);
    }
}

}  // namespace watchword::simulation
