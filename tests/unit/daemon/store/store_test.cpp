#include "daemon/store/store.hpp"

#include <gtest/gtest.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <cstdlib>
#include <fstream>

namespace watchword::store {
namespace {

class TemporaryDirectory {
  public:
    TemporaryDirectory() {
        std::string pattern = (std::filesystem::temp_directory_path() / "watchword-test-XXXXXX").string();
        path_ = mkdtemp(pattern.data());
    }
    ~TemporaryDirectory() { std::filesystem::remove_all(path_); }
    const std::filesystem::path& path() const { return path_; }

  private:
    std::filesystem::path path_;
};

void ignore(const std::string&) {}

struct StoreTest : testing::Test {
    TemporaryDirectory directory;
    asio::io_context loop;

    std::unique_ptr<Connection> opened() {
        auto connection = open(directory.path(), ignore);
        EXPECT_TRUE(connection.has_value());
        return std::move(*connection);
    }

    template <class Coroutine>
    void run(Coroutine coroutine) {
        asio::co_spawn(loop, std::move(coroutine), [](std::exception_ptr error) {
            if (error) std::rethrow_exception(error);
        });
        loop.run();
    }
};

std::int64_t insert_robot(Connection& connection, const char* origin) {
    connection.run("INSERT INTO robots (origin, expires, status, body) VALUES (?, 0, 200, x'')", origin);
    return connection.changes();
}

std::int64_t count_robots(Connection& connection) {
    auto statement = connection.prepare("SELECT count(*) FROM robots");
    statement.step();
    return statement.integer(0);
}

TEST_F(StoreTest, AJobThatFailsIsUndoneAlone) {
    Store store(opened(), loop.get_executor(), loop.get_executor());
    auto story = [](Store& st) -> Awaitable<> {
        auto good = co_await st.write([](Connection& c) { return insert_robot(c, "https://a.example"); });
        EXPECT_TRUE(good.has_value());
        auto bad = co_await st.write([](Connection& c) {
            insert_robot(c, "https://b.example");
            return insert_robot(c, "https://a.example");
        });
        EXPECT_FALSE(bad.has_value());
        auto count = co_await st.read(count_robots);
        EXPECT_EQ(*count, 1);
    };
    run(story(store));
}

TEST_F(StoreTest, WhatWasAnsweredIsThereAfterReopening) {
    {
        Store store(opened(), loop.get_executor(), loop.get_executor());
        auto story = [](Store& st) -> Awaitable<> {
            auto done = co_await st.write([](Connection& c) { return insert_robot(c, "https://a.example"); });
            EXPECT_TRUE(done.has_value());
        };
        run(story(store));
    }
    EXPECT_EQ(count_robots(*opened()), 1);
}

TEST_F(StoreTest, ANewerDatabaseIsRefusedAndLeftUntouched) {
    opened()->run_script("PRAGMA user_version = 999");
    auto size = std::filesystem::file_size(database_file(directory.path()));
    auto refused = open(directory.path(), ignore);
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().kind, OpenError::Kind::newer);
    EXPECT_EQ(std::filesystem::file_size(database_file(directory.path())), size);
}

TEST_F(StoreTest, AFileThatIsNoDatabaseIsToldAsDamaged) {
    std::ofstream(database_file(directory.path())) << "this is not a database, however long one looks at it. " << std::string(200, 'x');
    auto refused = open(directory.path(), ignore);
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().kind, OpenError::Kind::damaged);
}

TEST(Compression, GivesBackWhatWasPutInAndRefusesDamage) {
    std::string text(10'000, 'a');
    auto bytes = deflate(text);
    EXPECT_LT(bytes.size(), 100U);
    EXPECT_EQ(inflate(bytes), text);
    EXPECT_THROW(inflate("not zstd"), SqliteError);
    EXPECT_THROW(inflate(std::string_view(bytes).substr(0, bytes.size() / 2)), SqliteError);
}

}  // namespace
}  // namespace watchword::store
