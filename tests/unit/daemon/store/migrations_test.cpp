#include <fstream>
#include <random>
#include <set>
#include <sstream>
#include <vector>

#include <gmock/gmock.h>

#include "common/revision/storage.hpp"
#include "daemon/store/articles.hpp"
#include "daemon/store/compression.hpp"
#include "daemon/store/database.hpp"
#include "tests/unit/daemon/store/temporary_directory.hpp"

namespace watchword::store {
namespace {

// A database as a program of an older schema left it, from tests/data/store/schema-N.sql.
class Migrations : public testing::TestWithParam<int> {
  protected:
    void write_dump(int schema) {
        std::ifstream dump(WATCHWORD_TEST_DATA "/store/schema-" + std::to_string(schema) + ".sql");
        std::ostringstream sql;
        sql << dump.rdbuf();
        ASSERT_FALSE(sql.str().empty());
        run(sql.str());
    }
    // Not by our own Connection, which refuses to write the schema table as a dump does.
    void run(const std::string& sql) {
        sqlite3* database = nullptr;
        ASSERT_EQ(sqlite3_open(database_file(directory_.path()).c_str(), &database), SQLITE_OK);
        EXPECT_EQ(sqlite3_exec(database, sql.c_str(), nullptr, nullptr, nullptr), SQLITE_OK)
            << sqlite3_errmsg(database);
        sqlite3_close(database);
    }
    Result<std::unique_ptr<Connection>, OpenError> opened() {
        return open(directory_.path(), [this](const std::string& what) { told_.insert(what); });
    }

    TemporaryDirectory directory_;
    std::set<std::string> told_;
};

std::vector<std::string> rows(Connection& connection, const char* sql) {
    std::vector<std::string> found;
    auto statement = connection.prepare(sql);
    while (statement.step()) found.push_back(statement.string(0));
    return found;
}

// Of every revision in the archive.
std::vector<std::string> last_paragraphs(Connection& connection) {
    std::vector<std::string> found;
    auto articles = connection.prepare("SELECT id FROM article");
    while (articles.step()) {
        for (const RevisionRow& row : revisions(connection, articles.id<ArticleId>(0))) {
            auto text = revision::deserialise(row.text);
            if (text) found.push_back(text->paragraphs.back());
        }
    }
    return found;
}

constexpr const char* integrity = "PRAGMA integrity_check";
constexpr const char* schema = "SELECT type || ' ' || name || ' ' || coalesce(sql, '') FROM sqlite_schema ORDER BY 1";
constexpr const char* version = "PRAGMA user_version";

TEST_P(Migrations, BringEverySchemaToTheNewestWithAllThatIsInIt) {
    write_dump(GetParam());
    auto migrated = opened();
    ASSERT_TRUE(migrated.has_value()) << migrated.error().message;
    EXPECT_EQ(told_.size(), static_cast<std::size_t>(schema_version() - GetParam()));
    EXPECT_EQ(rows(**migrated, integrity), std::vector<std::string>{"ok"});
    EXPECT_EQ(rows(**migrated, version), std::vector<std::string>{std::to_string(schema_version())});
    EXPECT_EQ(rows(**migrated, schema), rows(*open_in_memory(), schema));
    EXPECT_EQ(rows(**migrated, "SELECT title FROM feed WHERE title <> ''"), std::vector<std::string>{"Bridge news"});
    EXPECT_EQ(rows(**migrated, "SELECT id FROM alert").size(), 2U);
    EXPECT_EQ(rows(**migrated, "SELECT id FROM delivery WHERE state = 'pending'").size(), 2U);
    EXPECT_EQ(rows(**migrated, "SELECT rowid FROM archive WHERE archive MATCH 'bridge'").size(), 1U);
    EXPECT_EQ(rows(**migrated, "SELECT rowid FROM archive WHERE archive MATCH 'мост'").size(), 1U);
    EXPECT_EQ(rows(**migrated, "SELECT name || articles FROM host_name"), std::vector<std::string>{"127.0.0.12"});
    bool has_edit = GetParam() >= 6;
    auto found = last_paragraphs(**migrated);
    EXPECT_THAT(found, testing::Contains(testing::StartsWith("Seventy carts crossed it in the first hour")));
    EXPECT_THAT(found, testing::Contains(testing::StartsWith("Ремонт обойдётся городу в семьдесят тысяч")));
    EXPECT_EQ(found.size(), has_edit ? 3U : 2U);
    EXPECT_THAT(found, testing::Contains(testing::StartsWith("Ninety carts")).Times(has_edit ? 1 : 0));
    EXPECT_EQ(rows(**migrated, "SELECT hub FROM websub").size(), GetParam() >= 7 ? 1U : 0U);
}

class MigrationsThatFail : public Migrations {};

TEST_P(MigrationsThatFail, LeaveTheDatabaseAsItWas) {
    write_dump(GetParam());
    // In the way of the fourth one's index.
    run("CREATE TABLE article_turn (host TEXT)");
    auto refused = opened();
    ASSERT_FALSE(refused.has_value());
    EXPECT_THAT(refused.error().message, testing::HasSubstr("there is already a table named article_turn"));
    Connection connection(database_file(directory_.path()), Access::read_only);
    EXPECT_EQ(rows(connection, version), std::vector<std::string>{std::to_string(GetParam())});
    EXPECT_EQ(rows(connection, integrity), std::vector<std::string>{"ok"});
}

// Articles as schema 5 kept them, of `bytes` each beside their headline.
void fill(Connection& connection, int articles, std::size_t bytes) {
    std::mt19937 random(1);
    Transaction transaction(connection);
    for (int article = 1; article <= articles; ++article) {
        revision::Revision revision;
        revision.headline = "The bridge";
        std::string& tag = revision.tags.emplace_back(bytes, '\0');
        for (char& letter : tag) letter = static_cast<char>('!' + random() % 90);  // hardly to be compressed
        connection.run(
            "INSERT INTO article (id, url, host, first_seen, baseline, revision, priority) "
            "VALUES (?, 'http://press.example/', 'press.example', 0, 0, 1, 0)",
            article);
        auto text = deflate(revision::serialise(revision));
        connection
            .prepare(
                "INSERT INTO revision (article, number, seen, fingerprint, origin, text) "
                "VALUES (?, 1, 0, 0, 'page', ?)")
            .bind(article)
            .bind_blob(text)
            .run();
    }
    transaction.commit();
}

class MigrationsOfMuch : public Migrations {};

// An archive of years is larger than the memory that the service may take.
TEST_P(MigrationsOfMuch, DoNotHoldTheTextsInMemory) {
    constexpr int articles = 500;
    constexpr std::size_t bytes = 100'000;
    constexpr sqlite3_int64 memory_max = 30'000'000;
    write_dump(GetParam());
    {
        Connection connection(database_file(directory_.path()), Access::read_write);
        fill(connection, articles, bytes);
    }
    sqlite3_memory_highwater(1);
    auto migrated = opened();
    ASSERT_TRUE(migrated.has_value()) << migrated.error().message;
    EXPECT_LT(sqlite3_memory_highwater(0), memory_max);
    EXPECT_EQ(rows(**migrated, "SELECT rowid FROM archive WHERE archive MATCH 'bridge'").size(), articles + 1U);
}

INSTANTIATE_TEST_SUITE_P(OfEverySchema, Migrations, testing::Values(1, 2, 3, 4, 5, 6, 7, 8, 9));
INSTANTIATE_TEST_SUITE_P(OfLooseTexts, MigrationsOfMuch, testing::Values(1, 5));
INSTANTIATE_TEST_SUITE_P(OfOlderSchemas, MigrationsThatFail, testing::Values(1, 2, 3));

}  // namespace
}  // namespace watchword::store
