#include "daemon/mail/curl_sender.hpp"

#include <optional>
#include <stdexcept>

#include <boost/asio/io_context.hpp>
#include <gmock/gmock.h>

#include "daemon/runtime/task_group.hpp"
#include "tests/unit/daemon/mail/server.hpp"

namespace watchword::mail {
namespace {

using namespace std::chrono_literals;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;
using Kind = Outcome::Kind;

class Sending : public testing::Test {
  protected:
    Relay relay() const {
        Relay to;
        to.url = server.url();
        to.timeout = 4min;
        return to;
    }

    static alert::Mail mail_to(std::string to) {
        return {"watchword@example.org", std::move(to), "Subject: x\r\n\r\n.\r\n..two\r\nend\r\n"};
    }

    Outcome run(Awaitable<Outcome> operation) {
        std::optional<Outcome> outcome;
        tasks.spawn(store(std::move(operation), outcome));
        run_until_ended(tasks);
        return outcome.value();
    }

    void run_until_ended(const runtime::TaskGroup& group) {
        while (group.size() > 0) {
            loop.restart();
            if (loop.run_one_for(4min) == 0) throw std::runtime_error("the sender never ended");
        }
    }

    Outcome send(const std::string& to = "desk@example.org") { return run(sender->send(mail_to(to))); }

    static Awaitable<void> store(Awaitable<Outcome> operation, std::optional<Outcome>& place) {
        place = co_await std::move(operation);
    }

    ~Sending() override {
        server.stop();
        loop.restart();
        loop.poll();
    }

    asio::io_context loop{1};
    TestServer server{loop};
    std::unique_ptr<CurlSender> sender = make_curl_sender(loop.get_executor(), relay());
    runtime::TaskGroup tasks{loop.get_executor(),
                             [](const std::exception_ptr& error) { std::rethrow_exception(error); }};
};

TEST_F(Sending, MessageArrivesWithItsDotsDoubledOnTheWire) {
    const auto outcome = send();
    EXPECT_EQ(outcome.kind, Kind::delivered) << outcome.reply;
    EXPECT_EQ(outcome.code, 250);
    EXPECT_EQ(outcome.reply, "250 fine");
    EXPECT_THAT(server.commands, Contains(StartsWith("MAIL FROM:<watchword@example.org>")));
    EXPECT_THAT(server.commands, Contains("RCPT TO:<desk@example.org>"));
    EXPECT_THAT(server.messages, ElementsAre("Subject: x\r\n\r\n..\r\n...two\r\nend\r\n"));
}

TEST_F(Sending, MessagesInARowShareOneConnection) {
    for (int i = 0; i < 3; ++i) EXPECT_EQ(send().kind, Kind::delivered);
    EXPECT_EQ(server.connections, 1u);
    EXPECT_EQ(server.messages.size(), 3u);
}

TEST_F(Sending, RefusedRecipientDoesNotHarmTheNext) {
    server.replies["RCPT"] = "550 5.1.1 no such user";
    const auto outcome = send();
    EXPECT_EQ(outcome.kind, Kind::refused);
    EXPECT_EQ(outcome.code, 550);
    EXPECT_EQ(outcome.reply, "550 5.1.1 no such user");
    server.replies.clear();
    EXPECT_EQ(send().kind, Kind::delivered);
}

TEST_F(Sending, GreylistedMessageIsDeferred) {
    server.replies["RCPT"] = "450 come back later";
    EXPECT_EQ(send().kind, Kind::deferred);
}

TEST_F(Sending, RefusalAfterTheTextIsToldFromATransientOne) {
    server.replies["."] = "554 spam";
    EXPECT_EQ(send().kind, Kind::refused);
    server.replies["."] = "451 busy";
    EXPECT_EQ(send().kind, Kind::deferred);
}

TEST_F(Sending, ServerThatClosesIsUnavailableAndTriedAfreshNextTime) {
    server.replies["."] = "";
    EXPECT_EQ(send().kind, Kind::unavailable);
    server.replies = {{"", "421 too busy"}};
    EXPECT_EQ(send().kind, Kind::unavailable);
    server.replies = {{"", "554 not you"}};
    EXPECT_EQ(send().kind, Kind::unavailable);
    server.replies.clear();
    EXPECT_EQ(send().kind, Kind::delivered);
}

TEST_F(Sending, NobodyListeningIsUnavailable) {
    auto nowhere = relay();
    nowhere.url = "smtp://127.0.0.1:1";
    sender->set_relay(nowhere);
    const auto outcome = send();
    EXPECT_EQ(outcome.kind, Kind::unavailable);
    EXPECT_THAT(outcome.reply, StartsWith("127.0.0.1 could not be reached"));
}

TEST_F(Sending, AddressThatWouldBecomeACommandNeverReachesTheServer) {
    EXPECT_EQ(send("a@b>\r\nRCPT TO:<evil@x").kind, Kind::refused);
    EXPECT_EQ(server.connections, 0u);
}

TEST_F(Sending, LoginIsUsedAndItsRefusalTold) {
    auto with_login = relay();
    with_login.username = "joe";
    with_login.password = "pw";
    sender->set_relay(with_login);
    const auto welcome = send();
    EXPECT_EQ(welcome.kind, Kind::delivered) << welcome.reply;
    EXPECT_THAT(server.commands, Contains(StartsWith("AUTH PLAIN")));
    server.replies["AUTH"] = "535 no";
    sender->set_relay(with_login);
    const auto outcome = send();
    EXPECT_EQ(outcome.kind, Kind::unavailable);
    EXPECT_EQ(outcome.code, 535);
    EXPECT_THAT(outcome.reply, Not(HasSubstr("pw")));
}

TEST_F(Sending, RequiredTlsThatIsNotOfferedSendsNothing) {
    auto strict = relay();
    strict.starttls = StartTls::require;
    strict.username = "joe";
    strict.password = "pw";
    sender->set_relay(strict);
    const auto outcome = send();
    EXPECT_EQ(outcome.kind, Kind::unavailable);
    EXPECT_THAT(outcome.reply, HasSubstr("STARTTLS"));
    EXPECT_THAT(server.commands, Not(Contains(StartsWith("AUTH"))));
    EXPECT_THAT(server.commands, Not(Contains(StartsWith("MAIL"))));
}

TEST_F(Sending, PasswordNeverGoesToAnotherMachineInTheClear) {
    auto clear = relay();
    clear.url = "smtp://mail.example.org";
    clear.starttls = StartTls::off;
    clear.username = "joe";
    clear.password = "pw";
    sender->set_relay(clear);
    const auto outcome = send();
    EXPECT_EQ(outcome.kind, Kind::unavailable);
    EXPECT_THAT(outcome.reply, HasSubstr("in the clear"));
}

TEST_F(Sending, ProbeLogsInAndSendsNothing) {
    auto with_login = relay();
    with_login.username = "joe";
    with_login.password = "pw";
    sender->set_relay(with_login);
    const auto outcome = run(sender->probe());
    EXPECT_EQ(outcome.kind, Kind::delivered) << outcome.reply;
    EXPECT_THAT(server.commands, Contains(StartsWith("AUTH")));
    EXPECT_THAT(server.commands, Not(Contains(StartsWith("MAIL"))));
    server.replies["AUTH"] = "535 no";
    EXPECT_EQ(run(sender->probe()).kind, Kind::unavailable);
}

TEST_F(Sending, SilentServerEndsInTheTimeAllowed) {
    auto hasty = relay();
    hasty.timeout = 2s;  // for all that comes before, too
    sender->set_relay(hasty);
    server.replies["."] = TestServer::silence;
    const auto outcome = send();
    EXPECT_EQ(outcome.kind, Kind::unavailable);
    EXPECT_THAT(outcome.reply, HasSubstr("did not answer in time"));
}

TEST_F(Sending, CancelledMessageEndsBeforeItsTimeAndTheNextIsSent) {
    auto patient = relay();
    patient.timeout = 1h;
    sender->set_relay(patient);
    server.replies["."] = TestServer::silence;
    std::optional<Outcome> outcome;
    runtime::TaskGroup cancelled(loop.get_executor(), nullptr);
    cancelled.spawn(store(sender->send(mail_to("desk@example.org")), outcome));
    while (server.messages.empty()) loop.run_one();
    cancelled.cancel();
    run_until_ended(cancelled);
    EXPECT_FALSE(outcome.has_value());
    server.replies.clear();
    EXPECT_EQ(send().kind, Kind::delivered);
}

}  // namespace
}  // namespace watchword::mail
