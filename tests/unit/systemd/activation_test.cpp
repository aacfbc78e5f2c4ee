#include "systemd/activation.hpp"

#include <gtest/gtest.h>
#include <stdlib.h>

#include "systemd/journal_sink.hpp"

namespace watchword::systemd {
namespace {

TEST(Activation, GivesNoSocketsWhenStartedByHand) {
    EXPECT_TRUE(take_listening_sockets().empty());
}

TEST(Activation, TakesTheFirstOfSeveralDirectories) {
    ::setenv("STATE_DIRECTORY", "/var/lib/watchword:/var/lib/other", 1);
    EXPECT_EQ(state_directory(), "/var/lib/watchword");
    ::setenv("STATE_DIRECTORY", "", 1);
    EXPECT_EQ(state_directory(), std::nullopt);
    ::unsetenv("STATE_DIRECTORY");
    EXPECT_EQ(state_directory(), std::nullopt);
}

TEST(Activation, KnowsTheJournalByDeviceAndInodeOfStderr) {
    ::unsetenv("JOURNAL_STREAM");
    EXPECT_FALSE(stderr_is_journal());
    ::setenv("JOURNAL_STREAM", "1:1", 1);
    EXPECT_FALSE(stderr_is_journal());
    ::unsetenv("JOURNAL_STREAM");
}

}  // namespace
}  // namespace watchword::systemd
