#include <exception>
#include <iostream>

#include "daemon/cli/command_line.hpp"
#include "daemon/cli/exit_code.hpp"

int main(int argc, char** argv) {
    try {
        return watchword::cli::main_of(argc, argv);
    } catch (const std::exception& error) {
        std::cerr << "watchword: " << error.what() << '\n';
        return watchword::cli::internal;
    }
}
