#include "daemon/store/backup.hpp"

#include <fstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "daemon/store/alerts.hpp"
#include "daemon/store/database.hpp"

namespace watchword::store {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;
using Kind = CopyError::Kind;

void ignore_progress(std::uint64_t, std::uint64_t) {}

struct Backup : testing::Test {
    Backup() {
        std::string pattern = (fs::temp_directory_path() / "watchword-test-XXXXXX").string();
        root = mkdtemp(pattern.data());
        state = root / "state";
        fs::create_directory(state);
        file = root / "backup.db";
    }
    ~Backup() override { fs::remove_all(root); }

    std::unique_ptr<Connection> opened() const {
        auto connection = open(state, [](const std::string&) {});
        return std::move(*connection);
    }
    std::string remembered() const {
        auto connection = open_read_only(state);
        return connection ? recall(**connection, "word").value_or("nothing") : connection.error().message;
    }
    Result<Restored, CopyError> restored(bool force = false) const {
        return restore(state, file, force, *from_rfc3339("2018-04-17T09:12:44Z"), ignore_progress);
    }

    fs::path root, state, file;
};

TEST_F(Backup, IsTakenWhileTheDaemonWritesAndPutBackWhenItIsStopped) {
    {
        auto daemon = opened();
        remember(*daemon, "word", "old");
        ASSERT_TRUE(back_up(state, file, ignore_progress));
        remember(*daemon, "word", "new");
    }
    EXPECT_FALSE(fs::exists(root / "backup.db-wal"));
    struct stat status {};
    ::stat(file.c_str(), &status);
    EXPECT_EQ(status.st_mode & 0777, 0600U);

    auto back = restored();
    ASSERT_TRUE(back) << back.error().message;
    EXPECT_EQ(remembered(), "old");
    EXPECT_EQ(back->kept, state / "watchword-before-restore-20180417T091244Z.db");

    file = back->kept;
    ASSERT_TRUE(restored());
    EXPECT_EQ(remembered(), "new");
}

TEST_F(Backup, IsRestoredWhereThereWasNothing) {
    remember(*opened(), "word", "old");
    ASSERT_TRUE(back_up(state, file, ignore_progress));
    fs::remove_all(state);
    auto back = restored();
    ASSERT_TRUE(back) << back.error().message;
    EXPECT_TRUE(back->kept.empty());
    EXPECT_EQ(remembered(), "old");
}

TEST_F(Backup, IsNotRestoredUnderARunningDaemon) {
    auto daemon = opened();
    ASSERT_TRUE(back_up(state, file, ignore_progress));
    auto lock = DirectoryLock::take(state);
    ASSERT_TRUE(lock);
    auto refused = restored();
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, Kind::in_use);
}

TEST_F(Backup, ReplacesAnOlderOneAndNothingElse) {
    opened();
    ASSERT_TRUE(back_up(state, file, ignore_progress));
    EXPECT_TRUE(back_up(state, file, ignore_progress));
    std::ofstream(root / "letter.txt") << "Dear editor";
    auto refused = back_up(state, root / "letter.txt", ignore_progress);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().kind, Kind::cannot_create);
    EXPECT_EQ(fs::file_size(root / "letter.txt"), 11U);
}

TEST_F(Backup, ThatIsNoneOrDamagedOrNewerLeavesTheDatabaseAsItWas) {
    remember(*opened(), "word", "kept");
    EXPECT_EQ(restored().error().kind, Kind::no_input);

    std::ofstream(file) << "not a database, however long one looks at it" << std::string(5000, 'x');
    EXPECT_EQ(restored().error().kind, Kind::bad);

    fs::remove(file);
    ASSERT_TRUE(back_up(state, file, ignore_progress));
    {
        std::fstream damaged(file, std::ios::in | std::ios::out | std::ios::binary);
        damaged.seekp(4096);
        damaged << std::string(60'000, 'x');
    }
    EXPECT_EQ(restored().error().kind, Kind::bad);

    fs::remove(file);
    ASSERT_TRUE(back_up(state, file, ignore_progress));
    Connection(file, Access::read_write).run_script("PRAGMA user_version = 999");
    EXPECT_THAT(restored().error().message, HasSubstr("newer watchword"));
    EXPECT_EQ(remembered(), "kept");
    for (const auto& entry : fs::directory_iterator(state))
        EXPECT_THAT(entry.path().string(), testing::Not(HasSubstr("restor")));
}

TEST_F(Backup, ADatabaseThatCannotBeKeptIsGivenUpOnlyByForce) {
    remember(*opened(), "word", "old");
    ASSERT_TRUE(back_up(state, file, ignore_progress));
    std::ofstream(database_file(state), std::ios::trunc) << "ruined " << std::string(9000, 'x');
    auto refused = restored();
    ASSERT_FALSE(refused);
    EXPECT_THAT(refused.error().message, HasSubstr("--force gives it up"));
    auto forced = restored(true);
    ASSERT_TRUE(forced) << forced.error().message;
    EXPECT_TRUE(forced->kept.empty());
    EXPECT_EQ(remembered(), "old");
}

}  // namespace
}  // namespace watchword::store
