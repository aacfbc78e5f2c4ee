#pragma once

#include <atomic>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

namespace watchword::deliver {

// A receiver on loopback that takes all it is brought, as quickly as it can: each connection has a thread.
class Receiver {
  public:
    enum class Kind { webhook, mail };

    explicit Receiver(Kind kind) : kind_(kind), listener_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        if (::bind(listener_, reinterpret_cast<sockaddr*>(&address), size) != 0 || ::listen(listener_, 64) != 0 ||
            ::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size) != 0)
            throw std::runtime_error("no port on loopback");
        port_ = ntohs(address.sin_port);
        doorman_ = std::thread([this] { welcome(); });
    }

    ~Receiver() {
        ::shutdown(listener_, SHUT_RDWR);
        doorman_.join();
        for (int connection : connections_) ::shutdown(connection, SHUT_RDWR);
        for (std::thread& thread : threads_) thread.join();
        for (int connection : connections_) ::close(connection);
        ::close(listener_);
    }

    std::string url() const {
        return (kind_ == Kind::webhook ? "http://127.0.0.1:" : "smtp://127.0.0.1:") + std::to_string(port_);
    }
    std::size_t taken() const { return taken_; }

  private:
    void welcome() {
        for (int connection; (connection = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC)) >= 0;) {
            int yes = 1;
            ::setsockopt(connection, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
            connections_.push_back(connection);
            threads_.emplace_back(
                [this, connection] { kind_ == Kind::webhook ? take_posts(connection) : take_mails(connection); });
        }
    }

    static bool read_more(int connection, std::string& buffer) {
        char bytes[65536];
        auto size = ::read(connection, bytes, sizeof bytes);
        if (size > 0) buffer.append(bytes, static_cast<std::size_t>(size));
        return size > 0;
    }

    static void say(int connection, std::string_view text) {
        [[maybe_unused]] auto sent = ::send(connection, text.data(), text.size(), MSG_NOSIGNAL);
    }

    // What ends with `end`, which is dropped; false when the other side went.
    static bool take(int connection, std::string& buffer, std::string_view end, std::string& taken) {
        std::size_t place = 0;
        while ((place = buffer.find(end)) == std::string::npos)
            if (!read_more(connection, buffer)) return false;
        taken = buffer.substr(0, place);
        buffer.erase(0, place + end.size());
        return true;
    }

    void take_posts(int connection) {
        std::string buffer, head;
        while (take(connection, buffer, "\r\n\r\n", head)) {
            constexpr std::string_view field = "Content-Length: ";
            auto size = std::stoul(head.substr(head.find(field) + field.size()));
            while (buffer.size() < size)
                if (!read_more(connection, buffer)) return;
            buffer.erase(0, size);
            ++taken_;
            say(connection, "HTTP/1.1 204 No Content\r\n\r\n");
        }
    }

    void take_mails(int connection) {
        std::string buffer, line;
        say(connection, "220 bench\r\n");
        while (take(connection, buffer, "\r\n", line)) {
            auto verb = line.substr(0, 4);
            if (verb == "DATA") {
                say(connection, "354 go on\r\n");
                if (!take(connection, buffer, "\r\n.\r\n", line)) return;
                ++taken_;
            }
            say(connection, verb == "QUIT" ? "221 bye\r\n" : "250 ok\r\n");
        }
    }

    Kind kind_;
    int listener_;
    unsigned short port_ = 0;
    std::atomic<std::size_t> taken_ = 0;
    std::vector<int> connections_;
    std::vector<std::thread> threads_;
    std::thread doorman_;
};

}  // namespace watchword::deliver
