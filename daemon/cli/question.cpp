#include "daemon/cli/question.hpp"

#include <iostream>

namespace watchword::cli {

void add_parameter(archive::Question& question, std::string_view name, const std::string& value) {
    if (!value.empty()) question.parameters.emplace_back(name, value);
}

void add_limit(CLI::App& command, unsigned& limit) {
    command.add_option("--limit", limit, "How many at most; default: " + std::to_string(archive::limit_default))
        ->check(CLI::Range(1U, archive::limit_max));
}

void add_parameter(archive::Question& question, unsigned limit) {
    if (limit > 0) question.parameters.emplace_back("limit", std::to_string(limit));
}

void mention_limit(std::size_t shown, unsigned limit) {
    if (shown == (limit > 0 ? limit : archive::limit_default) && shown > 1)
        std::cerr << "These are the newest " << shown << "; --limit shows more.\n";
}

}  // namespace watchword::cli
