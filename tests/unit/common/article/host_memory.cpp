#include "common/article/host_memory.hpp"

#include <gtest/gtest.h>

namespace watchword::article {
namespace {

const std::string appeal = "Support our newsroom!";

// An article of its own that carries the appeal.
std::vector<std::string> article(int number) {
    return {"The ferry number " + std::to_string(number) + " sailed after a long winter in the yard.", appeal};
}

HostMemory after(int articles) {
    HostMemory memory;
    for (int i = 0; i < articles; ++i) memory.learn(article(i));
    return memory;
}

TEST(HostMemory, ALineInThreeArticlesRecurs) {
    EXPECT_FALSE(after(2).recurs(appeal));
    EXPECT_TRUE(after(3).recurs(appeal));
    EXPECT_FALSE(after(3).recurs(article(0).front()));
    EXPECT_EQ(after(3).without_recurring(article(7)), std::vector<std::string>{article(7).front()});
}

TEST(HostMemory, ALineThatRepeatsWithinOneArticleCountsOnce) {
    HostMemory memory;
    memory.learn({"* * *", "Again", "Again", "Again", "Again"});
    EXPECT_FALSE(memory.recurs("Again"));
}

TEST(HostMemory, CopiesOfAnArticleTeachNothing) {
    HostMemory memory;
    for (int i = 0; i < 5; ++i) memory.learn(article(1));
    EXPECT_FALSE(memory.recurs(article(1).front()));
}

TEST(HostMemory, AnArticleOfRecurringLinesAloneIsLeftWhole) {
    EXPECT_EQ(after(3).without_recurring({appeal}), std::vector<std::string>{appeal});
}

TEST(HostMemory, IsTheSameAfterItWasStored) {
    EXPECT_TRUE(HostMemory::deserialise(after(3).serialise()).recurs(appeal));
    EXPECT_TRUE(HostMemory::deserialise("damaged").empty());
}

TEST(HostMemory, DoesNotGrowWithoutEnd) {
    EXPECT_LE(after(5000).serialise().size(), 5000U);
    EXPECT_TRUE(after(5000).recurs(appeal));
}

}  // namespace
}  // namespace watchword::article
