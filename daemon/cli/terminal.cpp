#include "daemon/cli/terminal.hpp"

#include <cstdlib>
#include <string_view>

#include <unistd.h>

namespace watchword::cli {

namespace {

std::string_view variable(const char* name) {
    const char* value = std::getenv(name);
    return value ? value : "";
}

}  // namespace

bool is_terminal(int descriptor) {
    return ::isatty(descriptor) == 1;
}

Ink ink_for(int descriptor) {
    return Ink(is_terminal(descriptor) && variable("NO_COLOR").empty() && variable("TERM") != "dumb");
}

}  // namespace watchword::cli
