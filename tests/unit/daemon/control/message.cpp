#include "daemon/control/message.hpp"

#include <gtest/gtest.h>

namespace watchword::control {
namespace {

TEST(Message, ATargetIsReadBackAsItWasWritten) {
    for (std::string name :
         {"Eurasianet", "a b/c?d#e%f&g=h+i", "https://example.org/feed?x=1&y=2", "Майдан", "..", "."}) {
        Target target{"/feeds/" + name, {{"q", name}, {"limit", "5"}}};
        auto read = parse_target(to_text(target));
        ASSERT_TRUE(read) << name;
        EXPECT_EQ(read->path, target.path);
        EXPECT_EQ(read->parameters, target.parameters);
    }
}

TEST(Message, WhatIsNoPathIsRefused) {
    for (auto target : {"*", "http://example.org/", "feeds", "/a%zz", "/a b", ""})
        EXPECT_FALSE(parse_target(target)) << target;
}

TEST(Message, DotsAreNoWayUp) {
    EXPECT_EQ(parse_target("/%2e%2e/feeds")->path, "/../feeds");
    EXPECT_EQ(parse_target("/feeds/../status")->path, "/feeds/../status");
}

TEST(Message, ARefusalKeepsItsKindAndItsLines) {
    using Kind = Refused::Kind;
    for (auto kind : {Kind::bad, Kind::not_found, Kind::conflict, Kind::forbidden, Kind::unavailable, Kind::failed}) {
        auto reply = reply_of({kind, "query:1:3: \"x\"\n  a b\n    ^\n"});
        auto refused = refused_of(reply.status, reply.body);
        EXPECT_EQ(refused.kind, kind);
        EXPECT_EQ(refused.message, "query:1:3: \"x\"\n  a b\n    ^\n");
    }
    EXPECT_EQ(refused_of(502, "<html>").message, "the daemon answered 502");
}

}  // namespace
}  // namespace watchword::control
