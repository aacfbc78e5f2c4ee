#include "daemon/cli/query_run.hpp"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <fstream>
#include <istream>
#include <memory>
#include <optional>
#include <ostream>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "common/query/bulk.hpp"
#include "daemon/cli/exit_code.hpp"

namespace watchword::cli {

namespace {

using query::Bulk;

// Articles held at a time: enough to keep the threads busy, bounded whatever the file holds.
constexpr std::size_t batch_bytes = 16u << 20;

// A file of JSON lines, or standard input.
class Lines {
  public:
    Lines(const std::filesystem::path& path, std::istream& standard)
        : name_(path),
          file_(path == "-" ? std::ifstream() : std::ifstream(path, std::ios::binary)),
          stream_(path == "-" ? standard : file_) {}

    // False for what cannot be opened; a folder can, and fails when it is read.
    bool usable() const { return !stream_.bad() && (&stream_ != &file_ || file_.is_open()); }
    const std::string& name() const { return name_; }
    std::size_t number() const { return number_; }  // of the line read last, from 1

    bool next(std::string& line) {
        while (std::getline(stream_, line)) {
            ++number_;
            if (line.find_first_not_of(" \t\r") != std::string::npos) return true;
        }
        return false;
    }

  private:
    std::string name_;
    std::ifstream file_;
    std::istream& stream_;
    std::size_t number_ = 0;
};

struct Job {
    std::size_t number;
    std::string line;
    std::optional<Result<Bulk::Outcome, Bulk::Malformed>> outcome;
};

void match_all(const Bulk& bulk, std::vector<Job>& jobs, const QueryRun& options) {
    std::atomic<std::size_t> next = 0;
    auto work = [&] {
        for (std::size_t i = next++; i < jobs.size(); i = next++) {
            jobs[i].outcome.emplace(bulk.match(jobs[i].line, options.hits));
        }
    };
    std::vector<std::jthread> others;
    for (unsigned i = 1; i < options.threads; ++i) others.emplace_back(work);
    work();
}

bool read_batch(Lines& lines, std::vector<Job>& jobs) {
    jobs.clear();
    std::size_t bytes = 0;
    std::string line;
    while (bytes < batch_bytes && lines.next(line)) {
        bytes += line.size();
        jobs.push_back({lines.number(), std::move(line), std::nullopt});
    }
    return !jobs.empty();
}

double seconds_since(std::chrono::steady_clock::time_point start) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

}  // namespace

int query_run(const QueryRun& options, std::istream& in, std::ostream& out, std::ostream& talk) {
    std::size_t malformed = 0;
    auto report = [&](const std::string& file, std::size_t number, const Bulk::Malformed& fault) {
        ++malformed;
        talk << file << ':' << number << ':' << fault.column << ": " << fault.message << "; skipped\n";
    };
    Lines queries(options.queries, in);
    Lines articles(options.articles, in);
    auto usable = [&](const Lines& lines) {
        if (!lines.usable()) talk << lines.name() << ": cannot be read; check the name and its permissions\n";
        return lines.usable();
    };
    if (!usable(queries) || !usable(articles)) return no_input;

    auto start = std::chrono::steady_clock::now();
    Bulk bulk;
    for (std::string line; queries.next(line);) {
        auto added = bulk.add_query(line);
        if (!added) report(queries.name(), queries.number(), added.error());
    }
    if (!usable(queries)) return no_input;
    bulk.ready();
    double compile_seconds = seconds_since(start);

    std::size_t article_count = 0;
    std::size_t match_count = 0;
    double match_seconds = 0;
    for (std::vector<Job> jobs; read_batch(articles, jobs);) {
        start = std::chrono::steady_clock::now();
        match_all(bulk, jobs, options);
        match_seconds += seconds_since(start);
        for (const Job& job : jobs) {
            const auto& outcome = *job.outcome;
            if (!outcome) {
                report(articles.name(), job.number, outcome.error());
                continue;
            }
            ++article_count;
            match_count += outcome->matches;
            if (!outcome->line.empty()) out << outcome->line << '\n';
        }
        if (options.progress) talk << '\r' << article_count << " articles\x1b[K" << std::flush;
    }
    if (options.progress) talk << "\r\x1b[K";
    if (!usable(articles)) return no_input;
    out.flush();
    if (!out) {
        talk << "the matches cannot be written; is the disk full?\n";
        return io_error;
    }
    double rate = match_seconds > 0 ? static_cast<double>(article_count) / match_seconds : 0;
    talk << article_count << " articles, " << bulk.queries() << " queries, " << match_count << " matches, "
         << compile_seconds << " s to compile, " << match_seconds << " s to match, " << static_cast<std::size_t>(rate)
         << " articles per second\n";
    return malformed > 0 ? bad_data : ok;
}

}  // namespace watchword::cli
