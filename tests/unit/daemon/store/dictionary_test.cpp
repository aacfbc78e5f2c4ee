#include "daemon/store/dictionary.hpp"

#include <random>

#include <gmock/gmock.h>
#include <zstd.h>

#include "common/revision/storage.hpp"
#include "daemon/store/articles.hpp"
#include "daemon/store/compression.hpp"
#include "daemon/store/database.hpp"
#include "daemon/store/sheets.hpp"
#include "tests/unit/daemon/store/temporary_directory.hpp"

namespace watchword::store {
namespace {

// Texts of one press: each has words of its own between sentences that any of them may have.
class Press {
  public:
    explicit Press(unsigned seed) : random_(seed) {
        std::mt19937 of_all(7);
        for (int i = 0; i < 2'000; ++i) {
            std::string& sentence = sentences_.emplace_back();
            for (int word = 0; word < 9; ++word) sentence += name(of_all) + ' ';
        }
    }
    std::string text() {
        revision::Revision revision;
        revision.headline = name(random_);
        for (int i = 0; i < 8; ++i)
            revision.paragraphs.push_back(sentences_[random_() % sentences_.size()] + name(random_));
        return revision::serialise(revision);
    }
    std::vector<std::string> texts(std::size_t count) {
        std::vector<std::string> made;
        for (std::size_t i = 0; i < count; ++i) made.push_back(text());
        return made;
    }

  private:
    static std::string name(std::mt19937& random) {
        std::string letters;
        for (int i = 0; i < 7; ++i) letters += static_cast<char>('a' + random() % 26);
        return letters;
    }
    std::mt19937 random_;
    std::vector<std::string> sentences_;
};

constexpr std::size_t enough = 1'000;

const std::string& learnt() {
    static const std::string dictionary = learn(Press(1).texts(enough));
    return dictionary;
}

constexpr const char* bytes_of_newest = "SELECT coalesce(size, length(text)) FROM revision ORDER BY id DESC LIMIT 1";

// A connection of its own each: what was met on one is not known on another.
class ArchiveWithDictionary : public testing::Test {
  protected:
    std::unique_ptr<Connection> opened() {
        return std::move(*open(directory_.path(), [](const std::string&) {}));
    }

    ArticleId keep(Connection& connection, const std::string& text) {
        ArticleRow article;
        article.id = ArticleId::of({text});
        article.url = "https://a.example/";
        insert_article(connection, article);
        RevisionRow row;
        row.article = article.id;
        row.text = text;
        row.origin = origin_page;
        save_revision(connection, row, nullptr);
        return article.id;
    }
    static std::int64_t number(Connection& connection, const char* sql) {
        auto statement = connection.prepare(sql);
        return statement.step() ? statement.integer(0) : -1;
    }
    static std::string refusal(Connection& connection, ArticleId article) {
        try {
            find_revision(connection, article, 1);
        } catch (const SqliteError& error) {
            EXPECT_EQ(error.code(), SQLITE_CORRUPT);
            return error.what();
        }
        return {};
    }

    TemporaryDirectory directory_;
    Press press_{2};
};

TEST_F(ArchiveWithDictionary, KeepsTextsSmallerAndReadsThoseOfBeforeToo) {
    auto connection = opened();
    std::string before = press_.text(), after = press_.text();
    auto first = keep(*connection, before);
    auto whole = number(*connection, bytes_of_newest);
    save_dictionary(*connection, learnt(), Time());
    auto second = keep(*connection, after);
    EXPECT_LT(number(*connection, bytes_of_newest), whole * 4 / 5);
    for (bool anew : {false, true}) {
        if (anew) connection = opened();
        EXPECT_EQ(find_revision(*connection, first, 1)->text, before);
        EXPECT_EQ(find_revision(*connection, second, 1)->text, after);
    }
}

TEST_F(ArchiveWithDictionary, StoresWithTheNewestAndReadsWithAny) {
    auto connection = opened();
    save_dictionary(*connection, learnt(), Time());
    std::string text = press_.text();
    auto first = keep(*connection, text);
    auto other = learn(Press(3).texts(enough));
    save_dictionary(*connection, other, Time());
    auto second = keep(*connection, press_.text());
    EXPECT_EQ(number(*connection, "SELECT count(*) FROM dictionary"), 2);
    auto stored = connection->prepare("SELECT text, place, size FROM revision ORDER BY id DESC LIMIT 1");
    ASSERT_TRUE(stored.step());
    auto bytes = text_bytes(*connection, stored, 0);
    EXPECT_EQ(ZSTD_getDictID_fromFrame(bytes.data(), bytes.size()),
              ZSTD_getDictID_fromDict(other.data(), other.size()));
    EXPECT_EQ(find_revision(*connection, first, 1)->text, text);
    EXPECT_TRUE(find_revision(*connection, second, 1).has_value());
}

TEST_F(ArchiveWithDictionary, IsNotMisledByOneWhoseJobWasUndone) {
    auto connection = opened();
    {
        Transaction undone(*connection);
        save_dictionary(*connection, learnt(), Time());
        keep(*connection, press_.text());
    }
    std::string text = press_.text();
    auto article = keep(*connection, text);
    EXPECT_EQ(find_revision(*opened(), article, 1)->text, text);
}

TEST_F(ArchiveWithDictionary, SaysWhenItIsDamagedOrMissing) {
    auto connection = opened();
    save_dictionary(*connection, learnt(), Time());
    auto article = keep(*connection, press_.text());
    std::string wrong = learnt();
    wrong[wrong.size() / 2] ^= 1;
    auto bytes = deflate_well(wrong);
    connection->prepare("UPDATE dictionary SET bytes = ?").bind_blob(bytes).run();
    EXPECT_THAT(refusal(*opened(), article), testing::HasSubstr("of stored texts is damaged"));
    auto writing = opened();
    for (std::string later : {press_.text(), press_.text()})
        EXPECT_EQ(find_revision(*writing, keep(*writing, later), 1)->text, later) << "news goes on";
    connection->run("DELETE FROM dictionary");
    EXPECT_THAT(refusal(*opened(), article), testing::HasSubstr("of stored texts is missing"));
}

TEST_F(ArchiveWithDictionary, RefusesTextsThatAreDamagedOrClaimToBeHuge) {
    auto connection = opened();
    save_dictionary(*connection, learnt(), Time());
    auto article = keep(*connection, press_.text());
    connection->run("UPDATE revision SET size = size / 2");
    EXPECT_EQ(refusal(*connection, article), "a stored text is damaged");
    // A frame of the dictionary whose header claims a terabyte.
    auto id = ZSTD_getDictID_fromDict(learnt().data(), learnt().size());
    std::string huge("\x28\xb5\x2f\xfd\xe3", 5);
    for (int i = 0; i < 4; ++i) huge += static_cast<char>(id >> (8 * i));
    huge += std::string("\0\0\0\0\0\1\0\0\1\0\0", 11);
    ASSERT_EQ(ZSTD_getFrameContentSize(huge.data(), huge.size()), 1ULL << 40);
    connection->prepare("UPDATE revision SET place = NULL, text = ?").bind_blob(huge).run();
    EXPECT_EQ(refusal(*connection, article), "a stored text is damaged");
}

TEST_F(ArchiveWithDictionary, IsLearntFromAThousandTextsOnAndFromEightTimesAsMany) {
    auto connection = opened();
    Lesson lesson;
    Transaction transaction(*connection);
    for (std::size_t i = 0; i < enough; ++i) {
        EXPECT_FALSE(wants_dictionary(*connection));
        keep(*connection, press_.text());
    }
    EXPECT_TRUE(wants_dictionary(*connection));
    int jobs = 1;
    while (gather_some(*connection, lesson)) ++jobs;
    EXPECT_GE(jobs, 10);
    EXPECT_EQ(lesson.texts.size(), enough);
    EXPECT_EQ(lesson.texts.back(), Press(2).text());
    save_dictionary(*connection, learn(lesson.texts), Time());
    EXPECT_FALSE(wants_dictionary(*connection));
    connection->run("UPDATE revision SET id = 7999 WHERE id = 1000");
    EXPECT_FALSE(wants_dictionary(*connection));
    connection->run("UPDATE revision SET id = 8000 WHERE id = 7999");
    EXPECT_TRUE(wants_dictionary(*connection));
}

TEST(Learning, TakesNeitherTooFewTextsNorSuchAsAreAllAlike) {
    EXPECT_EQ(learn(Press(1).texts(enough - 1)), "");
    EXPECT_EQ(learn(std::vector<std::string>(enough, "a")), "");
    EXPECT_LE(learnt().size(), 520U << 10);
    EXPECT_NE(learnt(), "");
}

}  // namespace
}  // namespace watchword::store
