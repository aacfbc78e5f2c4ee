#include "common/base/id.hpp"

#include <gtest/gtest.h>

#include "common/base/size.hpp"

namespace watchword {
namespace {

TEST(Ids, AreTheSameForTheSamePartsAndTellPartsApart) {
    EXPECT_EQ(AlertId::of({"a", "b"}), AlertId::of({"a", "b"}));
    EXPECT_NE(AlertId::of({"a", "b"}), AlertId::of({"ab"}));
    EXPECT_NE(AlertId::of({"a", "b"}), AlertId::of({"", "ab"}));
}

TEST(Ids, AreReadBackFromTheirText) {
    auto id = ArticleId::of({"https://example.org/story"});
    EXPECT_TRUE(id.text().starts_with("ar_"));
    EXPECT_EQ(id.text().size(), 16U);
    EXPECT_EQ(ArticleId::parse(id.text()), id);
    EXPECT_EQ(AlertId::parse(id.text()), std::nullopt);
    EXPECT_EQ(ArticleId::parse("ar_"), std::nullopt);
    EXPECT_EQ(ArticleId::parse("ar_zzzzzzzzzzzzz"), std::nullopt);
}

TEST(Ids, FitASignedDatabaseKey) {
    for (int i = 0; i < 1000; ++i) EXPECT_GT(static_cast<std::int64_t>(digest_of({std::to_string(i)})), 0);
}

TEST(Sizes, AreReadAndWrittenWithBinaryUnits) {
    EXPECT_EQ(parse_size("8MiB"), 8U << 20);
    EXPECT_EQ(parse_size("512B"), 512U);
    EXPECT_EQ(size_to_text(10U << 20), "10MiB");
    EXPECT_EQ(size_to_text(1000), "1000B");
    for (auto text : {"", "8", "8MB", "MiB", "-1B", "99999999999TiB"})
        EXPECT_EQ(parse_size(text), std::nullopt) << text;
}

}  // namespace
}  // namespace watchword
