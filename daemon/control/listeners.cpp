#include "daemon/control/listeners.hpp"

#include <cerrno>
#include <cstring>
#include <system_error>
#include <utility>

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

namespace watchword::control {

namespace {

constexpr int backlog = 64;

class Descriptor {
  public:
    explicit Descriptor(int fd) : fd_(fd) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() {
        if (fd_ >= 0) ::close(fd_);
    }
    int get() const { return fd_; }
    int release() { return std::exchange(fd_, -1); }

  private:
    int fd_;
};

std::string reason(int error) {
    return std::system_category().message(error);
}

sockaddr_un address_of(const SocketPath& path) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::strncpy(address.sun_path, path.text().c_str(), sizeof address.sun_path - 1);
    return address;
}

bool somebody_answers(const SocketPath& path) {
    Descriptor fd(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    auto address = address_of(path);
    return fd.get() >= 0 && ::connect(fd.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
}

Door door_of(const sockaddr_storage& address) {
    char text[INET6_ADDRSTRLEN] = "";
    if (address.ss_family == AF_INET) {
        const auto& v4 = reinterpret_cast<const sockaddr_in&>(address);
        inet_ntop(AF_INET, &v4.sin_addr, text, sizeof text);
        bool loopback = (ntohl(v4.sin_addr.s_addr) >> 24) == 127;
        return {loopback ? Door::Kind::loopback : Door::Kind::network, text};
    }
    if (address.ss_family == AF_INET6) {
        const auto& v6 = reinterpret_cast<const sockaddr_in6&>(address);
        inet_ntop(AF_INET6, &v6.sin6_addr, text, sizeof text);
        return {IN6_IS_ADDR_LOOPBACK(&v6.sin6_addr) ? Door::Kind::loopback : Door::Kind::network, text};
    }
    return {Door::Kind::socket, ""};
}

struct TcpAddress {
    sockaddr_storage storage{};
    socklen_t size = 0;
};

TcpAddress tcp_address(const std::string& text) {
    TcpAddress address;
    auto colon = text.rfind(':');
    auto port = htons(static_cast<std::uint16_t>(std::stoul(text.substr(colon + 1))));
    if (text.starts_with('[')) {
        auto& v6 = reinterpret_cast<sockaddr_in6&>(address.storage);
        v6.sin6_family = AF_INET6;
        v6.sin6_port = port;
        inet_pton(AF_INET6, text.substr(1, colon - 2).c_str(), &v6.sin6_addr);
        address.size = sizeof v6;
    } else {
        auto& v4 = reinterpret_cast<sockaddr_in&>(address.storage);
        v4.sin_family = AF_INET;
        v4.sin_port = port;
        inet_pton(AF_INET, text.substr(0, colon).c_str(), &v4.sin_addr);
        address.size = sizeof v4;
    }
    return address;
}

}  // namespace

Listener::Listener(int fd, Door door, std::string name, std::filesystem::path own)
    : fd_(fd), door_(std::move(door)), name_(std::move(name)), own_(std::move(own)) {}

Listener::Listener(Listener&& other) noexcept
    : fd_(std::exchange(other.fd_, -1)),
      door_(std::move(other.door_)),
      name_(std::move(other.name_)),
      own_(std::exchange(other.own_, {})) {}

Listener::~Listener() {
    if (fd_ >= 0) ::close(fd_);
    if (!own_.empty()) ::unlink(own_.c_str());
}

int Listener::release() {
    return std::exchange(fd_, -1);
}

Result<Listener, std::string> listen_at(const std::filesystem::path& path) {
    auto failed = [&](const std::string& what) {
        return "the control socket " + path.string() + " cannot be opened: " + what +
               "; $RUNTIME_DIRECTORY names the folder it is in, else the state directory";
    };
    SocketPath short_path(path);
    if (somebody_answers(short_path))
        return "another watchword answers at " + path.string() +
               ": stop it first, or give this one a $RUNTIME_DIRECTORY of its own";
    struct stat found {};
    if (::lstat(path.c_str(), &found) == 0) {
        if (!S_ISSOCK(found.st_mode)) return failed("something else is there that is no socket");
        ::unlink(path.c_str());
    }
    Descriptor fd(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    if (fd.get() < 0) return failed(reason(errno));
    auto address = address_of(short_path);
    // Nobody can connect before listen(): the mode is right by then, whatever the umask.
    if (::bind(fd.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 ||
        ::chmod(path.c_str(), 0660) != 0 || ::listen(fd.get(), backlog) != 0)
        return failed(reason(errno));
    return Listener(fd.release(), {Door::Kind::socket, ""}, path.string(), path);
}

Result<Listener, std::string> listen_on(const std::string& text) {
    auto address = tcp_address(text);
    auto failed = [&](int error) {
        std::string what = "[server] listen " + text + ": " + reason(error);
        if (error == EADDRINUSE) what += "; another program listens there: `ss -ltnp` names it";
        if (error == EACCES) what += "; a port below 1024 needs a capability: choose a higher one";
        if (error == EADDRNOTAVAIL) what += "; this machine has no such address";
        return what;
    };
    Descriptor fd(::socket(address.storage.ss_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    if (fd.get() < 0) return failed(errno);
    int yes = 1;
    ::setsockopt(fd.get(), SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    if (address.storage.ss_family == AF_INET6) ::setsockopt(fd.get(), IPPROTO_IPV6, IPV6_V6ONLY, &yes, sizeof yes);
    if (::bind(fd.get(), reinterpret_cast<const sockaddr*>(&address.storage), address.size) != 0 ||
        ::listen(fd.get(), backlog) != 0)
        return failed(errno);
    return Listener(fd.release(), door_of(address.storage), text);
}

Listener adopt(int fd) {
    sockaddr_storage address{};
    socklen_t size = sizeof address;
    ::getsockname(fd, reinterpret_cast<sockaddr*>(&address), &size);
    ::fcntl(fd, F_SETFL, ::fcntl(fd, F_GETFL) | O_NONBLOCK);
    ::fcntl(fd, F_SETFD, FD_CLOEXEC);
    auto door = door_of(address);
    auto name = door.kind == Door::Kind::socket ? "the socket of the service manager" : door.address;
    return Listener(fd, std::move(door), std::move(name));
}

SocketPath::SocketPath(const std::filesystem::path& path) : text_(path.string()) {
    if (text_.size() < sizeof(sockaddr_un::sun_path)) return;
    folder_ = ::open(path.parent_path().c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC);
    text_ = "/proc/self/fd/" + std::to_string(folder_) + '/' + path.filename().string();
}

SocketPath::~SocketPath() {
    if (folder_ >= 0) ::close(folder_);
}

}  // namespace watchword::control
