#include <boost/json.hpp>

#include <iostream>

#include "common/query/query.hpp"
#include "config/load.hpp"
#include "daemon/cli/commands.hpp"

namespace watchword::cli {

namespace {

// The line the fault is in, and a caret under its place.
void print_fault(const std::string& text, const query::Fault& fault) {
    std::cerr << "query:" << fault.line << ':' << fault.column << ": " << (fault.warning ? "warning: " : "") << fault.message
              << '\n';
    std::size_t begin = 0;
    for (std::size_t line = 1; line < fault.line && begin != std::string::npos; ++line) {
        begin = text.find('\n', begin);
        if (begin != std::string::npos) ++begin;
    }
    if (begin == std::string::npos) return;
    std::cerr << "  " << text.substr(begin, text.find('\n', begin) - begin) << "\n  "
              << std::string(fault.column > 0 ? fault.column - 1 : 0, ' ') << "^\n";
}

}  // namespace

int query_check(const Invocation& invocation, const std::string& expression) {
    query::Lists lists;
    if (auto config = config::load(invocation.config_file, config::process_environment())) lists = config->lists;
    auto query = query::parse(expression, lists);
    if (!query) {
        for (const query::Fault& fault : query.error()) print_fault(expression, fault);
        return bad_data;
    }
    for (const query::Fault& warning : query->warnings()) print_fault(expression, warning);
    std::cout << expression << '\n';
    return ok;
}

}  // namespace watchword::cli
