#include <fstream>
#include <iostream>
#include <system_error>

#include "config/sample.hpp"
#include "daemon/cli/commands.hpp"

namespace watchword::cli {

int init(const std::filesystem::path& file) {
    std::error_code error;
    if (std::filesystem::exists(file, error)) {
        std::cerr << "watchword: " << file.string() << " is there already and stays as it is; name another FILE\n";
        return cannot_create;
    }
    if (file.has_parent_path()) std::filesystem::create_directories(file.parent_path(), error);
    std::ofstream stream(file, std::ios::binary);
    if (!stream || !(stream << config::sample()).flush()) {
        std::cerr << "watchword: " << file.string() << " cannot be written; is its folder yours to write to?\n";
        return cannot_create;
    }
    std::cout << "Wrote " << file.string() << ". Add a [[feed]], a [[receiver]] and a [[subscription]], then\n"
              << "  watchword --config " << file.string() << " check-config\n";
    return ok;
}

}  // namespace watchword::cli
