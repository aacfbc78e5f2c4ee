#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "common/base/result.hpp"
#include "daemon/control/gate.hpp"

namespace watchword::control {

// A socket that listens. With it go its descriptor, unless released, and its name in the file system, if it made one.
class Listener {
  public:
    Listener(int fd, Door door, std::string name, std::filesystem::path own = {});
    Listener(Listener&& other) noexcept;
    Listener& operator=(Listener&&) = delete;
    ~Listener();

    int release();  // the descriptor, which is the caller's from here on
    const Door& door() const { return door_; }
    const std::string& name() const { return name_; }  // for a person: a path or "127.0.0.1:8380"

  private:
    int fd_;
    Door door_;
    std::string name_;
    std::filesystem::path own_;
};

inline constexpr const char* socket_name = "watchword.sock";

// The control socket, mode 0660 from its first moment. One that a daemon which is gone left behind is replaced; one
// that answers is not. The error says what to do. The path may be longer than the 107 bytes that a socket's address
// holds.
Result<Listener, std::string> listen_at(const std::filesystem::path& path);
// "127.0.0.1:8380", as the configuration has checked it.
Result<Listener, std::string> listen_on(const std::string& address);
// A socket that the service manager opened.
Listener adopt(int fd);

// A socket's path in a form that fits the 107 bytes of its address: where it is longer, by way of its folder's
// descriptor.
class SocketPath {
  public:
    explicit SocketPath(const std::filesystem::path& path);
    SocketPath(const SocketPath&) = delete;
    SocketPath& operator=(const SocketPath&) = delete;
    ~SocketPath();
    const std::string& text() const { return text_; }  // valid as long as this is

  private:
    int folder_ = -1;
    std::string text_;
};

}  // namespace watchword::control
