#include "systemd/notify.hpp"

#include <cstdlib>
#include <filesystem>
#include <string>

#include <gmock/gmock.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace watchword::systemd {
namespace {

using testing::HasSubstr;
using testing::MatchesRegex;
using testing::Not;

// The service manager's end of $NOTIFY_SOCKET.
class NotifySocket {
  public:
    NotifySocket() {
        std::string path = std::filesystem::path(testing::TempDir()) / ("notify-" + std::to_string(::getpid()));
        ::unlink(path.c_str());
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        path.copy(address.sun_path, sizeof address.sun_path - 1);
        fd_ = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
        EXPECT_EQ(::bind(fd_, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
        ::setenv("NOTIFY_SOCKET", path.c_str(), 1);
    }
    ~NotifySocket() {
        ::unlink(std::getenv("NOTIFY_SOCKET"));
        ::unsetenv("NOTIFY_SOCKET");
        ::close(fd_);
    }
    std::string message() {
        char buffer[2048];
        auto size = ::recv(fd_, buffer, sizeof buffer, 0);
        return size < 0 ? "" : std::string(buffer, static_cast<std::size_t>(size));
    }

  private:
    int fd_ = -1;
};

TEST(Notify, DoesNothingWhenNobodyListens) {
    ready("12 feeds");
    watchdog();
    EXPECT_EQ(watchdog_interval(), std::nullopt);
}

#ifdef WATCHWORD_HAVE_SYSTEMD

TEST(Notify, SaysReadyTogetherWithTheStatus) {
    NotifySocket manager;
    ready("12 feeds");
    EXPECT_EQ(manager.message(), "STATUS=12 feeds\nREADY=1\n");
}

TEST(Notify, TellsWhenReloadingBeganOnTheMonotonicClock) {
    NotifySocket manager;
    reloading();
    EXPECT_THAT(manager.message(), MatchesRegex("RELOADING=1\nMONOTONIC_USEC=[0-9]+\n"));
}

TEST(Notify, KeepsAStatusFromAddingMessagesOfItsOwn) {
    NotifySocket manager;
    status("polling x\nMAINPID=1\nREADY=1");
    std::string message = manager.message();
    EXPECT_THAT(message, Not(HasSubstr("\nMAINPID")));
    EXPECT_EQ(message, "STATUS=polling x\\nMAINPID=1\\nREADY=1\n");
}

TEST(Notify, SendsTheErrnoOfAFailureAndTheTimeThatStoppingNeeds) {
    NotifySocket manager;
    failed(28, "the disk is full");
    EXPECT_EQ(manager.message(), "STATUS=the disk is full\nERRNO=28\n");
    extend_timeout(std::chrono::seconds(30));
    EXPECT_EQ(manager.message(), "EXTEND_TIMEOUT_USEC=30000000\n");
    stopping("closing the store");
    EXPECT_EQ(manager.message(), "STATUS=closing the store\nSTOPPING=1\n");
}

TEST(Notify, PingsThreeTimesInAWatchdogPeriod) {
    ::setenv("WATCHDOG_USEC", "30000000", 1);
    EXPECT_EQ(watchdog_interval(), std::chrono::seconds(10));
    ::unsetenv("WATCHDOG_USEC");
}

#endif

}  // namespace
}  // namespace watchword::systemd
