#include "daemon/control/gate.hpp"

#include <gtest/gtest.h>

namespace watchword::control {
namespace {

const Door socket_door{Door::Kind::socket, ""};
const Door loopback{Door::Kind::loopback, "127.0.0.2"};
const Door network{Door::Kind::network, "192.0.2.7"};

Head get(std::string_view target, std::string_view host) {
    Head head;
    head.method = "GET";
    head.target = target;
    head.host = host;
    return head;
}

Head post(std::string_view target, std::string_view host) {
    Head head = get(target, host);
    head.method = "POST";
    head.content_type = "application/json";
    head.has_body = true;
    return head;
}

// 0: it passes.
unsigned status(const Door& door, const Head& head, std::string_view token = {}) {
    auto reply = refusal(door, head, token);
    return reply ? reply->status : 0;
}

TEST(Gate, WhoMayConnectToTheSocketMayDoEverything) {
    EXPECT_EQ(status(socket_door, get("/status", "")), 0);
    EXPECT_EQ(status(socket_door, post("/feeds", "localhost"), "secret"), 0);
}

TEST(Gate, APageThatRebindsItsNameGetsNothing) {
    EXPECT_EQ(status(loopback, get("/status", "evil.example")), 421);
    EXPECT_EQ(status(loopback, get("/healthz", "evil.example:8380")), 421);
    EXPECT_EQ(status(loopback, get("/status", "127.0.0.1.evil.example")), 421);
    EXPECT_EQ(status(loopback, get("/status", "")), 400);
    for (auto host : {"localhost:8380@evil.example", "localhost:x", "[::1]evil.example", "[::1", "localhost.", ":8380"})
        EXPECT_EQ(status(loopback, get("/status", host)), 421) << host;
    for (auto host : {"127.0.0.1:8380", "127.0.0.2", "localhost:8380", "LOCALHOST", "[::1]:8380"})
        EXPECT_EQ(status(loopback, get("/status", host)), 0) << host;
}

TEST(Gate, ATokenThatIsSetMustBeShown) {
    Head head = get("/status", "localhost");
    EXPECT_EQ(status(loopback, head, "secret"), 401);
    for (auto wrong : {"Bearer secreT", "Bearer secret ", "Bearer ", "secret", "Basic secret"}) {
        head.authorization = wrong;
        EXPECT_EQ(status(loopback, head, "secret"), 401) << wrong;
    }
    head.authorization = "bearer secret";
    EXPECT_EQ(status(loopback, head, "secret"), 0);
}

TEST(Gate, TheNetworkIsLetInByTokenAloneAndByAnyName) {
    Head head = get("/metrics", "monitor.example");
    EXPECT_EQ(status(network, head), 401);
    EXPECT_EQ(status(network, head, "secret"), 401);
    head.authorization = "Bearer secret";
    EXPECT_EQ(status(network, head, "secret"), 0);
    EXPECT_EQ(status(network, get("/healthz", "monitor.example"), "secret"), 0);
}

TEST(Gate, AChangeOverTcpNeedsAToken) {
    Head head = post("/feeds", "localhost");
    EXPECT_EQ(status(loopback, head), 403);
    head.authorization = "Bearer secret";
    EXPECT_EQ(status(loopback, head, "secret"), 0);
    head.method = "DELETE";
    head.authorization = "";
    EXPECT_EQ(status(loopback, head, "secret"), 401);
}

TEST(Gate, NoChangeComesFromAnotherOriginOrInAFormThatAPageMaySend) {
    Head head = post("/feeds", "localhost:8380");
    head.authorization = "Bearer secret";
    head.origin = "http://evil.example";
    EXPECT_EQ(status(loopback, head, "secret"), 403);
    head.origin = "null";
    EXPECT_EQ(status(loopback, head, "secret"), 403);
    head.origin = "http://localhost:8380";
    EXPECT_EQ(status(loopback, head, "secret"), 0);
    for (auto type : {"text/plain", "application/x-www-form-urlencoded", ""}) {
        head.content_type = type;
        EXPECT_EQ(status(loopback, head, "secret"), 415) << type;
    }
    head.content_type = "application/json; charset=utf-8";
    EXPECT_EQ(status(loopback, head, "secret"), 0);
}

TEST(Gate, AReaderOfAMailLeavesFromAnywhereWithAForm) {
    Head head = post("/unsubscribe/dl_0123456789abc-0123456789abc", "watch.example.org");
    head.content_type = "application/x-www-form-urlencoded";
    head.origin = "null";
    for (const Door& door : {socket_door, loopback, network}) EXPECT_EQ(status(door, head, "secret"), 0);
    head.target = "/unsubscribe";
    EXPECT_EQ(status(network, head, "secret"), 401);
}

TEST(Gate, AHubTellsOfNewsFromAnywhere) {
    Head head = post("/websub/0123456789abcdef", "watch.example.org");
    head.content_type = "application/rss+xml";
    for (const Door& door : {socket_door, loopback, network}) EXPECT_EQ(status(door, head, "secret"), 0);
    head.target = "/websub";
    EXPECT_EQ(status(network, head, "secret"), 401);
}

}  // namespace
}  // namespace watchword::control
