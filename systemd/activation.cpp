#include "systemd/activation.hpp"

#ifdef WATCHWORD_HAVE_SYSTEMD
#include <sys/socket.h>
#include <systemd/sd-daemon.h>
#include <unistd.h>
#endif

#include <cstdlib>
#include <string_view>

namespace watchword::systemd {

namespace {

std::optional<std::filesystem::path> first_directory(const char* variable) {
    const char* value = std::getenv(variable);
    if (value == nullptr || *value == '\0') return std::nullopt;
    std::string_view all = value;
    return std::filesystem::path(all.substr(0, all.find(':')));
}

}  // namespace

std::vector<ListeningSocket> take_listening_sockets() {
    std::vector<ListeningSocket> sockets;
#ifdef WATCHWORD_HAVE_SYSTEMD
    char** names = nullptr;
    int count = sd_listen_fds_with_names(1, &names);
    for (int i = 0; i < count; ++i) {
        int fd = SD_LISTEN_FDS_START + i;
        if (sd_is_socket(fd, AF_UNSPEC, SOCK_STREAM, 1) > 0)
            sockets.push_back({fd, names[i]});
        else
            ::close(fd);
    }
    if (names != nullptr) {
        for (char** name = names; *name != nullptr; ++name) std::free(*name);
        std::free(names);
    }
#endif
    return sockets;
}

std::optional<std::filesystem::path> state_directory() {
    return first_directory("STATE_DIRECTORY");
}
std::optional<std::filesystem::path> runtime_directory() {
    return first_directory("RUNTIME_DIRECTORY");
}
std::optional<std::filesystem::path> credentials_directory() {
    return first_directory("CREDENTIALS_DIRECTORY");
}

}  // namespace watchword::systemd
