#include "config/config.hpp"

#include <algorithm>
#include <ostream>

namespace watchword::config {

std::string Fault::text() const {
    // What concerns a file as a whole is told at its beginning: whoever reads the lines looks for three parts.
    auto number = [](unsigned counted) { return ':' + std::to_string(std::max(counted, 1U)); };
    return place.file + number(place.line) + number(place.column) + ": " + (warning ? "warning: " : "") + message;
}

std::string to_text(const Secret&) {
    return "<secret>";
}
std::ostream& operator<<(std::ostream& out, const Secret& secret) {
    return out << to_text(secret);
}

std::vector<std::string> needs_restart(const Config& old, const Config& now) {
    std::vector<std::string> changes;
    if (old.state.directory != now.state.directory)
        changes.push_back("the state directory stays " + old.state.directory.string() +
                          " until the next start (now configured: " + now.state.directory.string() + ")");
    if (old.server.listen != now.server.listen)
        changes.emplace_back("the addresses of [server] listen stay as they were until the next start");
    if (old.log.format != now.log.format)
        changes.emplace_back("the format of the log stays as it was until the next start");
    return changes;
}

}  // namespace watchword::config
