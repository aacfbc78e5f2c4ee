#pragma once

#include <filesystem>
#include <iosfwd>

namespace watchword::cli {

struct QueryRun {
    std::filesystem::path queries;   // JSON lines; "-" is standard input
    std::filesystem::path articles;  // JSON lines; "-" is standard input
    unsigned threads = 1;
    bool hits = false;
    bool progress = false;  // to `talk`, a terminal: a line that is written over itself
};

// `watchword query run` (spec/cli.md): matches to `out` in the order of the articles, faults and totals to
// `talk`. Returns the exit code: 0, 65 when any line was malformed and skipped, 66 when a file cannot be
// read, 74 when `out` cannot be written.
int query_run(const QueryRun& options, std::istream& in, std::ostream& out, std::ostream& talk);

}  // namespace watchword::cli
