#include "daemon/cli/local_zone.hpp"

#include <cstdlib>
#include <filesystem>
#include <string_view>

#include "common/schedule/calendar.hpp"

namespace watchword::cli {

std::string local_zone() {
    std::string name;
    if (const char* set = std::getenv("TZ"); set && *set) {
        name = *set == ':' ? set + 1 : set;
    } else {
        constexpr std::string_view folder = "/zoneinfo/";
        std::error_code error;
        name = std::filesystem::read_symlink("/etc/localtime", error).string();
        auto at = name.find(folder);
        name = at == std::string::npos ? "" : name.substr(at + folder.size());
    }
    return schedule::Zone::find(name) ? name : "";
}

}  // namespace watchword::cli
