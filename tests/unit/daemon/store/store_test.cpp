#include "daemon/store/store.hpp"

#include <fstream>
#include <iterator>
#include <random>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <gtest/gtest.h>

#include "common/revision/storage.hpp"
#include "daemon/store/archive_index.hpp"
#include "daemon/store/articles.hpp"
#include "daemon/store/compression.hpp"
#include "daemon/store/database.hpp"
#include "daemon/store/feeds.hpp"
#include "tests/unit/daemon/store/temporary_directory.hpp"

namespace watchword::store {
namespace {

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
        auto broken = co_await st.write([](Connection& c) -> std::int64_t {
            insert_robot(c, "https://c.example");
            throw std::runtime_error("what is stored makes no sense");
        });
        EXPECT_FALSE(broken.has_value());
        auto count = co_await st.read(count_robots);
        EXPECT_EQ(*count, 1);
    };
    run(story(store));
}

TEST_F(StoreTest, WhileAnotherProgramKeepsTheDatabaseLockedEveryJobIsAnswered) {
    auto connection = opened();
    sqlite3_busy_timeout(connection->handle(), 0);
    Store store(std::move(connection), loop.get_executor(), loop.get_executor());
    Connection other(database_file(directory.path()), Access::read_write);
    other.run("BEGIN IMMEDIATE");
    unsigned refused = 0, read = 0;
    auto write = [&]() -> Awaitable<> {
        auto done = co_await store.write([](Connection& c) { return insert_robot(c, "https://a.example"); });
        if (done) co_return;
        ++refused;
        EXPECT_NE(done.error().message.find("fuser"), std::string::npos) << done.error().message;
    };
    auto look = [&]() -> Awaitable<> {
        auto count = co_await store.read(count_robots);
        read += count.has_value();
    };
    for (int i = 0; i < 2; ++i) {
        asio::co_spawn(loop, write(), asio::detached);
        asio::co_spawn(loop, look(), asio::detached);
    }
    loop.run();
    EXPECT_EQ(refused, 2u);
    EXPECT_EQ(read, 2u);
    EXPECT_TRUE(store.trouble().has_value());

    other.run("ROLLBACK");
    loop.restart();
    run(write());
    EXPECT_EQ(refused, 2u);
    EXPECT_FALSE(store.trouble().has_value());
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
    std::ofstream(database_file(directory.path()))
        << "this is not a database, however long one looks at it. " << std::string(200, 'x');
    auto refused = open(directory.path(), ignore);
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().kind, OpenError::Kind::damaged);
}

TEST_F(StoreTest, AnArchiveOfTheFirstVersionIsIndexedAnewWithOurWords) {
    {
        Connection first(database_file(directory.path()), Access::read_write);
        std::ifstream sql(std::string(WATCHWORD_SOURCE) + "/daemon/store/migrations/001_first.sql");
        first.run_script(std::string(std::istreambuf_iterator<char>(sql), {}));
        first.run_script("PRAGMA user_version = 1");
        revision::Revision revision;
        revision.headline = "Soft\u00adened \uff2daidan";
        revision.paragraphs = {"\u6771\u4eac"};
        auto bytes = deflate(revision::serialise(revision));
        first.run(
            "INSERT INTO article (id, url, host, first_seen, baseline, revision, priority) "
            "VALUES (7, 'https://a.example/', 'a.example', 0, 0, 1, 0)");
        auto insert = first.prepare(
            "INSERT INTO revision (article, number, seen, fingerprint, origin, text) "
            "VALUES (7, 1, 0, 1, 'page', ?)");
        insert.bind_blob(bytes).run();
    }
    auto connection = opened();
    for (const char* word : {"softened", "maidan", "\u6771", "\u4eac"}) {
        auto found = connection->prepare("SELECT rowid FROM archive WHERE archive MATCH ?");
        found.bind(word);
        EXPECT_TRUE(found.step()) << word;
    }
}

class StoredRevisions : public StoreTest {
  protected:
    StoredRevisions() {
        article_.id = ArticleId::of({"an article"});
        article_.url = "https://a.example/";
        insert_article(*connection_, article_);
        for (int i = 0; i < 400; ++i) long_text_ += "word" + std::to_string(i * i % 1009) + ' ';
    }
    void keep(const std::string& text) {
        revision::Revision revision;
        revision.paragraphs = {text};
        RevisionRow row;
        row.article = article_.id;
        row.number = static_cast<unsigned>(kept_.size() + 1);
        row.text = revision::serialise(revision);
        row.origin = origin_page;
        save_revision(*connection_, row, kept_.empty() ? nullptr : &kept_.back());
        kept_.push_back(row);
    }
    std::int64_t number(const char* sql) {
        auto statement = connection_->prepare(sql);
        return statement.step() ? statement.integer(0) : -1;
    }

    std::unique_ptr<Connection> connection_ = open_in_memory();
    ArticleRow article_;
    std::string long_text_;
    std::vector<RevisionRow> kept_;
};

TEST_F(StoredRevisions, AreReadBackHoweverTheyAreKept) {
    keep(long_text_);
    keep(long_text_ + "and an edit");
    keep(long_text_ + "and another edit");
    keep("All of it in other words.");
    keep("All of it in other words, and shorter.");
    EXPECT_EQ(number("SELECT count(*) FROM revision WHERE base = 1"), 2);
    EXPECT_EQ(number("SELECT base IS NULL FROM revision WHERE number = 4"), 1);
    EXPECT_LT(number("SELECT length(text) FROM revision WHERE number = 3"), 60);
    auto all = revisions(*connection_, article_.id);
    ASSERT_EQ(all.size(), kept_.size());
    for (std::size_t i = 0; i < all.size(); ++i) {
        EXPECT_EQ(all[i].text, kept_[i].text);
        EXPECT_EQ(find_revision(*connection_, article_.id, kept_[i].number)->text, kept_[i].text);
    }
}

// Not to be compressed.
std::string noise(std::size_t bytes) {
    std::mt19937 random(3);
    std::string text(bytes, '\0');
    for (char& letter : text) letter = static_cast<char>('#' + random() % 50);
    return text;
}

TEST_F(StoredRevisions, OfAnyLengthAreReadBackAndLeaveNothingBehind) {
    std::size_t longest = 0;
    for (std::size_t bytes : {0, 1, 300, 500, 5'000, 60'000}) {
        for (std::size_t more = 0; more < 3; ++more) keep(noise(bytes + 97 * more));
        longest = bytes;
    }
    EXPECT_LE(number("SELECT max(length(text)) FROM revision"), 256);
    EXPECT_GT(number("SELECT max(place % 4050 + size) FROM revision"), 10 * 4050);
    auto all = revisions(*connection_, article_.id);
    ASSERT_EQ(all.size(), kept_.size());
    for (std::size_t i = 0; i < all.size(); ++i) EXPECT_EQ(all[i].text, kept_[i].text);
    EXPECT_GT(all.back().text.size(), longest);
    remove_article(*connection_, article_.id);
    EXPECT_EQ(number("SELECT count(*) FROM sheet"), 0);
}

TEST_F(StoredRevisions, WithAPartMissingAreDamagedAndNoMore) {
    keep("Not much.");
    keep(noise(20'000));
    ASSERT_GT(number("SELECT max(id) FROM sheet"), 3);
    for (const char* damage : {"DELETE FROM sheet WHERE id = 1", "DELETE FROM sheet WHERE id = 2",
                               "UPDATE sheet SET bytes = substr(bytes, 1, 4000) WHERE id = 2"}) {
        connection_->run_script("SAVEPOINT whole");
        connection_->run(damage);
        EXPECT_THROW(find_revision(*connection_, article_.id, 2), SqliteError) << damage;
        EXPECT_EQ(find_revision(*connection_, article_.id, 1)->text, kept_.front().text) << damage;
        connection_->run_script("ROLLBACK TO whole; RELEASE whole");
    }
    EXPECT_EQ(find_revision(*connection_, article_.id, 2)->text, kept_.back().text);
}

TEST_F(StoredRevisions, FillThePagesThatTheyLieIn) {
    for (int i = 0; i < 40; ++i) keep(noise(700 + 997 * i));
    EXPECT_EQ(number("SELECT count(*) FROM sheet WHERE length(bytes) <> 4050"), 1);
    EXPECT_EQ(number("SELECT count(*) FROM dbstat WHERE name = 'sheet' AND pagetype <> 'internal'"),
              number("SELECT count(*) FROM sheet"))
        << "a page each";
}

TEST_F(StoredRevisions, TheIndexKnowsTheNewestAloneAndForgetsItWithTheArticle) {
    constexpr const char* of_edit = "SELECT count(*) FROM archive WHERE archive MATCH 'edit'";
    constexpr const char* of_rest = "SELECT count(*) FROM archive WHERE archive MATCH 'word4'";
    keep(long_text_ + "and an edit");
    EXPECT_EQ(number(of_edit), 1);
    keep(long_text_);
    EXPECT_EQ(number(of_edit), 0);
    EXPECT_EQ(number(of_rest), 1);
    remove_article(*connection_, article_.id);
    EXPECT_EQ(number(of_rest), 0);
    EXPECT_EQ(number("SELECT count(*) FROM revision"), 0);
}

class StoredArticles : public StoredRevisions {
  protected:
    ArticleRow added(const std::string& name, const std::string& host) {
        ArticleRow row;
        row.id = ArticleId::of({name});
        row.url = "https://" + host + "/" + name;
        row.host = host;
        insert_article(*connection_, row);
        return row;
    }
    std::int64_t articles_of(const char* host) {
        auto statement = connection_->prepare("SELECT articles FROM host_name WHERE name = ?");
        return statement.bind(host).step() ? statement.integer(0) : 0;
    }
};

TEST_F(StoredArticles, ComeBackAsTheyWereSaved) {
    for (const char* last_modified : {"", "Tue, 17 Apr 2018 09:12:44 GMT", "Tue, 17 Apr 2018 09:12:44 +0000",
                                      "yesterday", "1523956364", "Tuesday, 17-Apr-18 09:12:44 GMT"}) {
        for (const char* presence : {"{}", R"({"present_at":1000})", R"({"present_at":999})", R"({"removed":true})"}) {
            for (auto last_read : {std::optional<Time>(), std::optional(Time(Duration(1000)))}) {
                ArticleRow row = added("one", "a.example");
                row.last_modified = last_modified;
                row.presence = presence;
                row.last_read = last_read;
                save_article(*connection_, row);
                auto found = find_article(*connection_, row.id);
                EXPECT_EQ(found->last_modified, last_modified);
                EXPECT_EQ(found->presence, presence);
                EXPECT_EQ(found->last_read, last_read);
                EXPECT_EQ(found->host, "a.example");
            }
        }
    }
}

TEST_F(StoredArticles, AreFoundByEveryNameThatTheirEntriesEverWentBy) {
    const FeedId feed = FeedId::of({"a"}), other = FeedId::of({"b"});
    auto one = added("one", "a.example"), two = added("two", "a.example");
    const std::vector<std::uint64_t> id{1}, id_and_title{1, 2}, new_title{1, 3}, title{2}, unknown{4};
    save_entry(*connection_, feed, id_and_title, {std::nullopt, one.id, 7, Time(Duration(1))});
    auto known = find_entry(*connection_, feed, title);
    ASSERT_TRUE(known.has_value());
    EXPECT_EQ(known->article, one.id);
    save_entry(*connection_, feed, new_title, {known->number, one.id, 8, Time(Duration(2))});
    EXPECT_EQ(number("SELECT count(*) FROM entry"), 1);
    for (std::uint64_t name : {1, 2, 3}) {
        auto found = find_entry(*connection_, feed, std::vector{name});
        ASSERT_TRUE(found.has_value()) << name;
        EXPECT_EQ(found->fingerprint, 8U);
        EXPECT_EQ(found->seen, Time(Duration(2)));
    }
    EXPECT_FALSE(find_entry(*connection_, feed, unknown).has_value());
    EXPECT_FALSE(find_entry(*connection_, other, id).has_value()) << "a name holds within its feed";
    save_entry(*connection_, other, id, {std::nullopt, two.id, 9, Time(Duration(3))});
    EXPECT_EQ(find_entry(*connection_, feed, id)->article, one.id);
    EXPECT_EQ(find_entry(*connection_, other, id)->article, two.id);
    remove_article(*connection_, one.id);
    EXPECT_FALSE(find_entry(*connection_, feed, id_and_title).has_value());
    remove_feed(*connection_, other);
    EXPECT_EQ(number("SELECT count(*) FROM entry_name"), 0);
}

TEST_F(StoredArticles, LeaveTheTextsOfOthersWhereTheyAre) {
    std::vector<RevisionRow> texts;
    auto stored = [&](int number) {
        RevisionRow row;
        row.article = added("of many " + std::to_string(number), "a.example").id;
        revision::Revision revision;
        revision.paragraphs = {noise(900) + std::to_string(number)};
        row.text = revision::serialise(revision);
        row.origin = origin_page;
        save_revision(*connection_, row, nullptr);
        texts.push_back(row);
    };
    for (int i = 0; i < 30; ++i) stored(i);
    auto full = number("SELECT count(*) FROM sheet");
    for (std::size_t i = 0; i < texts.size(); ++i)
        if (i % 10 != 4) remove_article(*connection_, texts[i].article);
    EXPECT_LT(number("SELECT count(*) FROM sheet"), full);
    for (int i = 30; i < 33; ++i) stored(i);
    for (std::size_t i : {4, 14, 24, 30, 31, 32})
        EXPECT_EQ(find_revision(*connection_, texts[i].article, 1)->text, texts[i].text) << i;
    for (std::size_t i : {4, 14, 24, 30, 31, 32}) remove_article(*connection_, texts[i].article);
    EXPECT_EQ(number("SELECT count(*) FROM sheet"), 0);
}

TEST_F(StoredArticles, KeepTheNameOfTheirHostAsLongAsThereIsOne) {
    auto one = added("one", "a.example"), two = added("two", "a.example"), other = added("other", "b.example");
    added("two", "a.example");
    EXPECT_EQ(articles_of("a.example"), 2);
    remove_article(*connection_, two.id);
    EXPECT_EQ(articles_of("a.example"), 1);
    EXPECT_EQ(find_article(*connection_, one.id)->host, "a.example");
    remove_article(*connection_, one.id);
    EXPECT_EQ(number("SELECT count(*) FROM host_name WHERE name = 'a.example'"), 0);
    EXPECT_EQ(find_article(*connection_, other.id)->host, "b.example");
}

TEST_F(StoredArticles, AreFoundAtTheAddressThatTheyWereNamedAfterAndAtEveryOther) {
    auto one = added("one", "a.example"), two = added("two", "a.example");
    constexpr std::uint64_t other = 7, unknown = 8;
    save_address(*connection_, one.id.value, one.id);
    save_address(*connection_, other, one.id);
    save_address(*connection_, one.id.value, two.id);
    save_address(*connection_, other, two.id);
    EXPECT_EQ(number("SELECT count(*) FROM address"), 1);
    EXPECT_EQ(find_address(*connection_, one.id.value), one.id);
    EXPECT_EQ(find_address(*connection_, other), one.id);
    EXPECT_EQ(find_address(*connection_, unknown), std::nullopt);
    remove_article(*connection_, one.id);
    for (std::uint64_t gone : {one.id.value, other}) EXPECT_EQ(find_address(*connection_, gone), std::nullopt);
    EXPECT_EQ(find_address(*connection_, two.id.value), two.id);
}

TEST_F(StoredArticles, AreReadHostByHost) {
    const Time now(Duration(1'000));
    int number = 0;
    for (const char* host : {"b.example", "a.example", "b.example", ""}) {
        ArticleRow row = added(std::to_string(number), host);
        row.next_reading = now + Duration(number++);
        save_article(*connection_, row);
    }
    EXPECT_EQ(hosts_due(*connection_, std::nullopt, now + Duration(2)),
              (std::vector<std::string>{"b.example", "a.example"}));
    EXPECT_EQ(hosts_due(*connection_, now + Duration(1), now + Duration(9)),
              (std::vector<std::string>{"b.example", ""}));
    EXPECT_EQ(next_reading(*connection_, "b.example", Priority::news, now), ArticleId::of({"0"}));
    EXPECT_EQ(next_reading(*connection_, "", Priority::news, now), std::nullopt);
    EXPECT_EQ(next_reading(*connection_, "c.example", Priority::news, now), std::nullopt);
}

// An archive whose index is in many parts.
class StoredIndex : public StoredRevisions {
  protected:
    void keep_articles(int count) {
        for (int i = 0; i < count; ++i) {
            Transaction transaction(*connection_);
            RevisionRow row;
            article_.id = row.article = ArticleId::of({std::to_string(++articles_)});
            insert_article(*connection_, article_);
            revision::Revision revision;
            revision.paragraphs = {long_text_ + "article" + std::to_string(articles_)};
            row.text = revision::serialise(revision);
            row.origin = origin_page;
            save_revision(*connection_, row, nullptr);
            transaction.commit();
        }
    }
    int articles_ = 0;
};

TEST_F(StoredIndex, IsMergedLittleByLittleWhileArticlesCome) {
    keep_articles(199);
    EXPECT_FALSE(wants_merge(*connection_));
    keep_articles(1);
    ASSERT_TRUE(wants_merge(*connection_));
    constexpr const char* parts = "SELECT count(DISTINCT segid) FROM archive_idx";
    auto before = number(parts);
    EXPECT_GT(before, 3);
    bool more = true;
    for (int job = 0; more && job < 50; ++job) {
        more = merge_some(*connection_, job == 0);
        keep_articles(1);
    }
    EXPECT_FALSE(more);
    EXPECT_LT(number(parts), before);
    EXPECT_FALSE(wants_merge(*connection_));
    connection_->run("INSERT INTO archive (archive) VALUES ('integrity-check')");
    EXPECT_EQ(number("SELECT count(*) FROM archive WHERE archive MATCH 'word4'"), articles_);
    EXPECT_EQ(number("SELECT count(*) FROM archive WHERE archive MATCH 'article7'"), 1);
}

TEST_F(StoredIndex, IsMergedAgainWhenItHasGrownByASixteenth) {
    keep_articles(200);
    connection_->run("UPDATE revision SET id = 16000 WHERE id = 200");
    while (merge_some(*connection_, true)) continue;
    connection_->run("UPDATE revision SET id = 16999 WHERE id = 16000");
    EXPECT_FALSE(wants_merge(*connection_));
    connection_->run("UPDATE revision SET id = 17000 WHERE id = 16999");
    EXPECT_TRUE(wants_merge(*connection_));
}

TEST(Compression, TellsATextFromAnotherAndRefusesAWrongOne) {
    std::string base;
    for (int i = 0; i < 2'000; ++i) base += std::to_string(i * i) + ' ';
    std::string text = base + "and more";
    auto bytes = deflate_against(text, base);
    EXPECT_LT(bytes.size(), 100U);
    EXPECT_EQ(inflate_against(bytes, base), text);
    EXPECT_THROW(inflate_against(bytes, ""), SqliteError);
    EXPECT_EQ(inflate(deflate_well(text)), text);
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
