#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include <boost/asio/io_context.hpp>
#include <gtest/gtest.h>

#include "daemon/http/curl_client.hpp"
#include "daemon/runtime/task_group.hpp"
#include "tests/unit/daemon/http/server.hpp"

namespace watchword::http {

// A server, a client that may reach it, and one loop for both.
class Fetching : public testing::Test {
  protected:
    using Answer = Result<Response, Error>;

    static Policy open_policy() {
        Policy policy;
        policy.allow_networks = {"127.0.0.0/8"};
        return policy;
    }

    // Sends all at once and runs the loop until each has its answer.
    std::vector<Answer> fetch_all(std::vector<Request> requests) {
        std::vector<std::optional<Answer>> answers(requests.size());
        for (std::size_t i = 0; i < requests.size(); ++i) tasks.spawn(fetch_into(std::move(requests[i]), answers[i]));
        while (tasks.size() > 0) run_one();
        std::vector<Answer> result;
        for (auto& answer : answers) result.push_back(std::move(answer.value()));
        return result;
    }

    Answer fetch(Request request) {
        auto answers = fetch_all({std::move(request)});
        return std::move(answers.front());
    }

    Answer fetch(const std::string& path) {
        Request request;
        request.url = server.url(path);
        return fetch(std::move(request));
    }

    // Sends as many to where no answer ever comes; two of them, as many as a host is asked at once, have been received.
    void hold(int count) {
        site["/hold"] = [](auto&) { return Play{{}, Play::End::hold}; };
        Request request;
        request.url = server.url("/hold");
        request.timeout = std::chrono::hours(1);
        for (int i = 0; i < count; ++i) held.spawn(drop(*client, request));
        while (server.requests.size() < 2) run_one();
    }
    // Cancels those.
    void release() {
        held.cancel();
        while (held.size() > 0) run_one();
    }

    ~Fetching() override {
        held.cancel();
        tasks.cancel();
        server.stop();
        loop.restart();
        loop.poll();
    }

    // Paths the server knows; all others are 404.
    std::map<std::string, std::function<Play(const std::string& request)>> site;
    asio::io_context loop{1};
    TestServer server{loop, [this](const std::string& request) { return play(request); }};
    std::unique_ptr<CurlClient> client = make_curl_client(loop.get_executor(), open_policy());
    runtime::TaskGroup tasks{loop.get_executor(),
                             [](const std::exception_ptr& error) { std::rethrow_exception(error); }};
    runtime::TaskGroup held{loop.get_executor(), nullptr};

  private:
    void run_one() {
        loop.restart();
        if (loop.run_one_for(std::chrono::minutes(4)) == 0) throw std::runtime_error("the client never answered");
    }

    static Awaitable<void> drop(CurlClient& by, Request request) { co_await by.send(std::move(request)); }

    Play play(const std::string& request) {
        const auto start = request.find(' ') + 1;
        const auto found = site.find(request.substr(start, request.find(' ', start) - start));
        return found == site.end() ? http::answer(404, "") : found->second(request);
    }

    Awaitable<void> fetch_into(Request request, std::optional<Answer>& place) {
        place = co_await client->send(std::move(request));
    }
};

// For tables of faults: the kind, or what came instead.
inline std::string outcome_of(const Result<Response, Error>& answer) {
    return answer ? std::to_string(answer->status) : std::string(to_text(answer.error().kind));
}

}  // namespace watchword::http
