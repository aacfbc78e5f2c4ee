#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

// What the service manager hands to the daemon at its start.
namespace watchword::systemd {

// A listening stream socket that a .socket unit opened. The caller owns `fd`.
struct ListeningSocket {
    int fd = -1;
    std::string name;  // FileDescriptorName= of the unit, else the unit's name
};

// Empty when started otherwise. A second call gives nothing: the sockets are handed over once.
std::vector<ListeningSocket> take_listening_sockets();

// $STATE_DIRECTORY, $RUNTIME_DIRECTORY, $CREDENTIALS_DIRECTORY; the first where several are named, nullopt
// where none.
std::optional<std::filesystem::path> state_directory();
std::optional<std::filesystem::path> runtime_directory();
std::optional<std::filesystem::path> credentials_directory();

}  // namespace watchword::systemd
