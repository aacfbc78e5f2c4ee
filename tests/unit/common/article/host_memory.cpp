#include "common/article/host_memory.hpp"

#include <gtest/gtest.h>

namespace watchword::article {
namespace {

TEST(HostMemory, ALineInThreeArticlesOfAHostRecursThereAndNowhereElse) {
    HostMemory memory;
    for (auto own : {"The ferry sailed.", "The bridge opened.", "The school closed."})
        memory.learn("harbour.example", {own, "Support our newsroom!"});
    EXPECT_TRUE(memory.recurs("harbour.example", "Support our newsroom!"));
    EXPECT_FALSE(memory.recurs("harbour.example", "The ferry sailed."));
    EXPECT_FALSE(memory.recurs("hill.example", "Support our newsroom!"));
    EXPECT_EQ(memory.without_recurring("harbour.example", {"New.", "Support our newsroom!"}),
              std::vector<std::string>{"New."});
}

TEST(HostMemory, ALineThatRepeatsWithinOneArticleCountsOnce) {
    HostMemory memory;
    memory.learn("harbour.example", {"* * *", "Again", "Again", "Again", "Again"});
    EXPECT_FALSE(memory.recurs("harbour.example", "Again"));
}

TEST(HostMemory, IsTheSameAfterItWasStored) {
    HostMemory memory, again;
    for (int i = 0; i < 3; ++i) memory.learn("harbour.example", {"Support our newsroom!"});
    for (const auto& line : memory.lines()) again.restore(line);
    EXPECT_TRUE(again.recurs("harbour.example", "Support our newsroom!"));
}

TEST(HostMemory, DoesNotGrowWithoutEnd) {
    HostMemory memory;
    for (int i = 0; i < 5000; ++i) memory.learn("harbour.example", {"Line number " + std::to_string(i)});
    EXPECT_LE(memory.lines().size(), 400U);
}

}  // namespace
}  // namespace watchword::article
