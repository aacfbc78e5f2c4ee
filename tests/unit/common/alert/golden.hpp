#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include <gtest/gtest.h>

namespace watchword::alert {

// Compares with tests/data/NAME. WATCHWORD_REWRITE_GOLDEN=1 writes the files anew; the difference is then
// reviewed.
inline void expect_golden(const std::string& name, const std::string& actual) {
    auto path = std::filesystem::path(WATCHWORD_TEST_DATA) / name;
    if (std::getenv("WATCHWORD_REWRITE_GOLDEN")) {
        std::filesystem::create_directories(path.parent_path());
        std::ofstream(path, std::ios::binary) << actual;
        return;
    }
    std::ifstream file(path, std::ios::binary);
    std::string expected((std::istreambuf_iterator<char>(file)), {});
    EXPECT_EQ(actual, expected) << "differs from " << path << "; WATCHWORD_REWRITE_GOLDEN=1 rewrites it";
}

}  // namespace watchword::alert
