#include "config/config.hpp"

#include <ostream>

namespace watchword::config {

std::string Fault::text() const {
    std::string where = place.file;
    if (place.line != 0) where += ':' + std::to_string(place.line) + ':' + std::to_string(place.column);
    return where + ": " + (warning ? "warning: " : "") + message;
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
    return changes;
}

}  // namespace watchword::config
