#include "daemon/app/hub_callback.hpp"

#include <algorithm>

#include "common/websub/subscription.hpp"

namespace watchword::app {

Awaitable<control::Reply> answer_hub(App& app, control::Request request) {
    constexpr std::string_view folder = "/websub/";
    auto code = request.path.substr(std::min(folder.size(), request.path.size()));
    poll::Hubs::Answer answer{405};
    if (request.method == control::Request::Method::get) {
        auto inquiry = websub::inquiry_from(request.parameters);
        answer = co_await app.hubs().inquired(std::move(code), std::move(inquiry));
    } else if (request.method == control::Request::Method::post) {
        answer = co_await app.hubs().pushed(std::move(code), std::move(request.hub_signature), std::move(request.news));
    }
    control::Reply reply{answer.status, std::move(answer.text), "text/plain; charset=utf-8"};
    if (reply.status == 405) reply.allow = "GET, HEAD, POST";
    co_return reply;
}

}  // namespace watchword::app
