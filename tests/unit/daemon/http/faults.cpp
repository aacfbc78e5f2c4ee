// Answers that are none, or not whole, or too much: nothing of them is taken for an answer.
#include <gmock/gmock.h>

#include "tests/unit/daemon/http/fetching.hpp"

namespace watchword::http {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;

Play raw(std::string bytes, Play::End end = Play::End::close) {
    return Play{{{std::move(bytes)}}, end};
}

class Faults : public Fetching {
  protected:
    std::string outcome(std::string bytes, Play::End end = Play::End::close) {
        site["/"] = [=](auto&) { return raw(bytes, end); };
        return outcome_of(fetch("/"));
    }
};

const std::string ok = "HTTP/1.1 200 OK\r\n";

TEST_F(Faults, ABodyThatIsNotWholeIsNoAnswer) {
    EXPECT_EQ(outcome(ok + "Content-Length: 20\r\n\r\nhalf of it"), "protocol");
    EXPECT_EQ(outcome(ok + "Content-Length: 20\r\n\r\nhalf of it", Play::End::reset), "protocol");
    EXPECT_EQ(outcome(ok + "Transfer-Encoding: chunked\r\n\r\n5\r\nhalf \r\n"), "protocol");
    EXPECT_EQ(outcome(ok + "Transfer-Encoding: chunked\r\n\r\nzz\r\nhalf \r\n"), "protocol");
}

TEST_F(Faults, ALengthThatIsNoNumberOrNotOneAloneTellsNothing) {
    EXPECT_EQ(outcome(ok + "Content-Length: 5\r\nContent-Length: 4\r\n\r\nwhole"), "protocol");
    EXPECT_EQ(outcome(ok + "Content-Length: 99999999999999999999999\r\n\r\nwhole"), "protocol");
    EXPECT_EQ(outcome(ok + "Content-Length: 5\r\nContent-Length: 5\r\n\r\nwhole"), "200");
}

TEST_F(Faults, HeadersWithoutEndAreCutOff) {
    std::string many;
    for (int i = 0; i < 10'000; ++i) many += "X-" + std::to_string(i) + ": y\r\n";
    EXPECT_EQ(outcome(ok + many + "\r\n"), "too_large");
    EXPECT_EQ(outcome(ok + "X: " + std::string(100'000, 'y') + "\r\n\r\n"), "too_large");
    std::string hints;
    for (int i = 0; i < 5'000; ++i) hints += "HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n";
    EXPECT_EQ(outcome(hints), "too_large");
}

TEST_F(Faults, WhatIsNoHttpIsNoAnswer) {
    for (std::string bytes : {"<rss/>", "220 mail.example ESMTP\r\n", "\x15\x03\x01"})
        EXPECT_EQ(outcome(bytes), "protocol");
    EXPECT_EQ(outcome(""), "unreachable");
}

TEST_F(Faults, ABodyBeyondTheLimitIsCutOffHoweverItIsEncoded) {
    site["/"] = [](auto&) { return answer(200, std::string(2'000, 'x')); };
    Request request;
    request.url = server.url("/");
    request.body_bytes_max = 1'000;
    EXPECT_EQ(outcome_of(fetch(request)), "too_large");
    request.truncate = true;
    auto cut = fetch(request);
    ASSERT_TRUE(cut);
    EXPECT_EQ(cut->body.size(), 1'000u);
}

TEST_F(Faults, AnEncodingThatWasNotAskedForIsRefused) {
    for (std::string coding : {"br", "zstd", "gzip, gzip", "deflate"}) {
        site["/"] = [=](auto&) { return answer(200, "x", "Content-Encoding: " + coding + "\r\n"); };
        EXPECT_EQ(outcome_of(fetch("/")), "protocol") << coding;
    }
    site["/"] = [](auto&) { return answer(200, "<rss/>", "Content-Encoding: gzip\r\n"); };
    EXPECT_EQ(outcome_of(fetch("/")), "protocol");
}

TEST_F(Faults, ASilentServerIsLeftInTime) {
    Request request;
    request.timeout = 90ms;
    for (std::string bytes : {"", "HTTP/1.1 200 OK\r\nX-A: ", "HTTP/1.1 200 OK\r\n\r\nhalf"}) {
        site["/"] = [=](auto&) { return raw(bytes, Play::End::hold); };
        request.url = server.url("/");
        EXPECT_EQ(outcome_of(fetch(request)), "timeout") << bytes;
    }
}

TEST_F(Faults, RedirectsEndSomewhereAndOnTheWebAlone) {
    auto to = [this](const std::string& target) {
        site["/"] = [=](auto&) { return answer(302, "", "Location: " + target + "\r\n"); };
        return outcome_of(fetch("/"));
    };
    for (std::string target : {"file:///etc/passwd", "ftp://127.0.0.1/", "gopher://127.0.0.1/", "smb://127.0.0.1/x",
                               "data:,x", "http://good.example\\@10.1.2.3/"})
        EXPECT_EQ(to(target), "bad_url") << target;
    EXPECT_EQ(to("/"), "too_many_redirects");
    unsigned hop = 0;
    site["/"] = site["/again"] = [&](auto&) { return answer(302, "", "Location: /again\r\n"); };
    EXPECT_EQ(outcome_of(fetch("/")), "too_many_redirects");
    for (int i = 0; i < 9; ++i)
        site["/" + std::to_string(i)] = [&, i](auto&) {
            ++hop;
            return answer(302, "", "Location: /" + std::to_string(i + 1) + "\r\n");
        };
    EXPECT_EQ(outcome_of(fetch("/0")), "too_many_redirects");
    EXPECT_EQ(hop, 6u);
}

TEST_F(Faults, AnAddressThatMayNotBeReachedIsNotEvenBehindARedirect) {
    client->set_policy(Policy());
    EXPECT_EQ(outcome_of(fetch("/")), "forbidden_address");
    Request request;
    for (std::string host :
         {"localhost", "127.1", "2130706433", "0x7f000001", "017700000001", "0", "[::ffff:127.0.0.1]"}) {
        request.url = "http://" + host + ":" + std::to_string(server.port()) + "/";
        EXPECT_EQ(outcome_of(fetch(request)), "forbidden_address") << host;
    }
    EXPECT_EQ(server.connections, 0u);

    client->set_policy(open_policy());
    site["/"] = [](auto&) { return answer(302, "", "Location: http://169.254.169.254/latest/meta-data/\r\n"); };
    auto answered = fetch("/");
    EXPECT_EQ(outcome_of(answered), "forbidden_address");
    EXPECT_THAT(answered.error().message, HasSubstr("link-local"));
}

}  // namespace
}  // namespace watchword::http
