#include "daemon/http/curl_client.hpp"

#include <gmock/gmock.h>

#include "tests/unit/daemon/http/fetching.hpp"

namespace watchword::http {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;
using testing::Not;

TEST_F(Fetching, AnswerComesWithStatusHeadersAndBody) {
    site["/feed"] = [](auto&) { return answer(200, "<rss/>", "ETag: \"a\"\r\nX-Empty:\r\n"); };
    const auto fetched = fetch("/feed");
    ASSERT_TRUE(fetched) << fetched.error().message;
    EXPECT_EQ(fetched->status, 200);
    EXPECT_EQ(fetched->body, "<rss/>");
    EXPECT_EQ(fetched->header("etag"), "\"a\"");
    EXPECT_EQ(fetched->header("x-empty"), "");
    EXPECT_EQ(fetched->header("x-absent"), std::nullopt);
    EXPECT_EQ(fetched->url, server.url("/feed"));
}

TEST_F(Fetching, RequestSaysWhoItIsAndNothingElse) {
    Policy policy = open_policy();
    policy.user_agent = "watchword/1.0 (+https://example.org/bot)";
    client->set_policy(policy);
    fetch("/feed");
    EXPECT_THAT(server.requests.at(0), HasSubstr("User-Agent: watchword/1.0 (+https://example.org/bot)\r\n"));
    EXPECT_THAT(server.requests.at(0), HasSubstr("Accept-Encoding: gzip\r\n"));
    EXPECT_THAT(server.requests.at(0), Not(HasSubstr("Referer")));
    EXPECT_THAT(server.requests.at(0), Not(HasSubstr("Cookie")));
}

TEST_F(Fetching, CookiesAreNeverSentBack) {
    site["/feed"] = [](auto&) { return answer(200, "x", "Set-Cookie: a=b\r\n"); };
    fetch("/feed");
    fetch("/feed");
    EXPECT_THAT(server.requests.at(1), Not(HasSubstr("Cookie")));
}

TEST_F(Fetching, HeadersAreSentVerbatim) {
    Request request;
    request.url = server.url("/feed");
    request.headers = {{"If-None-Match", "W/\"odd  etag\""}, {"X-Empty", ""}};
    fetch(request);
    EXPECT_THAT(server.requests.at(0), HasSubstr("If-None-Match: W/\"odd  etag\"\r\n"));
    EXPECT_THAT(server.requests.at(0), HasSubstr("X-Empty:\r\n"));
}

TEST_F(Fetching, HeaderThatWouldBecomeTwoIsRefused) {
    Request request;
    request.url = server.url("/feed");
    request.headers = {{"X-Team", "press\r\nX-Evil: 1"}};
    EXPECT_EQ(outcome_of(fetch(request)), "protocol");
    EXPECT_TRUE(server.requests.empty());
}

TEST_F(Fetching, PostSendsItsBodyAtOnce) {
    site["/hook"] = [](auto&) { return answer(204, ""); };
    Request request;
    request.method = Method::post;
    request.url = server.url("/hook");
    request.headers = {{"Content-Type", "application/json"}};
    request.body = std::string(5000, 'x');
    EXPECT_EQ(outcome_of(fetch(request)), "204");
    EXPECT_THAT(server.requests.at(0), HasSubstr("Content-Type: application/json\r\n"));
    EXPECT_THAT(server.requests.at(0), Not(HasSubstr("Expect:")));
    EXPECT_THAT(server.requests.at(0), testing::EndsWith("\r\n\r\n" + request.body));
}

TEST_F(Fetching, GetAfterAPostIsAGet) {
    Request post;
    post.method = Method::post;
    post.url = server.url("/hook");
    post.body = "body";
    fetch(post);
    fetch("/feed");
    EXPECT_THAT(server.requests.at(1), testing::StartsWith("GET /feed HTTP/1.1\r\n"));
    EXPECT_THAT(server.requests.at(1), Not(HasSubstr("body")));
}

TEST_F(Fetching, ConnectingSendsNothingAndLeavesTheNextRequestAlone) {
    Request request;
    request.method = Method::connect;
    request.url = server.url("/hook");
    auto connected = fetch(request);
    ASSERT_TRUE(connected) << connected.error().message;
    EXPECT_TRUE(server.requests.empty());
    EXPECT_EQ(fetch("/")->status, 404);

    request.url = "http://127.0.0.1:1/";
    auto refused = fetch(request);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, Error::Kind::unreachable);
}

TEST_F(Fetching, ConnectionIsUsedAgain) {
    for (int i = 0; i < 3; ++i) fetch("/feed");
    EXPECT_EQ(server.requests.size(), 3u);
    EXPECT_EQ(server.connections, 1u);
}

TEST_F(Fetching, NotModifiedHasNoBody) {
    site["/feed"] = [](auto&) { return answer(304, "", "Content-Encoding: gzip\r\n"); };
    const auto fetched = fetch("/feed");
    EXPECT_EQ(outcome_of(fetched), "304");
    EXPECT_EQ(fetched->body, "");
}

Play redirect_to(const std::string& path) {
    return answer(302, "elsewhere", "Location: " + path + "\r\n");
}

TEST_F(Fetching, RedirectsAreFollowedAndTold) {
    site["/old"] = [](auto&) { return redirect_to("newer"); };
    site["/newer"] = [](auto&) { return redirect_to("/newest"); };
    site["/newest"] = [](auto&) { return answer(200, "<rss/>"); };
    const auto fetched = fetch("/old");
    ASSERT_TRUE(fetched) << fetched.error().message;
    EXPECT_EQ(fetched->body, "<rss/>");
    EXPECT_EQ(fetched->url, server.url("/newest"));
    ASSERT_EQ(fetched->redirects.size(), 2u);
    EXPECT_EQ(fetched->redirects[1].status, 302);
    EXPECT_EQ(fetched->redirects[1].from, server.url("/newer"));
    EXPECT_EQ(fetched->redirects[1].to, server.url("/newest"));
}

TEST_F(Fetching, RedirectToWhereTheRequestStopsIsTheAnswerAndNotFollowed) {
    site["/old"] = [](auto&) { return redirect_to("/newer"); };
    site["/newer"] = [](auto&) { return redirect_to("/another"); };
    site["/another"] = [](auto&) { return answer(200, "<rss/>"); };
    Request request;
    request.url = server.url("/old");
    std::vector<std::string> asked;
    request.stop_at = [&](const std::string& url) {
        asked.push_back(url);
        return url == server.url("/another");
    };
    const auto stopped = fetch(request);
    ASSERT_TRUE(stopped) << stopped.error().message;
    EXPECT_EQ(stopped->status, 302);
    EXPECT_EQ(stopped->url, server.url("/newer"));
    ASSERT_EQ(stopped->redirects.size(), 2u);
    EXPECT_EQ(stopped->redirects[1].from, server.url("/newer"));
    EXPECT_EQ(stopped->redirects[1].to, server.url("/another"));
    EXPECT_THAT(asked, testing::ElementsAre(server.url("/newer"), server.url("/another")));
    EXPECT_EQ(server.requests.size(), 2u);
}

TEST_F(Fetching, NoMoreRequestsAtOnceThanAllowedPerHost) {
    site["/slow"] = [](auto&) {
        auto play = answer(200, "x");
        play.pieces[0].pause = 20ms;
        return play;
    };
    Request request;
    request.url = server.url("/slow");
    for (const auto& fetched : fetch_all(std::vector(7, request))) EXPECT_EQ(outcome_of(fetched), "200");
    EXPECT_EQ(server.open_requests_peak, 2u);
}

TEST_F(Fetching, RequestsWaitingForASlowHostDoNotHoldUpOthers) {
    Policy policy = open_policy();
    policy.connections = 3;
    client->set_policy(policy);
    hold(4);
    Request quick;
    quick.url = "http://localhost:" + std::to_string(server.port()) + "/quick";
    EXPECT_EQ(outcome_of(fetch(quick)), "404");
    ASSERT_EQ(server.requests.size(), 3u);
    EXPECT_THAT(server.requests[2], testing::StartsWith("GET /quick"));
    release();
}

TEST_F(Fetching, CancelledRequestEndsAtOnceAndGivesItsTurnBack) {
    hold(4);
    release();
    EXPECT_EQ(outcome_of(fetch("/feed")), "404");
}

}  // namespace
}  // namespace watchword::http
