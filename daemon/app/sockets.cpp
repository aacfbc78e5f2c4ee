#include "daemon/app/sockets.hpp"

#include <algorithm>

#include "systemd/activation.hpp"

namespace watchword::app {

Result<std::vector<control::Listener>, std::string> open_sockets(const config::Config& config) {
    std::vector<control::Listener> listeners;
    for (const systemd::ListeningSocket& socket : systemd::take_listening_sockets())
        listeners.push_back(control::adopt(socket.fd));
    auto is_control = [](const control::Listener& listener) {
        return listener.door().kind == control::Door::Kind::socket;
    };
    if (std::none_of(listeners.begin(), listeners.end(), is_control)) {
        auto folder = systemd::runtime_directory().value_or(config.state.directory);
        auto listener = control::listen_at(folder / control::socket_name);
        if (!listener) return listener.error();
        listeners.push_back(std::move(*listener));
    }
    for (const std::string& address : config.server.listen) {
        auto listener = control::listen_on(address);
        if (!listener) return listener.error();
        listeners.push_back(std::move(*listener));
    }
    return listeners;
}

}  // namespace watchword::app
