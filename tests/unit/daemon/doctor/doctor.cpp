#include "daemon/doctor/doctor.hpp"

#include <fstream>
#include <map>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "daemon/store/database.hpp"
#include "daemon/store/feeds.hpp"

namespace watchword::doctor {
namespace {

using testing::HasSubstr;
using Grade = Finding::Grade;

struct Doctor : testing::Test {
    Doctor() {
        std::string pattern = (std::filesystem::temp_directory_path() / "watchword-test-XXXXXX").string();
        patient.state = mkdtemp(pattern.data());
        patient.now = *from_rfc3339("2026-04-17T12:00:00Z");
        patient.config.fetch.allow_networks = {"127.0.0.0/8"};
    }
    ~Doctor() override { std::filesystem::remove_all(patient.state); }

    // The worst finding of each check.
    std::map<std::string, Finding> findings() {
        std::map<std::string, Finding> worst;
        asio::io_context loop(1);
        auto tell = [&](const Finding& finding) {
            auto [place, first] = worst.try_emplace(finding.check, finding);
            if (finding.grade > place->second.grade) place->second = finding;
        };
        asio::co_spawn(loop, examine(loop.get_executor(), patient, tell), [](std::exception_ptr error) {
            if (error) std::rethrow_exception(error);
        });
        loop.run();
        return worst;
    }

    std::unique_ptr<store::Connection> database() {
        return std::move(*store::open(patient.state, [](const std::string&) {}));
    }

    void add_receiver(unsigned short port) {
        config::Receiver receiver;
        receiver.name = "hook";
        receiver.webhook = "http://127.0.0.1:" + std::to_string(port) + "/secret";
        patient.config.receivers.push_back(receiver);
    }

    Patient patient;
};

TEST_F(Doctor, FindsNothingWrongWhereNothingIs) {
    database();
    asio::io_context loop;
    asio::ip::tcp::acceptor hook(loop, {asio::ip::make_address("127.0.0.1"), 0});
    add_receiver(hook.local_endpoint().port());
    for (const auto& [check, finding] : findings()) {
        if (check == "certificates" || check == "disk space") continue;  // of the machine the test runs on
        EXPECT_NE(finding.grade, Grade::wrong) << check << ": " << finding.message;
    }
}

TEST_F(Doctor, TellsAReceiverThatCannotBeReachedWithoutItsAddress) {
    add_receiver(1);
    auto found = findings().at("receivers");
    EXPECT_EQ(found.grade, Grade::wrong);
    EXPECT_THAT(found.message, HasSubstr("hook at 127.0.0.1"));
    EXPECT_THAT(found.message, testing::Not(HasSubstr("secret")));
    EXPECT_FALSE(found.advice.empty());
}

TEST_F(Doctor, TellsAMailRelayThatCannotBeReached) {
    config::Receiver receiver;
    receiver.name = "desk";
    receiver.email = {"desk@example.org"};
    patient.config.receivers.push_back(receiver);
    patient.config.smtp.url = "smtp://127.0.0.1:1";
    auto found = findings().at("mail");
    EXPECT_EQ(found.grade, Grade::wrong);
    EXPECT_THAT(found.message, HasSubstr("smtp://127.0.0.1:1"));
}

TEST_F(Doctor, TellsADatabaseThatIsDamaged) {
    std::ofstream(store::database_file(patient.state))
        << "no database, however long one looks at it" << std::string(5000, 'x');
    auto found = findings().at("database");
    EXPECT_EQ(found.grade, Grade::wrong);
    EXPECT_THAT(found.message, HasSubstr("watchword restore"));
}

TEST_F(Doctor, TellsFeedsThatFail) {
    auto connection = database();
    store::enlist_feed(*connection, FeedId::of({"x"}), "https://press.example/feed", patient.now);
    auto row = *store::find_feed(*connection, FeedId::of({"x"}));
    row.health = "failing";
    row.trouble = "HTTP 500";
    store::save_feed(*connection, row);
    auto found = findings().at("feeds");
    EXPECT_EQ(found.grade, Grade::wrong);
    EXPECT_EQ(found.message, "https://press.example/feed is failing: HTTP 500");
}

TEST_F(Doctor, TellsFaultsOfTheConfigurationAndLooksAtTheRest) {
    patient.faults = {{{"watchword.toml", 3, 7}, "there is no key `fed`", false}};
    auto found = findings();
    EXPECT_EQ(found.at("configuration").message, "watchword.toml:3:7: there is no key `fed`");
    EXPECT_TRUE(found.contains("clock"));
    EXPECT_FALSE(found.contains("receivers"));
}

TEST_F(Doctor, TellsAConfigurationThatIsNotThereByItsOwnAdvice) {
    patient.faults = {{{"watchword.toml"}, "there is no such file: `watchword init` writes one", false}};
    auto found = findings().at("configuration");
    EXPECT_EQ(found.grade, Grade::wrong);
    EXPECT_EQ(found.advice, "");
}

TEST_F(Doctor, TellsAStateDirectoryThatIsNone) {
    patient.state /= "file";
    std::ofstream(patient.state) << "no directory";
    auto found = findings();
    EXPECT_EQ(found.at("permissions").grade, Grade::wrong);
    EXPECT_THAT(found.at("permissions").message, HasSubstr("is no directory"));
}

TEST_F(Doctor, TellsWhatItsOwnerMayNotWrite) {
    database();
    ::chmod(store::database_file(patient.state).c_str(), 0400);
    EXPECT_THAT(findings().at("permissions").advice, HasSubstr("chmod 0600"));
    ::chmod(patient.state.c_str(), 0500);
    EXPECT_EQ(findings().at("permissions").grade, Grade::wrong);
    EXPECT_THAT(findings().at("permissions").advice, HasSubstr("chmod 0700"));
    ::chmod(patient.state.c_str(), 0700);
}

TEST_F(Doctor, TellsAStateDirectoryThatIsOpenToAll) {
    ::chmod(patient.state.c_str(), 0755);
    EXPECT_THAT(findings().at("permissions").advice, HasSubstr("chmod 0700"));
}

}  // namespace
}  // namespace watchword::doctor
