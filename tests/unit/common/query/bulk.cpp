#include "common/query/bulk.hpp"

#include <gtest/gtest.h>

namespace watchword::query {
namespace {

// The column of what is wrong with a line of queries; 0: nothing.
std::size_t column_of_fault(std::string_view line) {
    auto added = Bulk().add_query(line);
    return added ? 0 : added.error().column;
}

TEST(Bulk, TellsAtWhichColumnOfALineAQueryIsWrong) {
    EXPECT_EQ(column_of_fault(R"({"id":1,"query":"maidan"})"), 0U);
    EXPECT_EQ(column_of_fault(R"({"id":1,"query":"(b"})"), 18U);
    EXPECT_EQ(column_of_fault(R"({"query" : "(b","id":1})"), 13U);
    EXPECT_EQ(column_of_fault(R"({"id":"query","query":"(b"})"), 24U);
    EXPECT_EQ(column_of_fault(R"({"id":1,"more":{"query":"a"},"query":"(b"})"), 39U);
}

TEST(Bulk, CountsCharactersAsTheLineHasThem) {
    EXPECT_EQ(column_of_fault(R"({"id":1,"query":"é (b"})"), 20U);
    EXPECT_EQ(column_of_fault(R"({"id":1,"query":"\"é\" (b"})"), 24U);
    EXPECT_EQ(column_of_fault(R"({"id":1,"query":"\u00e9 (b"})"), 25U);
    EXPECT_EQ(column_of_fault(R"({"id":1,"query":"\ud83d\ude00 (b"})"), 31U);
    EXPECT_EQ(column_of_fault(R"({"id":1,"query":"майдан OR\n (b"})"), 30U);
}

TEST(Bulk, TellsAtWhichColumnALineIsNoJson) {
    EXPECT_EQ(column_of_fault("nonsense"), 1U);
    EXPECT_EQ(column_of_fault(R"({"id":"é",,})"), 11U);
    EXPECT_EQ(column_of_fault(R"({"id":1)"), 8U);
    EXPECT_EQ(column_of_fault(R"({"query":"a"})"), 1U);
}

}  // namespace
}  // namespace watchword::query
