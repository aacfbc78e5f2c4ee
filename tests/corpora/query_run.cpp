// `watchword query run` alone, for measuring: query_run QUERIES ARTICLES [--hits] [--threads N]

#include "daemon/cli/query_run.hpp"

#include <cstdlib>
#include <iostream>
#include <string_view>

int main(int argc, char** argv) {
    if (argc < 3) {
        std::cerr << "usage: query_run QUERIES ARTICLES [--hits] [--threads N]\n";
        return 64;
    }
    watchword::cli::QueryRun options{.queries = argv[1], .articles = argv[2]};
    for (int i = 3; i < argc; ++i) {
        if (std::string_view(argv[i]) == "--hits") options.hits = true;
        if (std::string_view(argv[i]) == "--threads" && i + 1 < argc) {
            options.threads = static_cast<unsigned>(std::atoi(argv[++i]));
        }
    }
    return watchword::cli::query_run(options, std::cin, std::cout, std::cerr);
}
